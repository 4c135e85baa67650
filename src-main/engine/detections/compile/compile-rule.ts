// A rule as one condition over the table of its log source, with the events that it can match at all.
import { findSourceTable } from '../../../../shared/sigma/log-sources.ts';
import { RuleError, type RuleProblem, toProblem } from '../../../../shared/sigma/problem.ts';
import type { Condition, DetectionRule, FieldTest, Search } from '../../../../shared/sigma/rule.ts';
import { compileTest, isWide } from './compile-test.ts';
import { openRuleTable } from './field-place.ts';
import { joinAll, negate } from './join-conditions.ts';
import { findPrefilter, type Prefilter } from './prefilter.ts';

export type CompiledRule = {
  kind: 'compiled';
  table: string;
  /** True for the rows that match; for others false or NULL. */
  condition: string;
  /** The same as far as it can be said without reading JSON: true for every row that matches, and for some others. */
  bound: string;
  prefilter: Prefilter;
  /** Whether the rule matches every event that its prefilter admits. */
  exact: boolean;
};
export type CompileResult = CompiledRule | { kind: 'problem'; problem: RuleProblem };

export function compileRule(rule: DetectionRule): CompileResult {
  try {
    const source = findSourceTable(rule.logsource);
    if (!source) throw new RuleError(rule.line, 'There is no table for the logs of this rule.');
    const table = openRuleTable(source.table);
    const { boxes, exact } = findPrefilter(rule, source.keys);
    const compile = (ask: Ask) =>
      joinAll(
        rule.conditions.map(({ tree }) => compileCondition(rule, tree, ask)),
        'OR',
      );
    return {
      kind: 'compiled',
      table: source.table,
      condition: compile((test) => compileTest(table, test)),
      bound: compile((test, negated) => (isWide(table, test) ? String(!negated) : compileTest(table, test))),
      prefilter: boxes,
      exact,
    };
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    return { kind: 'problem', problem: toProblem(error) };
  }
}

/** @param negated whether it stands under an odd number of nots */
type Ask = (test: FieldTest, negated: boolean) => string;

function compileCondition(rule: DetectionRule, condition: Condition, ask: Ask, negated = false): string {
  if (condition.kind === 'search') return compileSearch(rule.searches[condition.name]!, ask, negated);
  if (condition.kind === 'not') return negate(compileCondition(rule, condition.part, ask, !negated));
  const parts = condition.parts.map((part) => compileCondition(rule, part, ask, negated));
  return joinAll(parts, condition.kind === 'and' ? 'AND' : 'OR');
}

function compileSearch(search: Search, ask: Ask, negated: boolean): string {
  if (search.kind === 'test') return ask(search, negated);
  const parts = search.parts.map((part) => compileSearch(part, ask, negated));
  return joinAll(parts, search.kind === 'all' ? 'AND' : 'OR');
}
