// What is known of one account, region and bucket of time, and what that allows one to say: logs that are here, silence that
// digests prove, logs that digests name and that are not here, or nothing at all.
import { z } from 'zod';

/**
 * `bucket`: index into the map's edges. `events`: by their own time; `late` of them were delivered more than
 * `lateAfterMinutes` after it. `files`, `duplicates`: log files whose name says that they were delivered in the bucket, and
 * records of them that another file had already. `named`, `absent`: log files that digests name for it, and those of them
 * that are not here. `altered`: those that the last verification found altered. `covered`: share of the bucket that lies in the time of some digest, 0 to 1.
 */
export const CoverageCell = z.object({
  bucket: z.number().int(),
  events: z.number().int(),
  late: z.number().int(),
  files: z.number().int(),
  duplicates: z.number().int(),
  named: z.number().int(),
  absent: z.number().int(),
  altered: z.number().int(),
  covered: z.number(),
});
export type CoverageCell = z.infer<typeof CoverageCell>;

export const emptyCell = (bucket: number): CoverageCell => ({
  bucket,
  events: 0,
  late: 0,
  files: 0,
  duplicates: 0,
  named: 0,
  absent: 0,
  altered: 0,
  covered: 0,
});

/** CloudTrail delivers within minutes; an event that came later than this was held up, or put there. */
export const lateAfterMinutes = 60;

export type CellState = 'missing' | 'altered' | 'events' | 'quiet' | 'silent' | 'unknown';

/** @param cell undefined: nothing is known of the bucket */
export function stateOf(cell: CoverageCell | undefined): CellState {
  if (cell === undefined) return 'unknown';
  if (cell.absent > 0) return 'missing';
  if (cell.altered > 0) return 'altered';
  if (cell.events > 0) return 'events';
  if (cell.files > 0) return 'quiet';
  return cell.covered === 1 ? 'silent' : 'unknown';
}

export const stateWords: Record<CellState, { title: string; meaning: string }> = {
  missing: { title: 'Logs missing', meaning: 'Digests name log files of this time that are not in the case.' },
  altered: {
    title: 'Altered',
    meaning: 'A log file of this time is not what the digest says that was delivered.',
  },
  events: { title: 'Events', meaning: 'Events of this time are loaded.' },
  quiet: {
    title: 'Files, no events',
    meaning: 'Log files were delivered in this time, and no event of it is in them.',
  },
  silent: {
    title: 'Proven silence',
    meaning:
      'Digests cover all of this time and name no log file: none was delivered. (Their signatures are another question.)',
  },
  unknown: {
    title: 'Nothing known',
    meaning: 'Neither events, nor log files, nor digests for the whole of this time: what happened in it is not known.',
  },
};
