// Ready rules that colour rows, as plain data. The first one that applies to a row wins, in this order.
import type { TableInfo } from '../../../../shared/contract/views.ts';
import { readColumnKey } from '../../../../shared/query/column-key.ts';
import type { ColumnRef } from '../../../../shared/query/view.ts';
import { resolveColumn } from '../columns/resolve.ts';

/** A condition on one cell's text; one without a `table` holds wherever there is such a column. */
export type Condition = { table?: string; column: string } & (
  | { is: 'one of' | 'none of'; values: string[] }
  | { is: 'like'; pattern: RegExp }
  | { is: 'there' }
);

/** `hue`: degrees of OKLCH. */
export type Rule = { id: string; title: string; hue: number; any: Condition[] };

const denied = /access_?denied|unauthori[sz]ed|not_?authori[sz]ed|forbidden|auth_?failure/i;

export const rules: Rule[] = [
  {
    id: 'root',
    title: 'Root user',
    hue: 310,
    any: [
      { column: 'useridentity.type', is: 'one of', values: ['Root'] },
      { table: 'timeline', column: 'actor', is: 'like', pattern: /^arn:aws[\w-]*:iam::\d{12}:root$/ },
    ],
  },
  {
    id: 'console-login',
    title: 'Console logins',
    hue: 250,
    any: [
      { column: 'eventname', is: 'one of', values: ['ConsoleLogin'] },
      { table: 'timeline', column: 'action', is: 'one of', values: ['ConsoleLogin'] },
    ],
  },
  {
    id: 'denied',
    title: 'Denied',
    hue: 25,
    any: [
      { column: 'errorcode', is: 'like', pattern: denied },
      { table: 'timeline', column: 'outcome', is: 'like', pattern: denied },
      { table: 'timeline', column: 'outcome', is: 'one of', values: ['REJECT'] },
      { table: 'vpcflow', column: 'action', is: 'one of', values: ['REJECT'] },
    ],
  },
  {
    id: 'error',
    title: 'Errors',
    hue: 75,
    any: [
      { column: 'errorcode', is: 'there' },
      { table: 'timeline', column: 'outcome', is: 'none of', values: ['Success', 'ACCEPT', 'REJECT'] },
      { table: 'evidence', column: 'outcome', is: 'one of', values: ['failed', 'partly'] },
    ],
  },
];

export function holds(condition: Condition, text: string | null | undefined): boolean {
  if (text == null || text === '') return false;
  if (condition.is === 'there') return true;
  if (condition.is === 'like') return condition.pattern.test(text);
  return condition.values.includes(text) === (condition.is === 'one of');
}

export type UsableRule = Omit<Rule, 'any'> & { any: (Condition & { ref: ColumnRef })[] };

/** The rules that a table has the columns for, with the conditions that can be asked there. */
export function rulesFor(table: TableInfo): UsableRule[] {
  return rules.flatMap((rule) => {
    const any = rule.any.flatMap((condition) => {
      if (condition.table !== undefined && condition.table !== table.name) return [];
      const ref = readColumnKey(condition.column);
      return ref && resolveColumn(table, ref).known ? [{ ...condition, ref }] : [];
    });
    return any.length > 0 ? [{ ...rule, any }] : [];
  });
}
