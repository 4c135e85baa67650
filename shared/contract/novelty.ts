// Calls about what is new in CloudTrail: what was never seen before, what happens more than usual, keys used from two places at
// a time, and the pages of the AWS console behind bursts of reading calls.
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { NoveltyKind, ValueKind } from '../novelty/kinds.ts';
import { View } from '../query/view.ts';
import { base } from './base.ts';

/**
 * What is known before: events from `from` (absent: the first) up to `to`, not included. What is asked about: events from `to` up
 * to `until`, not included (absent: the last). ISO UTC.
 */
export const Baseline = z.object({ from: z.string().optional(), to: z.string(), until: z.string().optional() });
export type Baseline = z.infer<typeof Baseline>;

/** `zone`: IANA, whose clock shows days and hours. */
const Asked = z.object({ baseline: Baseline, zone: z.string().min(1).default('UTC') });

/** `events`: with a usable time; `untimed`: without. `first`, `last`: ISO UTC. */
export const TrailExtent = z.object({
  events: z.number().int(),
  untimed: z.number().int(),
  first: z.string().nullable(),
  last: z.string().nullable(),
});
export type TrailExtent = z.infer<typeof TrailExtent>;

const ScorePart = z.object({ words: z.string(), points: z.number() });

/** A principal: `key` as shared/novelty/principal has it, and its name. */
export const Principal = z.object({ key: z.string(), name: z.string(), account: z.string().nullable() });
export type Principal = z.infer<typeof Principal>;

const Span = { first: z.string(), last: z.string() };
const Counts = { calls: z.number().int(), failed: z.number().int() };

/** `others`: other principals that ever had it. `isNewToAll`: nobody had it in the baseline. */
export const NewValue = z.object({
  kind: ValueKind,
  value: z.string(),
  text: z.string(),
  others: z.number().int(),
  isNewToAll: z.boolean(),
  ...Counts,
  ...Span,
});
export type NewValue = z.infer<typeof NewValue>;

/**
 * What is new: values of one kind that a principal (null: anybody) had for the first time, at about the same time; or a new
 * principal, and what it did. `values`: the most surprising first, at most 100 of `valueCount`. `view`: the rows of all of them.
 */
export const NoveltyItem = z.object({
  id: z.string(),
  kind: NoveltyKind,
  by: Principal.nullable(),
  values: z.array(NewValue),
  valueCount: z.number().int(),
  isNewToAll: z.boolean(),
  changes: z.number().int(),
  ...Counts,
  ...Span,
  points: z.number(),
  parts: z.array(ScorePart),
  sentence: z.string(),
  view: View,
});
export type NoveltyItem = z.infer<typeof NoveltyItem>;

/** Events and principals before and after; `nameless`: events of the period asked about that do not say who. */
export const BaselineSums = z.object({
  before: z.number().int(),
  after: z.number().int(),
  principalsBefore: z.number().int(),
  nameless: z.number().int(),
  daysBefore: z.number().int(),
});
export type BaselineSums = z.infer<typeof BaselineSums>;

/** `counts`: items per kind, of which the list has the first 300. `unread`: new things beyond those that were looked at, of each kind the rarest. */
export const FirstSeen = z.object({
  asked: Asked,
  sums: BaselineSums,
  items: z.array(NoveltyItem),
  counts: z.record(NoveltyKind, z.number().int()),
  unread: z.number().int(),
  elapsedMs: z.number(),
});
export type FirstSeen = z.infer<typeof FirstSeen>;

/** What a burst was compared with: the same hour of the same weekday, the same hour of the day, or any hour. */
export const VolumeSlot = z.enum(['weekhour', 'hour', 'any']);
export type VolumeSlot = z.infer<typeof VolumeSlot>;

/** Hours that follow each other in which a principal made more calls (of an API; null: of any) than it ever did in such hours. */
export const VolumeItem = z.object({
  id: z.string(),
  by: Principal,
  api: z.string().nullable(),
  /** Begin of the first hour and end of the last one. */
  from: z.string(),
  to: z.string(),
  hours: z.number().int(),
  calls: z.number().int(),
  failed: z.number().int(),
  /** The hour that stands out most: its calls, and the median and the most of the hours like it. */
  peak: z.object({
    hour: z.string(),
    calls: z.number().int(),
    slot: VolumeSlot,
    hoursCompared: z.number().int(),
    median: z.number(),
    spread: z.number(),
    most: z.number().int(),
  }),
  points: z.number(),
  sentence: z.string(),
  view: View,
});
export type VolumeItem = z.infer<typeof VolumeItem>;

/** `hoursBefore`: hours of the baseline in which anything at all was logged; others say nothing and do not count. */
export const Volumes = z.object({
  sums: BaselineSums,
  hoursBefore: z.number().int(),
  items: z.array(VolumeItem),
  total: z.number().int(),
  elapsedMs: z.number(),
});
export type Volumes = z.infer<typeof Volumes>;

export const KeyPlace = z.object({
  ip: z.string(),
  network: z.string(),
  calls: z.number().int(),
  agents: z.array(z.string()),
  ...Span,
});
export type KeyPlace = z.infer<typeof KeyPlace>;

/** One time that a key was used from distant networks within minutes. `changes`: how often it went from one to another. */
export const ParallelUse = z.object({
  id: z.string(),
  accessKey: z.string(),
  by: Principal.nullable(),
  ...Span,
  changes: z.number().int(),
  calls: z.number().int(),
  /** Addresses by number of calls, at most 20 of `placeCount`. */
  places: z.array(KeyPlace),
  placeCount: z.number().int(),
  /** Other days on which the same principal changed between the same networks. */
  otherDays: z.number().int(),
  /** Set: an honest cause that shows in the rows. */
  honest: z.string().nullable(),
  points: z.number(),
  parts: z.array(ScorePart),
  sentence: z.string(),
  view: View,
});
export type ParallelUse = z.infer<typeof ParallelUse>;

/** `leftOut`: calls that were not looked at, and why. */
export const ParallelUses = z.object({
  items: z.array(ParallelUse),
  total: z.number().int(),
  keys: z.number().int(),
  leftOut: z.array(z.object({ words: z.string(), calls: z.number().int() })),
  elapsedMs: z.number(),
});
export type ParallelUses = z.infer<typeof ParallelUses>;

/** Reading calls of one console session that one click made. */
export const PageView = z.object({
  id: z.string(),
  by: Principal.nullable(),
  ip: z.string().nullable(),
  services: z.array(z.string()),
  ...Counts,
  ...Span,
  view: View,
});
export type PageView = z.infer<typeof PageView>;

/**
 * `items`, `total`: page views of the period. Of the whole case: `reads`, reading calls of the console; `folded`, those that a page
 * view stands for, but the first of each; `rest`, all rows but the folded ones; `sql`, the statement behind it.
 */
export const PageViews = z.object({
  items: z.array(PageView),
  total: z.number().int(),
  reads: z.number().int(),
  folded: z.number().int(),
  rest: View,
  sql: z.string(),
  elapsedMs: z.number(),
});
export type PageViews = z.infer<typeof PageViews>;

/** `doing` in words, `percent` of it where that can be told. */
const following = <T extends z.ZodType>(result: T) =>
  eventIterator(
    z.discriminatedUnion('state', [
      z.object({ state: z.literal('running'), doing: z.string(), percent: z.number().nullable() }),
      z.object({ state: z.literal('done'), result }),
    ]),
  );

export const novelty = {
  extent: base.output(TrailExtent),
  firstSeen: base.input(Asked).output(following(FirstSeen)),
  /** `least`: hours with fewer calls are nothing unusual. */
  volumes: base.input(Asked.extend({ least: z.number().int().min(1).default(20) })).output(following(Volumes)),
  /** `minutes`: uses that are at most so far apart count as at a time. In the whole case. */
  parallel: base
    .input(z.object({ minutes: z.number().min(0.1).max(1440).default(60) }))
    .output(following(ParallelUses)),
  /** `seconds`: calls that are at most so far apart are of one click; `least`: fewer are no page. Of the period, or the whole case. */
  pageViews: base
    .input(
      z.object({
        from: z.string().optional(),
        to: z.string().optional(),
        seconds: z.number().min(0.1).max(60).default(3),
        least: z.number().int().min(2).max(1000).default(3),
        limit: z.number().int().min(1).max(5000).default(1000),
      }),
    )
    .output(following(PageViews)),
};
