// The texts from evidence that stand in a report, for whoever has to choose what must not be read in it.
import { detectEntity, entityWords } from '../query/entity.ts';
import type { Block, Inline, ReportDocument } from './document.ts';

export type Value = { value: string; kind: string; count: number };

const mostValues = 400;
const longest = 300;
const shortest = 4;
/** Sections of whose texts a list would only be long. */
const left = new Set(['section-files', 'section-method', 'section-coverage', 'section-integrity']);

/** By kind, the most frequent first; accounts and keys are told apart from the longer texts that hold them. */
export function listValues({ sections }: ReportDocument): Value[] {
  const counts = new Map<string, number>();
  const add = (value: string) => counts.set(value, (counts.get(value) ?? 0) + 1);
  for (const { blocks } of sections.filter(({ id }) => !left.has(id)))
    for (const value of blocks.flatMap(codesOf)) {
      add(value);
      for (const [account] of value.matchAll(/(?<!\d)\d{12}(?!\d)/g)) if (account !== value) add(account);
    }
  return [...counts]
    .filter(([value]) => value.length >= shortest && value.length <= longest && !/^[0-9a-f]{64}$/.test(value))
    .map(([value, count]) => ({ value, kind: kindOf(value), count }))
    .toSorted((a, b) => placeOf(a.kind) - placeOf(b.kind) || b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, mostValues);
}

const other = 'Other text';
const kindOf = (value: string) => {
  const entity = detectEntity(value);
  return entity ? entityWords[entity.kind] : other;
};
const order = [...Object.values(entityWords), other];
const placeOf = (kind: string) => order.indexOf(kind);

function codesOf(block: Block): string[] {
  const inlines = (parts: Inline[]) =>
    parts.flatMap((part) => (typeof part !== 'string' && 'code' in part ? [part.code] : []));
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
    case 'callout':
      return inlines(block.text);
    case 'facts':
      return block.facts.flatMap(([, value]) => inlines(value));
    case 'list':
      return block.items.flatMap(inlines);
    case 'table':
      return block.rows.flatMap((row) => row.flatMap(inlines));
    default:
      return [];
  }
}
