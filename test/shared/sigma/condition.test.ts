import { describe, expect, it } from 'vitest';
import { readCondition } from '../../../shared/sigma/condition.ts';
import { RuleError } from '../../../shared/sigma/problem.ts';
import type { Condition } from '../../../shared/sigma/rule.ts';

const names = ['selection_a', 'selection_b', 'filter', '_hidden', 'keywords'];
/** With parentheses around every part. */
function write(tree: Condition): string {
  if (tree.kind === 'search') return tree.name;
  if (tree.kind === 'not') return `!${write(tree.part)}`;
  return `(${tree.parts.map(write).join(tree.kind === 'and' ? ' & ' : ' | ')})`;
}
const read = (text: string) => write(readCondition(text, names, 7));

describe('readCondition', () => {
  it.each([
    ['filter', 'filter'],
    ['selection_a or selection_b and not filter', '(selection_a | (selection_b & !filter))'],
    ['not filter and keywords', '(!filter & keywords)'],
    ['not (filter or keywords)', '!(filter | keywords)'],
    ['not not filter', '!!filter'],
    ['((selection_a))', 'selection_a'],
    ['(selection_a or selection_b)and(filter)', '((selection_a | selection_b) & filter)'],
    ['1 of selection_*', '(selection_a | selection_b)'],
    ['any of selection_*', '(selection_a | selection_b)'],
    ['all of selection_*', '(selection_a & selection_b)'],
    ['1 of *_b', 'selection_b'],
    ['1 of filter', 'filter'],
    ['all of them', '(selection_a & selection_b & filter & keywords)'],
    ['1 of them', '(selection_a | selection_b | filter | keywords)'],
    ['not 1 of selection_* and keywords', '(!(selection_a | selection_b) & keywords)'],
    ['_hidden', '_hidden'],
    ['selection_a AND NOT filter', '(selection_a & !filter)'],
  ])('%s', (text, tree) => {
    expect(read(text)).toBe(tree);
  });

  it.each([
    ['', 'is empty'],
    ['selection_a selection_b', '“selection_b” where “and”'],
    ['selection_a and', 'its end where a search'],
    ['or filter', '“or” where a search'],
    ['(selection_a', 'not closed'],
    ['selection_a)', '“)” where “and”'],
    ['nothing', 'no such search'],
    ['1 of nothing*', 'finds no search'],
    ['1 of _hidden', 'finds no search'],
    ['2 of selection_*', 'no form of Sigma'],
    ['1 of', 'needs a search'],
    ['selection_a | count() > 5', 'correlation rules'],
  ])('refuses “%s”', (text, reason) => {
    expect(() => read(text)).toThrow(reason);
    expect(() => read(text)).toThrow(RuleError);
  });
});
