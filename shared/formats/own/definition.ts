// A log type of the user's own: JSON that says what a format file says, without code. SQL and functions have no place in it;
// patterns are RE2 (linear time).
import { z } from 'zod';
import { entityMeanings, timelineParts } from '../format.ts';

export const columnTypes = [
  'VARCHAR',
  'BOOLEAN',
  'INTEGER',
  'BIGINT',
  'UBIGINT',
  'DOUBLE',
  'TIMESTAMP',
  'JSON',
] as const;
/** A table's or column's name: it needs no quotes in SQL, unless it is a keyword. */
const name = z
  .string()
  .regex(/^[a-z_][a-z0-9_]*$/, 'a name has lower-case letters, digits and underscores, and does not begin with a digit')
  .max(60);
const text = z.string().min(1).max(4000);
/** Lines are cut byte by byte. */
const oneSign = z.string().regex(/^[\t -~]$/, 'this is to be one character of ASCII, or a tab');

export const OwnColumn = z.strictObject({
  name,
  type: z.enum(columnTypes),
  doc: text.optional(),
  /** Name in the record, as it is written there: a key of JSON, a group of the pattern, a field of the header. */
  key: text.optional(),
  /** JSON: where else it may be, as JSON Pointers. */
  from: z.array(z.string().regex(/^\//, 'a JSON Pointer begins with /, as in /user/name')).min(1).optional(),
  /** Columns of text that it is made of, with a space between: a date and a time. */
  joined: z.array(text).min(2).optional(),
  epoch: z.enum(['s', 'ms', 'us']).optional(),
  written: z.union([text, z.array(text).min(1)]).optional(),
  entity: z.enum(entityMeanings).optional(),
});
export type OwnColumn = z.infer<typeof OwnColumn>;

const Json = z.strictObject({ has: z.array(text).min(1), is: z.record(z.string(), z.string()).optional() });

const Lines = z.strictObject({
  /** RE2 with named groups; it must match the whole line. */
  pattern: text.optional(),
  separator: oneSign.optional(),
  quote: z.enum(['"', "'"]).optional(),
  brackets: z.boolean().optional(),
  escape: z.enum(['backslash', 'doubled']).optional(),
  fields: z.array(text).min(2).optional(),
  /** The first line names the fields. */
  header: z.literal(true).optional(),
  /** RE2 that a line begins with. */
  begins: text.optional(),
  nullTexts: z.array(z.string()).optional(),
});
export type OwnLines = z.infer<typeof Lines>;

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const OwnSample = z.strictObject({
  header: text.optional(),
  /** The record's text; of a JSON log also the object itself. */
  record: z.union([text, z.record(z.string(), z.unknown())]),
  /** Values by column, in text form; numbers and booleans count as their text. */
  expect: z.record(z.string(), cell).optional(),
  /** What the reason contains for which it is no record. */
  reject: text.optional(),
});
export type OwnSample = z.infer<typeof OwnSample>;

export const OwnFormat = z.strictObject({
  name,
  title: text,
  vendor: text.optional(),
  source: text.optional(),
  json: Json.optional(),
  lines: Lines.optional(),
  table: z.strictObject({ columns: z.array(text).min(1) }).optional(),
  columns: z.array(OwnColumn).min(1).max(400),
  /** The TIMESTAMP column that says when. */
  time: text,
  zoneless: z.literal(true).optional(),
  /** Names of columns. */
  timeline: z.strictObject(Object.fromEntries(timelineParts.map((part) => [part, text.optional()]))).optional(),
  defaultColumns: z.array(text).min(1).optional(),
  samples: z.array(OwnSample).min(1).max(200),
});
export type OwnFormat = z.infer<typeof OwnFormat>;

/** An order of fields of a known log type whose lines say no fields: one more way to read it, and no table of its own. */
export const OwnLayout = z.strictObject({
  layoutOf: text,
  fields: z.array(text).min(2),
  samples: z.array(OwnSample).min(1).max(200),
});
export type OwnLayout = z.infer<typeof OwnLayout>;

export type Definition = ({ kind: 'format' } & OwnFormat) | ({ kind: 'layout' } & OwnLayout);

/** What is wrong with a definition, where, and what to write instead. `path`: of keys and indices into its JSON. */
export type DefinitionProblem = { path: (string | number)[]; reason: string; hint: string | null };
