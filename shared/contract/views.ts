// Calls about looking at rows: what tables there are, opening a view, its pages, values, single cells and records.
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { type EntityMeaning, entityMeanings } from '../formats/format.ts';
import { ColumnRef, Source, View } from '../query/view.ts';
import { base } from './base.ts';

/** How a column's values compare and show; the SQL type itself is in `type`. */
export const ColumnKind = z.enum(['text', 'number', 'time', 'boolean', 'struct', 'json', 'list', 'bytes']);
export type ColumnKind = z.infer<typeof ColumnKind>;

export type ColumnInfo = {
  name: string;
  /** DuckDB type, e.g. `TIMESTAMP`, `STRUCT("type" VARCHAR, …)`. */
  type: string;
  kind: ColumnKind;
  /** One sentence on what the column means, from the format's definition. */
  doc?: string | undefined;
  /** The column of a mark, which an investigator puts on rows. */
  mark?: 'tags' | 'star' | 'note' | undefined;
  /** What its values name, from the format's definition. */
  entity?: EntityMeaning | undefined;
  /** Fields of a struct column. */
  fields?: ColumnInfo[] | undefined;
};
export const ColumnInfo: z.ZodType<ColumnInfo> = z.object({
  name: z.string(),
  type: z.string(),
  kind: ColumnKind,
  doc: z.string().optional(),
  mark: z.enum(['tags', 'star', 'note']).optional(),
  entity: z.enum(entityMeanings).optional(),
  get fields() {
    return z.array(ColumnInfo).optional();
  },
});

export const TableInfo = z.object({
  name: z.string(),
  title: z.string(),
  /** `log`: rows of a log type; `account`: evidence, duplicates, rejects, loads; `view`: timeline and the like; `scratch`: the user's own. */
  kind: z.enum(['log', 'account', 'view', 'scratch']),
  rows: z.number().int().nullable(),
  timeColumn: z.string().nullable(),
  /** Its rows are on the timeline of all logs. */
  isOnTimeline: z.boolean().optional(),
  /** Column keys that a fresh grid shows, in order. */
  defaultColumns: z.array(z.string()),
  columns: z.array(ColumnInfo),
  /** What the search bar also takes for a column's name, in lower case → column key. */
  aliases: z.record(z.string(), z.string()).optional(),
});
export type TableInfo = z.infer<typeof TableInfo>;

/**
 * A view being opened. `matched` moves while `state` is `running` (a whole-record search reports how far it has scanned);
 * rows `[0, matched)` can be paged at once. On `ready` the count is exact. Until then a sorted view has its first rows
 * in order, or, where finding the rows is what takes long, those found so far in the table's order: page it anew on `ready`.
 * Rows loaded later do not change an open view.
 */
export const ViewState = z.object({
  viewId: z.string(),
  state: z.enum(['running', 'ready']),
  matched: z.number().int(),
  total: z.number().int(),
  scanned: z.number().int(),
  elapsedMs: z.number(),
});
export type ViewState = z.infer<typeof ViewState>;

/**
 * A page. `rows` is JSON text: an array of rows, each an array of cells in `columns` order. A cell is null or text:
 * times as `YYYY-MM-DDTHH:MM:SS[.ffffff]Z` (no trailing zeros; a DATE has no time of day), structs/lists/JSON as JSON text,
 * bytes as hex. A text longer than `cellLimit` is cut and ends in `…`; `views.cell` has the whole. It is pre-encoded by
 * DuckDB: the fastest way through both transports.
 */
export const Page = z.object({
  offset: z.number().int(),
  count: z.number().int(),
  rows: z.string(),
  elapsedMs: z.number(),
});
export type Page = z.infer<typeof Page>;
export const cellLimit = 1_000;

export const Provenance = z.object({
  evidenceId: z.number().int(),
  /** `bundle.zip › logs/a.json.gz` */
  path: z.string(),
  /** 1-based place of the record in its file. */
  recordNo: z.number().int(),
  /** Hex SHA-256 of the file as found, and of its decompressed content. */
  sha256: z.string().nullable(),
  contentSha256: z.string().nullable(),
  container: z.string().nullable(),
  /** What the last verification says of the file; `reason` is a key of shared/integrity/words.ts. Null: nothing. */
  verdict: z.object({ verdict: z.string(), reason: z.string() }).nullable(),
});
export type Provenance = z.infer<typeof Provenance>;

export const RecordDetail = z.object({
  index: z.number().int(),
  table: z.string(),
  /** All columns as one JSON object text, null for a source without columns of its own. */
  values: z.string(),
  /** The record exactly as it stands in the file; null when the source is not evidence. */
  raw: z.string().nullable(),
  /** True when `raw` had bytes that are not UTF-8 and shows U+FFFD for them; `rawBase64` then has the exact bytes. */
  rawLossy: z.boolean(),
  rawBase64: z.string().nullable(),
  /** The wrapper that carried the record (EventBridge, CloudWatch Logs, SIEM), exactly as found. */
  envelope: z.string().nullable(),
  provenance: Provenance.nullable(),
  duplicates: z.array(Provenance),
});
export type RecordDetail = z.infer<typeof RecordDetail>;

export const views = {
  tables: base.output(z.array(TableInfo)),
  /** Columns of any source (a console result included). */
  describe: base.input(z.object({ source: Source })).output(TableInfo),
  /** Opens a view and reports until it is ready. Aborting the iteration interrupts the query. */
  open: base.input(z.object({ view: View })).output(eventIterator(ViewState)),
  /** Frees what the engine keeps for a view. */
  close: base.input(z.object({ viewId: z.string() })).output(z.void()),
  page: base
    .input(
      z.object({
        viewId: z.string(),
        offset: z.number().int().min(0),
        limit: z.number().int().min(1).max(5000),
        columns: z.array(ColumnRef),
        /** Cells are not cut at `cellLimit` (the command line prints whole values). */
        whole: z.boolean().default(false),
      }),
    )
    .output(Page),
  /** Row index of the first row at or after `time` (in the view's order when it is by time; else the nearest such row). */
  locate: base
    .input(z.object({ viewId: z.string(), time: z.string() }))
    .output(z.object({ index: z.number().int().nullable() })),
  /** Distinct values of a column under the view's other filters, most frequent first. */
  values: base
    .input(
      z.object({
        view: View,
        column: ColumnRef,
        search: z.string().default(''),
        limit: z.number().int().max(2000).default(200),
      }),
    )
    .output(
      z.object({
        values: z.array(z.object({ value: z.string().nullable(), count: z.number().int() })),
        /** How many distinct values match `search`; more than `values` holds when cut. */
        distinct: z.number().int(),
      }),
    ),
  /** Keys seen inside a struct or JSON column (sampled), to offer as columns. */
  paths: base
    .input(z.object({ source: Source, column: ColumnRef }))
    .output(z.array(z.object({ path: z.array(z.string()), type: z.string(), count: z.number().int() }))),
  /** One whole cell, uncut. */
  cell: base
    .input(z.object({ viewId: z.string(), index: z.number().int(), column: ColumnRef }))
    .output(z.object({ value: z.string().nullable() })),
  record: base.input(z.object({ viewId: z.string(), index: z.number().int() })).output(RecordDetail),
  /** The view as one SQL statement that runs in the console. */
  sql: base.input(z.object({ view: View })).output(z.object({ sql: z.string() })),
};
