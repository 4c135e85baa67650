// What a log type is: data, and small questions about a record. The engine builds the table, the transforms and the timeline
// branch from this; the UI takes titles, default columns, colours and meanings from it; search, entities, indicators, coverage
// and detections know a log type by it alone. Adding a log type is adding one file that default-exports a Format.

/** DuckDB types that a format may use. `JSON` keeps a value as JSON text; a struct is written as nested columns. */
export type ScalarType = 'VARCHAR' | 'BOOLEAN' | 'INTEGER' | 'BIGINT' | 'UBIGINT' | 'DOUBLE' | 'TIMESTAMP' | 'JSON';

/**
 * What a column's values are, wherever they stand: by this an address is found in every log that has one.
 *
 * - `principal`: who acted or was acted on: an ARN, a user name, a mail address. `domain`: a host or domain name.
 * - `resource`: a bucket, an instance, an object. `hash`: of a file, or the fingerprint of a connection.
 */
export const entityMeanings = [
  'ip',
  'principal',
  'access-key',
  'account',
  'user-agent',
  'domain',
  'resource',
  'url',
  'hash',
] as const;
export type EntityMeaning = (typeof entityMeanings)[number];

export type FormatColumn = {
  /** Column (or struct field) name in SQL, as users of Athena and vendor documentation know it. Lower case for columns. */
  name: string;
  /** One sentence: meaning, unit, and where it is documented if that is surprising. */
  doc: string;
} & (
  | { type: Exclude<ScalarType, 'TIMESTAMP'>; list?: boolean }
  | {
      type: 'TIMESTAMP';
      list?: boolean;
      /** The record has a number since 1970 in this unit, or such a number as text; absent: ISO 8601 text. Not in structs. */
      epoch?: 's' | 'ms' | 'us';
      /** It has text like this (`strptime` of DuckDB): `%d/%b/%Y:%H:%M:%S %z`; several are tried in turn. Not in structs. */
      written?: string | string[];
    }
  /** A struct, or a list of structs with `list`. */
  | { fields: FormatColumn[]; list?: boolean }
) & {
    /** The name in the record (key of JSON, field of a header), exact case; absent: same as `name`. */
    key?: string;
    /**
     * JSON formats: where else a record may have it, as JSON Pointers (RFC 6901), tried in turn: `/properties/caller`. With
     * it `key` is looked at only when it is among them (`/caller`).
     */
    from?: string[];
    /**
     * SQL over other columns in double quotes, for a column that no record holds itself: `TRY_CAST("date" || ' ' || "time" AS
     * TIMESTAMP)`. It must not fail on any value.
     */
    derive?: string;
    /** Almost every record has a value of its own (an id): stored as it is, since trying to compress it only costs time. */
    unique?: boolean;
    entity?: EntityMeaning;
  };

/** Columns of the `timeline` view that a log type may fill, besides its time. */
export const timelineParts = [
  'action',
  'actor',
  'target',
  'source_ip',
  'user_agent',
  'outcome',
  'account',
  'region',
  'session',
] as const;

/**
 * The columns of the `timeline` view, as SQL expressions over the format's own columns; absent ones are NULL. `time` is the
 * name of a column, so that a range of time is read and not the whole table. `outcome` is the vendor's word for it, and
 * `Success` where the vendor says nothing when all is well.
 */
export type TimelineMapping = {
  time: string;
  /**
   * Where `time` is null because the record says no year: the rest of it, as a TIMESTAMP of the year 2000. The timeline takes the
   * year that makes it the last such time before the file was changed.
   */
  yearless?: string;
} & Partial<Record<(typeof timelineParts)[number], string>>;

/** A record as it stands in a file, and what the columns named in `expect` must hold (text form), or why it is rejected. */
export type FormatSample = {
  /** What stands before it in the file: a header line, or several. */
  header?: string;
  record: string;
  /** The columns of a row by name, `struct.field` too; all columns that the documentation's example fills are worth naming. */
  expect: Record<string, string | null> | { reject: string };
};

/** JSON objects. `recognise` sees one parsed record. Ingest asks once per set of top-level keys and remembers a yes. */
export type JsonReading = {
  recognise(record: Record<string, unknown>): boolean;
  /**
   * Other log types have the same top-level keys and differ in values (the export envelope of a service that carries many
   * logs): a yes is not remembered, each record is asked about, which costs a parse.
   */
  byValue?: true;
  /** Taken only where nothing else knows the record, nor finds one inside it: envelopes that are a log of their own. */
  lastResort?: true;
};

/** A pattern that comes from outside: matched in linear time whatever it is (see engine/formats). */
export type LinearPattern = {
  /** Names of its groups, in order. */
  names: string[];
  /** What the groups hold; null: the line as a whole does not match. */
  exec(line: string): { groups?: Record<string, string | undefined> | undefined } | null;
};

/** How a line is cut into fields. */
export type Cut =
  /** At each separator. */
  | { kind: 'separated'; separator: string }
  /** At each separator outside of quotes and, with `brackets`, of `[…]`; both are taken off. */
  | {
      kind: 'quoted';
      separator: string;
      /** The quote, `"` or `'`. */
      quote: string;
      brackets?: boolean;
      /** How a quote stands inside quotes: `\"` or `""`; absent: not at all. */
      escape?: 'backslash' | 'doubled';
    }
  /** By the named groups of a pattern that matches the whole line. It must take linear time on any line. */
  | { kind: 'pattern'; pattern: RegExp | LinearPattern }
  /** `key=value key="a value"`; the fields are the keys. */
  | { kind: 'pairs' };

/** The fields of the lines that follow a header, in their order, and what the header says for all of them. */
export type Header = { fields: string[]; constants?: Record<string, string> };

export type LineReading = {
  cut: Cut;
  /** Texts that mean "no value"; an empty text always does. */
  nullTexts: string[];
  /**
   * Reads a header line. `before`: what earlier header lines of the same file said. Null: not one. A line that belongs to
   * the head and names no fields (`#Version: 1.0`) answers `{ fields: [] }`.
   */
  recogniseHeader?(line: string, before: Header | null): Header | null;
  /** The fields of a line that stands without a header (for `pattern` and `pairs`: any, they are not used); null: not this type. */
  recogniseLine(line: string): string[] | null;
  /** A last line or comment that is no record: `#close`. */
  isComment?(line: string): boolean;
  /**
   * Lines without a header may have fewer fields than `recogniseLine` says, down to this number (older versions), and more
   * (newer ones), which are kept in `extra` as `field_27`, …; absent: exactly as many.
   */
  fewestFields?: number;
  /** Column for a field; absent: the column whose `key` (or name) it is. Unknown fields are kept in `extra`. */
  columnFor?(field: string): string | null;
  /**
   * A line that begins no record belongs to the record before it: stack traces, messages of several lines. It is added to
   * the column `message`, or else to the last field. So with all of last resort.
   */
  continues?: true;
  /** So general that it is taken only where most of the first lines are like that and nothing else knows them. */
  lastResort?: true;
};

/** Tables with named columns: CSV with a header, Parquet. */
export type TableReading = {
  /** @param names the columns as they stand there */
  recognise(names: string[]): boolean;
  /** Column for a name; absent: the column whose `key` or name it is, whatever its case. Others are kept in `extra`. */
  columnFor?(name: string): string | null;
};

export type Format = {
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
  /** Times are written without a zone, and no document says which: a person may have to (see clocks). */
  zoneless?: true;
  /** Questions about what happened that such a log answers, by the ids of shared/coverage/questions.ts. */
  answers?: string[];
  /** Sigma's log sources whose rules are about this table; null in a part: rules that leave it out. */
  sigma?: { product: string | null; category: string | null; service: string | null }[];
  /** Fields that such rules often name and that have few different values together, the two with the fewest first. */
  sigmaKeys?: string[];
  /** What the search bar also takes for a column's name, in lower case → column key: words of people and of other tools. */
  aliases?: Record<string, string>;
  json?: JsonReading;
  lines?: LineReading[];
  table?: TableReading;
  samples: FormatSample[];
};
