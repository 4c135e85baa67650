import { expect, it } from 'vitest';
import { rankEntries } from '../../../src-renderer/features/palette/rank.ts';

const entries = ['Load logs…', 'Close this tab', 'Dark or light', 'cloudtrail', 'Console, new'].map((title, i) => ({
  title,
  group: i === 3 ? 'Table' : 'Command',
}));
const found = (typed: string) => rankEntries(entries, typed).map(({ title }) => title);

it('gives all in their order when nothing is typed', () => {
  expect(found(' ')).toEqual(entries.map(({ title }) => title));
});

it('wants every word, in any order', () => {
  expect(found('tab close')).toEqual(['Close this tab']);
  expect(found('close logs')).toEqual([]);
});

it('prefers what begins with it to a word that does, and that to a part of one', () => {
  expect(found('lo')).toEqual(['Load logs…', 'Close this tab', 'cloudtrail']);
  expect(found('l')[0]).toBe('Load logs…');
  expect(found('log')).toEqual(['Load logs…']);
});

it('takes the kind of a thing as a word too', () => {
  expect(found('table cl')).toEqual(['cloudtrail']);
});
