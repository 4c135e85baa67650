// How sections stand between the rows of the notebook, and how one of them is moved. `after[i]` is how many rows come before
// section i; those with the same number stand in their own order.
import type { Anchor, NotebookEntry, Section } from './notebook.ts';

export type Item = { kind: 'row'; at: number } | { kind: 'section'; section: Section; after: number };

/** What stands on a page of rows `[from, to)`; the last page also has what comes after all rows. */
export function layOut(sections: Section[], after: number[], rows: number, from: number, to: number): Item[] {
  const items: Item[] = [];
  const placed = sections.map((section, i) => ({ kind: 'section' as const, section, after: after[i] ?? rows }));
  for (let at = from; at < to; at++) items.push(...placed.filter((one) => one.after === at), { kind: 'row', at });
  return to >= rows ? [...items, ...placed.filter((one) => one.after >= rows)] : items;
}

/** Sections in the order in which they stand. */
export const inOrder = (sections: Section[], after: number[]): Section[] =>
  sections
    .map((section, i) => ({ section, after: after[i] ?? 0, i }))
    .toSorted((a, b) => a.after - b.after || a.i - b.i)
    .map(({ section }) => section);

export const anchorAt = ({ time, evidenceId, recordNo }: NotebookEntry): Anchor => ({ time, evidenceId, recordNo });

export type Move = { sections: Section[] } | { anchorRow: number | null } | null;

/**
 * Moves a section one place. Past another section that is an exchange; past a row it becomes anchored to row `anchorRow`
 * (null: before all), which the caller has to read. Null: it cannot go further.
 */
export function moveSection(sections: Section[], after: number[], rows: number, id: string, by: -1 | 1): Move {
  const order = inOrder(sections, after);
  const placeOf = (one: Section) => after[sections.indexOf(one)] ?? 0;
  const at = order.findIndex((one) => one.id === id);
  const moved = order[at];
  if (!moved) return null;
  const neighbour = order[at + by];
  if (neighbour && placeOf(neighbour) === placeOf(moved))
    return { sections: order.with(at, neighbour).with(at + by, moved) };
  const place = placeOf(moved) + by;
  if (place < 0 || place > rows) return null;
  return { anchorRow: place === 0 ? null : place - 1 };
}

/** Gives a section another anchor: moved down it becomes the first of those there, moved up the last. */
export function anchorSection(sections: Section[], after: number[], id: string, anchor: Anchor, by: -1 | 1): Section[] {
  const order = inOrder(sections, after);
  const moved = order.find((one) => one.id === id);
  if (!moved) return sections;
  const others = order.filter((one) => one !== moved);
  const next = { ...moved, anchor };
  return by === 1 ? [next, ...others] : [...others, next];
}
