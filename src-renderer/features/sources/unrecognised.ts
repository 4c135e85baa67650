// Which files of a load no format recognised, so that the user can say how to read them.
import type { FileProblem } from '../../../shared/contract/loads.ts';

/** How the engine's reason for such a file begins (engine/ingest/read-item.ts); test/e2e/load.spec.ts holds both to it. */
const unknownFormat = /^no known log format/;

/** Paths on disk, each once: a member of an archive is reached through its archive. */
export function unrecognisedPaths(problems: readonly FileProblem[]): string[] {
  const unknown = problems.filter(({ outcome, reason }) => outcome === 'skipped' && unknownFormat.test(reason));
  return [...new Set(unknown.map(({ path }) => path.split(' › ', 1)[0]!))];
}
