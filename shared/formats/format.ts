// What a log type is: data only. The engine builds the table, the transform and the timeline branch from this; the UI
// takes titles, default columns and meanings from it. Adding a log type is adding one file that default-exports a Format.

/** DuckDB types that a format may use. `JSON` keeps a value as JSON text; a struct is written as nested columns. */
export type ScalarType = 'VARCHAR' | 'BOOLEAN' | 'INTEGER' | 'BIGINT' | 'UBIGINT' | 'DOUBLE' | 'TIMESTAMP' | 'JSON';

export type FormatColumn = {
  /** Column (or struct field) name in SQL, as users of Athena and vendor documentation know it. Lower case for columns. */
  name: string;
  /** One sentence: meaning, unit, and where it is documented if that is surprising. */
  doc: string;
} & (
  | { type: ScalarType; list?: boolean }
  /** A struct, or a list of structs with `list`. */
  | { fields: FormatColumn[]; list?: boolean }
) & {
    /** JSON formats: the key in the record, exact case; absent: same as `name`. */
    key?: string;
    /** SQL over the other columns, for a column that no record holds itself (a time computed from epoch seconds). */
    derive?: string;
    /** Almost every record has a value of its own (an id): stored as it is, since trying to compress it only costs time. */
    unique?: boolean;
  };

/** The columns of the `timeline` view, as SQL expressions over the format's own columns; absent ones are NULL. */
export type TimelineMapping = {
  time: string;
  actor?: string;
  action?: string;
  target?: string;
  source_ip?: string;
  user_agent?: string;
  outcome?: string;
  account?: string;
  region?: string;
  session?: string;
};

/** A record as it stands in a file, and what the columns named in `expect` must hold (text form), or why it is rejected. */
export type FormatSample = {
  /** A header line that comes before (text formats). */
  header?: string;
  record: string;
  expect: Record<string, string | null> | { reject: string };
};

type Common = {
  /** Table name. */
  name: string;
  title: string;
  vendor: string;
  /** Where the columns come from, with the date it was read. */
  source: string;
  columns: FormatColumn[];
  timeColumn: string;
  /** Column keys that a fresh grid shows. */
  defaultColumns: string[];
  timeline?: TimelineMapping;
  /** What the search bar also takes for a column's name, in lower case → column key: words of people and of other tools. */
  aliases?: Record<string, string>;
  samples: FormatSample[];
};

/**
 * Records are JSON objects; `recognise` sees one parsed record and answers whether it is of this type. Ingest asks once per
 * set of top-level keys and remembers a yes, so records of different types must differ in their keys, not in values alone.
 */
export type JsonFormat = Common & {
  kind: 'json';
  recognise(record: Record<string, unknown>): boolean;
};

/**
 * Records are lines of separated fields. `recogniseHeader` reads a header line into column names (null: not one);
 * `recogniseLine` names the columns of a headerless file from its first line (null: not this type).
 */
export type LineFormat = Common & {
  kind: 'line';
  separator: string;
  /** Text that means "no value". */
  nullText: string;
  recogniseHeader(line: string): string[] | null;
  recogniseLine(line: string): string[] | null;
  /** Column name for a field name of a header, e.g. `account-id` → `account_id`; unknown names are kept in `extra`. */
  columnFor(field: string): string | null;
};

export type Format = JsonFormat | LineFormat;
