import { expect, it } from 'vitest';
import type { View } from '../../../shared/query/view.ts';
import { asksForVerdicts, saysVerdicts } from '../../../src-renderer/features/grid/use-verdict-updates.ts';

const column = (name: string) => ({ name, type: 'VARCHAR', kind: 'text' as const });
const view: View = { from: { kind: 'table', table: 'cloudtrail' }, where: [], sort: [] };

it('is for tables that say verdicts, or tell of a verification', () => {
  expect(saysVerdicts({ kind: 'log', columns: [column('eventname'), column('verdict')] })).toBe(true);
  expect(saysVerdicts({ kind: 'log', columns: [column('srcaddr')] })).toBe(false);
  expect(saysVerdicts({ kind: 'account', columns: [] })).toBe(true);
});

it('knows a view whose rows are others once verdicts are', () => {
  const ref = { column: 'verdict', path: [] };
  expect(asksForVerdicts(view)).toBe(false);
  expect(asksForVerdicts({ ...view, columns: [ref] })).toBe(false);
  expect(asksForVerdicts({ ...view, sort: [{ column: ref, descending: true }] })).toBe(true);
  expect(asksForVerdicts({ ...view, query: { text: 'Verdict_Reason:in-gap' } })).toBe(true);
  const filter = { id: 'f', op: 'in' as const, column: ref, values: ['altered'], negated: false, enabled: true };
  expect(asksForVerdicts({ ...view, where: [filter] })).toBe(true);
});
