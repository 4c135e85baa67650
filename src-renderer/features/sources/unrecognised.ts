// Paths of a load as its list shows them, and which unrecognised files can be read in which way after all.
import type { FileProblem, LoadAs } from '../../../shared/contract/loads.ts';

export type Offer = { as: Exclude<LoadAs, 'auto'>; paths: string[] };

/** How the engine says it (engine/ingest/read/read-item.ts); test/e2e/load.spec.ts holds both to it. */
const advice = /^no known log format.*; it can be loaded as (json|csv|parquet)$/s;

/** Per way of reading, the paths on disk, each once: a member of an archive is reached through its archive. */
export function offersFor(problems: readonly FileProblem[]): Offer[] {
  const offers = new Map<Offer['as'], Set<string>>();
  for (const { outcome, path, reason } of problems) {
    const as = outcome === 'skipped' ? (advice.exec(reason)?.[1] as Offer['as'] | undefined) : undefined;
    if (as) offers.set(as, (offers.get(as) ?? new Set()).add(path.split(' › ', 1)[0]!));
  }
  return [...offers].map(([as, paths]) => ({ as, paths: [...paths] }));
}

/** A path as seen from the folder that was loaded; unchanged when it is in none of them. */
export function withinRoots(path: string, roots: readonly string[]): string {
  for (const root of roots) {
    const rest = path.startsWith(root) ? path.slice(root.length) : '';
    if (/^[\\/]/.test(rest)) return rest.slice(1);
  }
  return path;
}
