// Calls about lists of indicators: importing them, what they hold, and where the logs hold what they name.
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { indicatorKinds } from '../indicators/indicator.ts';
import { View } from '../query/view.ts';
import { levels } from '../sigma/rule.ts';
import { base } from './base.ts';

export const IndicatorKind = z.enum(indicatorKinds);
const Level = z.enum(levels);

/** The largest file that is read. */
export const mostListBytes = 128 * 1024 * 1024;
/** The longest text that is pasted. */
export const mostPasted = 4 * 1024 * 1024;

export const IndicatorList = z.object({
  listId: z.number().int(),
  name: z.string(),
  level: Level,
  form: z.enum(['text', 'csv', 'stix', 'misp']),
  /** Null: it was pasted. */
  path: z.string().nullable(),
  /** Hex SHA-256 of its bytes. */
  sha256: z.string(),
  imported: z.string(),
  importedBy: z.string(),
  /** Each entry is an indicator, a duplicate or a problem. */
  entries: z.number().int(),
  indicators: z.number().int(),
  duplicates: z.number().int(),
  problems: z.number().int(),
  /** How many indicators of which kind. */
  kinds: z.partialRecord(IndicatorKind, z.number().int()),
  /** CSV: columns that were read, and those that were not. */
  columns: z.object({ read: z.array(z.string()), left: z.array(z.string()) }).nullable(),
  /** Parts of the file that hold no values, by what they are. */
  others: z.array(z.object({ what: z.string(), count: z.number().int() })),
  /** Indicators that are in the logs, and records that hold any of them, as far as they were looked through. */
  found: z.number().int(),
  records: z.number().int(),
});
export type IndicatorList = z.infer<typeof IndicatorList>;

export const IndicatorLists = z.object({
  lists: z.array(IndicatorList),
  /** Records that were not looked through for some list yet. */
  behind: z.number().int(),
});
export type IndicatorLists = z.infer<typeof IndicatorLists>;

export const ListProblem = z.object({ place: z.string(), text: z.string(), reason: z.string() });
export type ListProblem = z.infer<typeof ListProblem>;

/** Records of one table that hold the indicator; times are ISO 8601 UTC, null where the table has none. */
export const IndicatorHits = z.object({
  table: z.string(),
  title: z.string(),
  records: z.number().int(),
  first: z.string().nullable(),
  last: z.string().nullable(),
});
export type IndicatorHits = z.infer<typeof IndicatorHits>;

export const IndicatorRow = z.object({
  indicatorNo: z.number().int(),
  kind: IndicatorKind,
  value: z.string(),
  note: z.string().nullable(),
  place: z.string(),
  hits: z.array(IndicatorHits),
});
export type IndicatorRow = z.infer<typeof IndicatorRow>;

export const MatchProgress = z.object({
  state: z.enum(['running', 'done']),
  /** Records looked through, of how many. */
  rows: z.number().int(),
  totalRows: z.number().int(),
});
export type MatchProgress = z.infer<typeof MatchProgress>;

const page = { offset: z.number().int().min(0), limit: z.number().int().min(1).max(1000) };

export const indicators = {
  lists: base.output(IndicatorLists),
  /**
   * Reads a list from a file, or from pasted text. `kind`: what every entry is, where the list itself does not say.
   * INVALID for what is no list, or the same bytes as a list that is there.
   */
  add: base
    .input(
      z.object({
        source: z.union([z.object({ path: z.string().min(1) }), z.object({ text: z.string().min(1).max(mostPasted) })]),
        name: z.string().trim().min(1).max(200),
        level: Level.default('high'),
        kind: IndicatorKind.nullable().default(null),
      }),
    )
    .output(IndicatorList),
  change: base
    .input(
      z.object({
        listId: z.number().int(),
        name: z.string().trim().min(1).max(200).optional(),
        level: Level.optional(),
      }),
    )
    .output(z.void()),
  remove: base.input(z.object({ listId: z.number().int() })).output(z.void()),
  problems: base
    .input(z.object({ listId: z.number().int(), ...page }))
    .output(z.object({ total: z.number().int(), problems: z.array(ListProblem) })),
  duplicates: base.input(z.object({ listId: z.number().int(), ...page })).output(
    z.object({
      total: z.number().int(),
      duplicates: z.array(z.object({ place: z.string(), value: z.string(), of: z.string() })),
    }),
  ),
  /** Looks for all lists in the records that came since. */
  match: base.output(eventIterator(MatchProgress)),
  /** The indicators of a list, those with the most records first. `text`: only those whose value or note holds it. */
  hits: base
    .input(
      z.object({
        listId: z.number().int(),
        foundOnly: z.boolean().default(false),
        text: z.string().max(500).default(''),
        ...page,
      }),
    )
    .output(z.object({ total: z.number().int(), indicators: z.array(IndicatorRow) })),
  /** The records of one table that hold an indicator, as a view of that table, and what it shows in a few words. */
  rows: base
    .input(z.object({ listId: z.number().int(), indicatorNo: z.number().int(), table: z.string() }))
    .output(z.object({ view: View, title: z.string() })),
};
