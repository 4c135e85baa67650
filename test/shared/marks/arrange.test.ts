// Sections between rows: laid out by pages, and moved past rows and each other.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anchorSection, type Item, inOrder, layOut, moveSection } from '../../../shared/marks/arrange.ts';
import type { Anchor, Section } from '../../../shared/marks/notebook.ts';

const anchorOf = (row: number | null): Anchor => (row === null ? null : { time: null, evidenceId: 1, recordNo: row });
const text = (id: string, row: number | null = null): Section => ({
  id,
  kind: 'text',
  text: id,
  anchor: anchorOf(row),
});
const name = (item: Item) => (item.kind === 'row' ? item.at : item.section.id);
/** Rows are records 0, 1, … of one file, so a section anchored to record n has n + 1 rows before it. */
const placesOf = (sections: Section[]) => sections.map(({ anchor }) => (anchor === null ? 0 : anchor.recordNo + 1));
const order = (sections: Section[], rows: number) => layOut(sections, placesOf(sections), rows, 0, rows).map(name);

const anyNotebook = fc.integer({ min: 0, max: 6 }).chain((rows) =>
  fc.record({
    rows: fc.constant(rows),
    sections: fc
      .array(fc.option(fc.nat(Math.max(0, rows - 1))), { maxLength: 5 })
      .map((at) => at.map((row, i) => text(`s${i}`, rows === 0 ? null : row))),
  }),
);

test('every row and every section stands once, rows in order, whatever the pages', () => {
  fc.assert(
    fc.property(anyNotebook, fc.integer({ min: 1, max: 4 }), ({ rows, sections }, size) => {
      const whole = order(sections, rows);
      expect(whole.filter((one) => typeof one === 'number')).toEqual(Array.from({ length: rows }, (_, i) => i));
      expect(whole.filter((one) => typeof one === 'string').toSorted()).toEqual(
        sections.map(({ id }) => id).toSorted(),
      );
      const pages = Array.from({ length: Math.max(1, Math.ceil(rows / size)) }, (_, i) =>
        layOut(sections, placesOf(sections), rows, i * size, Math.min(rows, (i + 1) * size)).map(name),
      );
      expect(pages.flat()).toEqual(whole);
    }),
  );
});

test('a move exchanges a section with what stands next to it, and nothing else', () => {
  fc.assert(
    fc.property(anyNotebook, fc.nat(4), fc.constantFrom(-1 as const, 1 as const), ({ rows, sections }, which, by) => {
      const moved = sections[which];
      if (!moved) return;
      const before = order(sections, rows);
      const at = before.indexOf(moved.id);
      const move = moveSection(sections, placesOf(sections), rows, moved.id, by);
      if (!move) {
        expect(before[at + by]).toBeUndefined();
        return;
      }
      const next =
        'sections' in move
          ? move.sections
          : anchorSection(sections, placesOf(sections), moved.id, anchorOf(move.anchorRow), by);
      expect(order(next, rows)).toEqual(before.with(at, before[at + by]!).with(at + by, moved.id));
    }),
  );
});

describe('order', () => {
  test('of sections is that of their places, then their own', () => {
    const sections = [text('a', 3), text('b'), text('c', 3), text('d', 0)];
    expect(inOrder(sections, placesOf(sections)).map(({ id }) => id)).toEqual(['b', 'd', 'a', 'c']);
  });
});
