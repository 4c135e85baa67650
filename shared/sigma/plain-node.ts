// A YAML document as plain data that remembers where everything stands, so that whatever is wrong with a rule is told with
// its line. The engine makes it; see src-main/engine/detections/rules/read-yaml.ts.

export type Plain = string | number | boolean | null;

/** Lines count from 1. `text`: how a scalar is written, without quotes; an account id of digits would lose its leading zero as a number. */
export type PlainNode =
  | { kind: 'scalar'; value: Plain; text: string; line: number }
  | { kind: 'list'; items: PlainNode[]; line: number }
  | { kind: 'map'; entries: PlainEntry[]; line: number };

export type PlainEntry = { key: string; line: number; value: PlainNode };

export type PlainMap = Extract<PlainNode, { kind: 'map' }>;

export const entryOf = (map: PlainMap, key: string): PlainEntry | undefined =>
  map.entries.find((entry) => entry.key === key);

/** Without places, as JSON would have it. */
export function toPlain(node: PlainNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(toPlain);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, toPlain(value)]));
}

/** A list's items; anything else as a list of itself. */
export const itemsOf = (node: PlainNode): PlainNode[] => (node.kind === 'list' ? node.items : [node]);
