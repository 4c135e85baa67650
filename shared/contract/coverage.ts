// Calls about what the case's logs cover: account × region × time, and which kinds of events are there at all.
import { z } from 'zod';
import { CoverageCell } from '../coverage/cell.ts';
import { LoadedKinds } from '../coverage/kinds.ts';
import { BucketSize } from '../values/buckets.ts';
import { base } from './base.ts';
import { ClosedRange } from './charts.ts';

/**
 * `logType`: table of another log than CloudTrail, of which only rows are counted; null: CloudTrail. `cells`: in the order of
 * their buckets, those of which something is known. Account and region null: the events do not say.
 */
export const CoverageLane = z.object({
  logType: z.string().nullable(),
  account: z.string().nullable(),
  region: z.string().nullable(),
  cells: z.array(CoverageCell),
});
export type CoverageLane = z.infer<typeof CoverageLane>;

/** A request that ends or narrows what is logged, at its time; see coverage/blinding. */
export const BlindingMark = z.object({
  /** ISO UTC. */
  at: z.string(),
  source: z.string(),
  name: z.string(),
  account: z.string().nullable(),
  region: z.string().nullable(),
  errorCode: z.string().nullable(),
  evidenceId: z.number().int(),
  recordNo: z.number().int(),
});
export type BlindingMark = z.infer<typeof BlindingMark>;

/**
 * `edges`: when each bucket begins, and the end of the last, ISO UTC; empty when nothing in the range has a time. `lanes`: by
 * account and region, those of which anything is known in the range. `span`: of everything, whatever the range.
 */
export const CoverageMap = z.object({
  span: ClosedRange.nullable(),
  size: BucketSize.nullable(),
  edges: z.array(z.string()),
  lanes: z.array(CoverageLane),
  marks: z.array(BlindingMark),
  /** Marks beyond those listed. */
  marksLeft: z.number().int(),
  /** Of the whole case: events without a usable time; log files whose name does not say where and when they were delivered. */
  untimed: z.number().int(),
  unnamed: z.number().int(),
  elapsedMs: z.number(),
});
export type CoverageMap = z.infer<typeof CoverageMap>;

export const coverage = {
  /**
   * Buckets of an hour, day, week or longer, the shortest of which there are at most `most` (and two more where the ends are
   * cut), on the clock of `zone`. INVALID for an unknown zone or an end that is no time.
   */
  map: base
    .input(
      z.object({
        zone: z.string().min(1).default('UTC'),
        from: z.string().optional(),
        to: z.string().optional(),
        most: z.number().int().min(1).max(1000).default(200),
      }),
    )
    .output(CoverageMap),
  kinds: base.output(LoadedKinds),
};
