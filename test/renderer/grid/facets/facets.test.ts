import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Facet } from '../../../../shared/contract/charts.ts';
import type { TableInfo } from '../../../../shared/contract/views.ts';
import { columnKey } from '../../../../shared/query/view.ts';
import { chooseBin, isChosen } from '../../../../src-renderer/features/grid/facets/bins.ts';
import { choiceOf, chooseValue } from '../../../../src-renderer/features/grid/facets/choices.ts';
import { choosableFacets, usualFacets } from '../../../../src-renderer/features/grid/facets/kept-facets.ts';
import { percent } from '../../../../src-renderer/features/grid/facets/share.ts';
import { beginFacets, hearFacet } from '../../../../src-renderer/features/grid/facets/use-facets.ts';
import { anyView, column as someColumn, startView } from '../../../shared/query/arbitrary.ts';

const column = { column: 'word', path: [] };

describe('a click on a value', () => {
  const value = fc.constantFrom('a', 'b', null);
  const choice = fc.constantFrom('in' as const, 'out' as const);

  test('chooses it, and the same again takes it back', () => {
    fc.assert(
      fc.property(anyView, someColumn, value, choice, (view, ref, one, wanted) => {
        const before = choiceOf(view, ref, one);
        const once = chooseValue(view, ref, one, wanted);
        expect(choiceOf(once, ref, one)).toBe(before === wanted ? null : wanted);
        if (before === null) expect(choiceOf(chooseValue(once, ref, one, wanted), ref, one)).toBeNull();
      }),
    );
  });

  test('the other choice takes its place, and an empty list is no filter', () => {
    const kept = chooseValue(startView, column, 'a', 'in');
    const left = chooseValue(kept, column, 'a', 'out');
    expect(left.where).toMatchObject([{ op: 'in', values: ['a'], negated: true }]);
    expect(chooseValue(left, column, 'a', 'out').where).toEqual([]);
    expect(chooseValue(kept, column, 'b', 'in').where).toMatchObject([{ values: ['a', 'b'], negated: false }]);
  });
});

describe('a click on a bin', () => {
  const bin = (rows: number, least: string | null = null, greatest = least) => ({ rows, least, greatest });
  const bins = [bin(2, '1', '3'), bin(0), bin(1, '9')];
  const choose = (view: typeof startView, at: number) => chooseBin(view, column, bins, at, 'time');

  test('keeps its values with both ends; another takes its place, and the same again takes it back', () => {
    const once = choose(startView, 0);
    expect(once.where.at(-1)).toMatchObject({ op: 'range', from: '1', to: '3', includeTo: true, negated: false });
    expect([0, 1, 2].map((at) => isChosen(once, column, bins, at))).toEqual([true, false, false]);
    const other = choose(once, 2);
    expect(other.where.filter(({ op }) => op === 'range')).toMatchObject([{ from: '9', to: '9' }]);
    expect(choose(other, 2).where).toEqual(startView.where);
    expect(choose(once, 1)).toBe(once);
  });

  test('of the time column is the range of time, up to what comes next', () => {
    const times = [bin(2, '2026-01-01T00:00:00Z', '2026-01-01T00:00:07.5Z'), bin(0), bin(1, '2026-01-02T00:00:00.25Z')];
    const time = { column: 'time', path: [] };
    const range = (at: number) => chooseBin(startView, time, times, at, 'time').time;
    expect(range(0)).toEqual({ from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00.25Z' });
    expect(range(2)).toEqual({ from: '2026-01-02T00:00:00.25Z', to: '2026-01-02T00:00:01Z' });
    expect(chooseBin(startView, time, times, 0, 'other').where.at(-1)).toMatchObject({ op: 'range', column: time });
  });
});

describe('the columns', () => {
  const text = (name: string) => ({ name, type: 'VARCHAR', kind: 'text' as const });
  const table: TableInfo = {
    name: 't',
    title: 't',
    kind: 'log',
    rows: 0,
    timeColumn: 'time',
    defaultColumns: ['time', 'who.name', 'body', 'word'],
    columns: [
      { name: 'time', type: 'TIMESTAMP', kind: 'time' },
      { name: 'who', type: 'STRUCT', kind: 'struct', fields: [text('name'), text('key')] },
      { name: 'body', type: 'JSON', kind: 'json' },
      text('word'),
    ],
  };

  test('are at first those of the grid that are single values, the time last', () => {
    expect(usualFacets(table).map(columnKey)).toEqual(['who.name', 'word', 'time']);
  });

  test('can be any, and what the grid shows inside JSON or derived', () => {
    const inside = { column: 'body', path: ['bucketName'] };
    const derived = { column: 'time', path: [], by: { kind: 'part' as const, part: 'weekday' as const, zone: 'UTC' } };
    expect(choosableFacets(table, [inside, derived]).map(columnKey)).toEqual([
      'time',
      'who',
      'who.name',
      'who.key',
      'body',
      'word',
      'body.bucketName',
      'time@weekday',
    ]);
  });
});

test('figures stay until the new ones come, each by itself', () => {
  const facet = { column, rows: 1, values: [] } as unknown as Facet;
  const other = { column: 'other', path: [] };
  const first = beginFacets({ facets: new Map(), problem: null }, [column, other]);
  const heard = hearFacet(first, { state: 'counted', facet });
  expect(heard.facets.get('word')).toEqual({ facet, failed: null, waiting: false });
  expect(heard.facets.get('other')).toEqual({ facet: null, failed: null, waiting: true });
  const again = beginFacets(heard, [column]);
  expect([...again.facets]).toEqual([['word', { facet, failed: null, waiting: true }]]);
  const failed = hearFacet(again, { state: 'failed', column, problem: { message: 'no' } });
  expect(failed.facets.get('word')).toEqual({ facet: null, failed: 'no', waiting: false });
});

test('what is there is never none of it, and what is not all never all', () => {
  expect([percent(0, 0), percent(1, 3), percent(1, 100_000), percent(99_999, 100_000), percent(996, 1000)]).toEqual([
    '0 %',
    '33 %',
    '< 0.1 %',
    '> 99.9 %',
    '99.6 %',
  ]);
  expect([percent(5, 5), percent(3, 1000)]).toEqual(['100 %', '0.3 %']);
});
