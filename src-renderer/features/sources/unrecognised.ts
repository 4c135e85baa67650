// Which files of a load no format recognised, so that the user can say how to read them.
import type { FileProblem } from '../../../shared/contract/loads.ts';

/** Paths on disk, each once: a member of an archive is reached through its archive. */
export function unrecognisedPaths(problems: readonly FileProblem[]): string[] {
  const unknown = problems.filter(({ outcome, reason }) => outcome === 'skipped' && /recogni[sz]e/i.test(reason));
  return [...new Set(unknown.map(({ path }) => path.split(' › ', 1)[0]!))];
}
