// The views whose last page is compared with plain SQL. Rows with equal keys keep the order of the table.
import type { Sort } from '../../shared/query/view.ts';

export const gridChecks: Record<string, { sort: Sort[]; order: string }> = {
  time: {
    sort: [{ column: { column: 'eventtime', path: [] }, descending: true }],
    order: 'eventtime DESC NULLS LAST, rowid',
  },
  arn: {
    sort: [{ column: { column: 'useridentity', path: ['arn'] }, descending: false }],
    order: 'useridentity.arn NULLS LAST, rowid',
  },
};
