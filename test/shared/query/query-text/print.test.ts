// A query printed from filters means what the filters mean. (That the rows are the same, the real DuckDB shows:
// test/engine/queries/query-text.test.ts.)
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../../../shared/query/query-text/parse.ts';
import { printQuery } from '../../../../shared/query/query-text/print.ts';
import { QueryProblem } from '../../../../shared/query/query-text/problem.ts';
import type { Filter } from '../../../../shared/query/view.ts';
import { View } from '../../../../shared/query/view.ts';
import { anyText, meaningOf, source } from './source.ts';

const again = (filters: Filter[]) => parseQuery(printQuery(filters, source), source);

function parsed(text: string): Filter[] | null {
  try {
    return parseQuery(text, source);
  } catch (error) {
    if (error instanceof QueryProblem) return null;
    throw error;
  }
}

describe('printing', () => {
  const prints: [query: string, printed: string][] = [
    ['eventname:createuser', 'eventname:createuser'],
    ['sourceip:10.0.0.0/8 OR bytes:>=5', 'sourceipaddress:10.0.0.0/8 OR bytes:>=5'],
    ['NOT (a OR eventname:"b c")', '-("a" OR eventname:"b c")'],
    ['eventtime:2024-01', 'eventtime:[2024-01-01T00:00:00Z TO 2024-02-01T00:00:00Z}'],
    ['eventname:(a "10.0.0.0/8" "or")', 'eventname:(a OR "10.0.0.0/8" OR "or")'],
    ['user:arn:aws:iam::1:user/bob', 'useridentity.arn:arn:aws:iam::1:user/bob'],
  ];
  for (const [query, printed] of prints)
    it(query, () => expect(printQuery(parseQuery(query, source), source)).toBe(printed));

  it('leaves out what is off', () => {
    const [filter] = parseQuery('eventname:a', source);
    expect(printQuery([{ ...filter!, enabled: false }], source)).toBe('');
  });
});

it('what was parsed comes back from its print', () => {
  let seen = 0;
  fc.assert(
    fc.property(anyText, (text) => {
      const filters = parsed(text);
      if (!filters) return;
      seen++;
      expect(meaningOf(again(filters))).toEqual(meaningOf(filters));
    }),
    { numRuns: 30_000, seed: 11 },
  );
  expect(seen).toBeGreaterThan(2000);
});

describe('views of earlier versions', () => {
  const from = { kind: 'table', table: 'cloudtrail' };
  it('have their search as a query', () => {
    expect(View.parse({ from, search: { text: 'say "hi" \\', enabled: false } })).toEqual({
      from,
      where: [],
      sort: [],
      query: { text: '"say \\"hi\\" \\\\"', enabled: false },
    });
    expect(View.parse({ from, search: { text: 'a/b', regex: true } }).query).toEqual({ text: '/a\\/b/' });
  });
  it('find the same text as before', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.boolean(), (text, regex) => {
        fc.pre(!regex || !/(^|[^\\])(\\\\)*\\$|^$/.test(text));
        const { query } = View.parse({ from, search: { text, regex } });
        expect(parseQuery(query!.text, source)).toMatchObject([{ op: 'record', value: text, regex }]);
      }),
      { numRuns: 2000, seed: 3 },
    );
  });
  it('beside a query have it as a filter', () => {
    const both = View.parse({ from, query: { text: 'bytes:1' }, search: { text: 'x' } });
    expect(both.query).toEqual({ text: 'bytes:1' });
    expect(both.where).toMatchObject([{ op: 'record', value: 'x', regex: false, enabled: true }]);
  });
});
