// What wraps records: the envelopes of services and the exports of other tools. Each is one file in this folder, found by
// `registry.ts`; adding a container is adding a file.

/** Keys and indexes that lead to a value inside a JSON value. */
export type Path = (string | number)[];

export type Container = {
  /** Short name, shown with the evidence: `lookup-events`. */
  name: string;
  /** What it is, for people. */
  title: string;
  /** Path of the list of entries in a top-level object: `['hits', 'hits']`. */
  list?: string[];
  /** Nothing stands before the list: its name is one that records have for lists of their own, too. */
  leads?: true;
  /** What stands before the list tells where its entries come from: their envelopes keep it. */
  keepsPrefix?: boolean;
  /**
   * Where one entry (an element of the list, or a whole value) holds records: objects, or text with records in it (JSON,
   * lines, base64, gzip). Empty: it is of this kind but holds none. Null: it is not of this kind.
   */
  open?: (entry: unknown) => Path[] | null;
  /** A whole file of this kind; `EVENT` stands for a record as a JSON object, `TEXT` for one as the inside of a JSON string. */
  sample: string;
};

/** The value as an object with string keys; null: it is none. */
export function asObject(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

/** Follows keys and indexes; undefined where they lead nowhere. */
export function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Record<string | number, unknown>)[step];
  }
  return at;
}
