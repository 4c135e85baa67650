// Sections keep being each there once, wherever they are moved.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sectionIds, usualChoices } from '../../../shared/report/choices.ts';
import { moveBefore, moveBy, switchSection } from '../../../src-renderer/features/report/arrange.ts';

const sections = usualChoices().sections;
const ids = (list: typeof sections) => list.map(({ id }) => id);

it('moves a section before another, and to the end', () => {
  expect(ids(moveBefore(sections, 'method', 'summary')).slice(0, 2)).toEqual(['method', 'summary']);
  expect(ids(moveBefore(sections, 'summary', null)).at(-1)).toBe('summary');
  expect(moveBefore(sections, 'summary', 'summary')).toBe(sections);
});

it('moves a section by one, and not beyond an end', () => {
  expect(ids(moveBy(sections, 'summary', 1)).slice(0, 2)).toEqual(['timeline', 'summary']);
  expect(moveBy(sections, 'summary', -1)).toBe(sections);
  expect(moveBy(sections, 'method', 1)).toBe(sections);
});

it('keeps every section, and a step back undoes one', () => {
  const id = fc.constantFrom(...sectionIds);
  fc.assert(
    fc.property(id, id, fc.constantFrom(1 as const, -1 as const), (a, b, by) => {
      const moved = switchSection(moveBefore(sections, a, b), b);
      expect(ids(moved).toSorted()).toEqual([...sectionIds].toSorted());
      expect(moved.filter(({ isOn }) => isOn).length).not.toBe(sections.filter(({ isOn }) => isOn).length);
      const there = moveBy(sections, a, by);
      if (there !== sections) expect(moveBy(there, a, by === 1 ? -1 : 1)).toEqual(sections);
    }),
  );
});
