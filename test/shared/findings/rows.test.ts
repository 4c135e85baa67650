// Several findings as one view.
import { describe, expect, it } from 'vitest';
import { mostTogether, viewOfFindings } from '../../../shared/findings/rows.ts';
import { describeView } from '../../../shared/query/describe.ts';
import type { View } from '../../../shared/query/view.ts';

const rowsOf = (number: number, table = 'cloudtrail'): { view: View } => ({
  view: {
    from: { kind: 'table', table },
    where: [
      {
        id: 'finding',
        op: 'in',
        column: { column: 'findings', path: [] },
        values: [String(number)],
        negated: false,
        enabled: true,
      },
    ],
    sort: [],
  },
});

describe('the rows of several findings', () => {
  it('are those of each of them', () => {
    expect(describeView(viewOfFindings([rowsOf(1), rowsOf(3), rowsOf(1)])!)).toBe(
      'cloudtrail where findings is one of 1, 3',
    );
    expect(viewOfFindings([rowsOf(7)])).toEqual(rowsOf(7).view);
  });

  it('are no one view when they are of different logs, narrowed otherwise, too many or none', () => {
    expect(viewOfFindings([rowsOf(1), rowsOf(2, 'vpcflow')])).toBeNull();
    const narrow = { view: { ...rowsOf(2).view, query: { text: 'x' } } };
    expect(viewOfFindings([rowsOf(1), narrow])).toBeNull();
    expect(viewOfFindings([])).toBeNull();
    const many = Array.from({ length: mostTogether + 1 }, (_, number) => rowsOf(number));
    expect(viewOfFindings(many)).toBeNull();
    expect(viewOfFindings(many.slice(1))?.where).toHaveLength(1);
  });
});
