import { expect, it } from 'vitest';
import type { View } from '../../../shared/query/view.ts';
import { asksForBeside, saysBeside } from '../../../src-renderer/features/grid/use-beside-updates.ts';

const column = (name: string) => ({ name, type: 'VARCHAR', kind: 'text' as const });
const view: View = { from: { kind: 'table', table: 'cloudtrail' }, where: [], sort: [] };

it('is for tables that say verdicts, or tell of a verification', () => {
  expect(saysBeside({ kind: 'log', columns: [column('eventname'), column('verdict')] }, 'verdicts')).toBe(true);
  expect(saysBeside({ kind: 'log', columns: [column('srcaddr')] }, 'verdicts')).toBe(false);
  expect(saysBeside({ kind: 'account', columns: [] }, 'verdicts')).toBe(true);
  expect(saysBeside({ kind: 'log', columns: [column('findings')] }, 'findings')).toBe(true);
});

it('knows a view whose rows are others once verdicts are', () => {
  const ref = { column: 'verdict', path: [] };
  expect(asksForBeside(view, 'verdicts')).toBe(false);
  expect(asksForBeside({ ...view, columns: [ref] }, 'verdicts')).toBe(false);
  expect(asksForBeside({ ...view, sort: [{ column: ref, descending: true }] }, 'verdicts')).toBe(true);
  expect(asksForBeside({ ...view, query: { text: 'Verdict_Reason:in-gap' } }, 'verdicts')).toBe(true);
  const filter = { id: 'f', op: 'in' as const, column: ref, values: ['altered'], negated: false, enabled: true };
  expect(asksForBeside({ ...view, where: [filter] }, 'verdicts')).toBe(true);
  expect(asksForBeside({ ...view, where: [filter] }, 'findings')).toBe(false);
  expect(asksForBeside({ ...view, query: { text: 'rules:"Trail stopped"' } }, 'findings')).toBe(true);
});
