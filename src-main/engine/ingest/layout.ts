// How records of one slab give their fields, agreed between the worker that cuts them and the store that makes rows of them.
// It travels as JSON text in `Slab.layout`; null stands for JSON records that name their fields by the format's own keys.

export type Layout =
  /**
   * Text in fields, in this order: the record itself where `separator` is given, else its `doc`, with `fieldSeparator` between
   * the fields as they are without quotes. `reading`: which of the format's line readings cut it.
   */
  | {
      kind: 'fields';
      reading: number;
      fields: string[];
      constants?: Record<string, string>;
      separator?: string;
    }
  /** The `doc` is a JSON object by column name, with an object `extra` of what has no column. */
  | { kind: 'columns' };

/** U+001F, unit separator: what text uses that has fields; where a field holds it, it becomes a space in the row (not in `raw`). */
export const fieldSeparator = '\u001f';

export const readLayout = (text: string | null): Layout | null => (text === null ? null : (JSON.parse(text) as Layout));

/** Formats whose records may have fields that the definition does not know, outside of JSON. */
export const extraColumn = 'extra';
