// Calls about log types: those that Pugmark comes with, and definitions of the user's own.
import { z } from 'zod';
import { base } from './base.ts';

/** `place`: where in the definition, `/columns/2/type (line 14)`, or in what was tried, `sample 2, column status`. */
export const FormatProblem = z.object({
  place: z.string(),
  line: z.number().int().nullable(),
  reason: z.string(),
  /** What to write instead. */
  hint: z.string().nullable(),
});
export type FormatProblem = z.infer<typeof FormatProblem>;

export const LogType = z.object({
  /** Table. */
  name: z.string(),
  title: z.string(),
  vendor: z.string(),
  source: z.string(),
  /** How its records come. */
  ways: z.array(z.enum(['json', 'lines', 'table'])),
  columns: z.number().int(),
  /** In the open case; null: none, or no case is open. */
  rows: z.number().int().nullable(),
  isOwn: z.boolean(),
});
export type LogType = z.infer<typeof LogType>;

/**
 * - `used`: the case keeps it, and loads go by it. `ready`: the next load of a case takes it in.
 * - `broken`: something is wrong with it; it is not used.
 */
export const OwnFormatInfo = z.object({
  /** Null: not even that can be read. */
  name: z.string().nullable(),
  title: z.string().nullable(),
  /** The log type that it is an order of fields of. */
  layoutOf: z.string().nullable(),
  /** File in the user's folder; null: the case alone has it. */
  path: z.string().nullable(),
  state: z.enum(['used', 'ready', 'broken']),
  problems: z.array(FormatProblem),
  /** What else there is to know, in a sentence. */
  note: z.string().nullable(),
  /** The definition itself: the file's, else the case's; null: it cannot be read. */
  text: z.string().nullable(),
});
export type OwnFormatInfo = z.infer<typeof OwnFormatInfo>;

export const LogTypeList = z.object({
  types: z.array(LogType),
  own: z.array(OwnFormatInfo),
  /** Folder of the user's definitions, whether it is there or not. */
  folder: z.string(),
});
export type LogTypeList = z.infer<typeof LogTypeList>;

export const DictionaryColumn = z.object({
  /** `useridentity.arn` inside of structs. */
  name: z.string(),
  type: z.string(),
  doc: z.string(),
  /** As the record has it, where that is another name. */
  key: z.string().nullable(),
  entity: z.string().nullable(),
});
export type DictionaryColumn = z.infer<typeof DictionaryColumn>;

export const LogTypeDetail = LogType.extend({
  dictionary: z.array(DictionaryColumn),
  /** Part of the timeline → SQL over the columns. */
  timeline: z.record(z.string(), z.string()),
});
export type LogTypeDetail = z.infer<typeof LogTypeDetail>;

export const SampleCheck = z.object({
  /** From 1. */
  sample: z.number().int(),
  /** The beginning of its record. */
  record: z.string(),
  /** What came of it that should not have; empty: it is as it should be. */
  problems: z.array(FormatProblem),
});
export type SampleCheck = z.infer<typeof SampleCheck>;

export const DefinitionCheck = z.object({
  name: z.string().nullable(),
  title: z.string().nullable(),
  layoutOf: z.string().nullable(),
  /** Of the definition, without those of samples; none and none in `samples`: it can be used. */
  problems: z.array(FormatProblem),
  /** Empty while the definition itself is not sound. */
  samples: z.array(SampleCheck),
});
export type DefinitionCheck = z.infer<typeof DefinitionCheck>;

/** Definitions may be long, logs they are not. */
const text = z.string().min(1).max(2_000_000);

export const formats = {
  list: base.output(LogTypeList),
  /** NOT_FOUND when there is no such log type. */
  describe: base.input(z.object({ name: z.string() })).output(LogTypeDetail),
  /** Tries a definition out and keeps nothing. */
  check: base.input(z.object({ text })).output(DefinitionCheck),
  /**
   * Tries it out and, if it is sound, writes it into the user's folder; `path` null: it is not, and nothing was written. `edits`:
   * name of the definition that it is to stand in place of; REFUSED when the folder has another one of its name.
   */
  save: base
    .input(z.object({ text, edits: z.string().nullable() }))
    .output(DefinitionCheck.extend({ path: z.string().nullable() })),
  /** Copies definitions of files and folders into the user's folder: those that are sound, and of no name that is there. */
  add: base.input(z.object({ paths: z.array(z.string().min(1)).min(1) })).output(
    z.object({
      added: z.array(z.object({ name: z.string(), path: z.string() })),
      /** The others, with what is wrong. */
      refused: z.array(z.object({ path: z.string(), check: DefinitionCheck })),
    }),
  ),
  /**
   * Deletes the file `path` of the user's folder, and takes the definition `name` out of the open case, unless that has rows of
   * it, which would mean nothing then: REFUSED when there is no file either. NOT_FOUND when there is no such definition.
   */
  remove: base.input(z.object({ name: z.string().nullable(), path: z.string().nullable() })).output(LogTypeList),
  /** A small definition that is sound, to begin with. */
  example: base.output(z.object({ text: z.string() })),
};
