// A JSON tree as the flat list of lines a panel shows: what is open, how deep, and which column each line stands for.
import type { ColumnRef } from '../../../../shared/query/view.ts';
import type { JsonNode } from './json-parse.ts';

export type JsonLine = {
  /** Unique within the tree, stable while the record stays the same shape: the path, repeated keys numbered. */
  id: string;
  depth: number;
  key: string;
  node: JsonNode;
  /** The column, or place inside one, that this line shows. */
  column: ColumnRef;
  /** Null for leaves. */
  open: boolean | null;
  children: number;
};

/** Lines opened at first: the top level and one below it. */
export const openAtFirst = (depth: number, children: number): boolean => depth < 2 && children <= 30;

/** `toggled` holds ids whose state is not the one they start with; `hideEmpty` leaves out nulls. */
export function listLines(root: JsonNode, toggled: ReadonlySet<string>, hideEmpty: boolean): JsonLine[] {
  const lines: JsonLine[] = [];
  const waiting = childrenOf(root)
    .map((child) => ({ ...child, depth: 0, path: [child.key], id: child.id }))
    .reverse();
  while (waiting.length > 0) {
    const { key, node, depth, path, id } = waiting.pop()!;
    const below = childrenOf(node);
    if (hideEmpty && node.kind === 'null') continue;
    const isOpen = below.length === 0 ? null : openAtFirst(depth, below.length) !== toggled.has(id);
    const [column = '', ...rest] = path;
    lines.push({ id, depth, key, node, column: { column, path: rest }, open: isOpen, children: below.length });
    if (!isOpen) continue;
    for (const child of below.toReversed()) {
      const next = { ...child, depth: depth + 1, path: [...path, child.key], id: `${id}\u0000${child.id}` };
      waiting.push(next);
    }
  }
  return lines;
}

function childrenOf(node: JsonNode): { key: string; id: string; node: JsonNode }[] {
  if (node.kind === 'list') return node.items.map((item, at) => ({ key: String(at), id: String(at), node: item }));
  if (node.kind !== 'object') return [];
  const seen = new Map<string, number>();
  return node.members.map(({ key, value }) => {
    const nth = seen.get(key) ?? 0;
    seen.set(key, nth + 1);
    return { key, id: nth === 0 ? key : `${key}\u0001${nth}`, node: value };
  });
}

/** A leaf's value as a filter compares it: null for null, the text of everything else. */
export const leafValue = (node: JsonNode): string | null =>
  node.kind === 'object' || node.kind === 'list' || node.kind === 'null' ? null : node.value;

/** The node as JSON text again, digits as found; `indent` spaces a level, 0 for one line. */
export function jsonText(node: JsonNode, indent = 2): string {
  return write(node, indent, 0);
}

// Recursive: good for some ten thousand levels; deeper ones throw RangeError, which whoever copies is shown.
function write(node: JsonNode, indent: number, depth: number): string {
  if (node.kind === 'text') return JSON.stringify(node.value);
  if (node.kind !== 'object' && node.kind !== 'list') return node.value;
  const parts =
    node.kind === 'list'
      ? node.items.map((item) => write(item, indent, depth + 1))
      : node.members.map(
          ({ key, value }) => `${JSON.stringify(key)}:${indent ? ' ' : ''}${write(value, indent, depth + 1)}`,
        );
  const [start, end] = node.kind === 'list' ? ['[', ']'] : ['{', '}'];
  if (parts.length === 0) return start + end;
  if (indent === 0) return start + parts.join(',') + end;
  const pad = `\n${' '.repeat(indent * (depth + 1))}`;
  return `${start}${pad}${parts.join(`,${pad}`)}\n${' '.repeat(indent * depth)}${end}`;
}
