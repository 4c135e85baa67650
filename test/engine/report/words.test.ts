import { expect, it } from 'vitest';
import type { NotebookEntry } from '../../../shared/marks/notebook.ts';
import { targetOf } from '../../../src-main/engine/report/words.ts';

it('tells the cut start of a record of unknown columns only where nothing is redacted', () => {
  const none = { values: [], networks: [], pattern: '' };
  const entry = (table: string) => ({ table, target: '{"key":"AKIA' }) as NotebookEntry;
  expect(targetOf(entry('imported'), none)).toBe('{"key":"AKIA');
  for (const redact of [
    { ...none, values: ['AKIAEXAMPLE'] },
    { ...none, networks: ['10.0.0.0/8'] },
    { ...none, pattern: 'AKIA.*' },
  ]) {
    expect(targetOf(entry('imported'), redact)).toBeNull();
    expect(targetOf(entry('cloudtrail'), redact)).toBe('{"key":"AKIA');
  }
});
