// Paths of a load as its list shows them, and which of them no format recognised.
import type { FileProblem } from '../../../shared/contract/loads.ts';

/** How the engine's reason for such a file begins (engine/ingest/read-item.ts); test/e2e/load.spec.ts holds both to it. */
const unknownFormat = /^no known log format/;

/** Paths on disk, each once: a member of an archive is reached through its archive. */
export function unrecognisedPaths(problems: readonly FileProblem[]): string[] {
  const unknown = problems.filter(({ outcome, reason }) => outcome === 'skipped' && unknownFormat.test(reason));
  return [...new Set(unknown.map(({ path }) => path.split(' › ', 1)[0]!))];
}

/** A path as seen from the folder that was loaded; unchanged when it is in none of them. */
export function withinRoots(path: string, roots: readonly string[]): string {
  for (const root of roots) {
    const rest = path.startsWith(root) ? path.slice(root.length) : '';
    if (/^[\\/]/.test(rest)) return rest.slice(1);
  }
  return path;
}
