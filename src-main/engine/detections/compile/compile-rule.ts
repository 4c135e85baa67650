// A rule as one condition over the table of its log source.
import { findSourceTables } from '../../../../shared/sigma/log-sources.ts';
import { RuleError, type RuleProblem, toProblem } from '../../../../shared/sigma/problem.ts';
import type { Condition, DetectionRule, FieldTest, Search } from '../../../../shared/sigma/rule.ts';
import { compileTest, documentsOf } from './compile-test.ts';
import { openRuleTable, type RuleTable } from './field-place.ts';
import { joinAll, negate } from './join-conditions.ts';

export type CompiledRule = {
  kind: 'compiled';
  table: string;
  /** True for the rows that match; for others false or NULL. */
  condition: string;
  /** The same as far as it can be said without reading JSON: true for every row that matches, and for some others. */
  bound: string;
  /** The columns of JSON that it reads, `raw` included; none: `bound` is the condition. */
  documents: string[];
  rule: DetectionRule;
};
export type CompileResult = CompiledRule | { kind: 'problem'; problem: RuleProblem };

/** @param name one of the tables of its log source; absent: the first */
export function compileRule(rule: DetectionRule, name = findSourceTables(rule.logsource)[0]?.table): CompileResult {
  try {
    if (name === undefined) throw new RuleError(rule.line, 'There is no table for the logs of this rule.');
    const table = openRuleTable(name);
    return {
      kind: 'compiled',
      table: name,
      condition: compileTree(rule, (test) => compileTest(table, test)),
      bound: compileBound(rule, table),
      documents: [...new Set(testsOf(rule).flatMap((test) => documentsOf(table, test)))].toSorted(),
      rule,
    };
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    return { kind: 'problem', problem: toProblem(error) };
  }
}

/** @param compile for tests of columns that are not JSON */
export const compileBound = (rule: DetectionRule, table: RuleTable, compile = compileTest): string =>
  compileTree(rule, (test, negated) => (documentsOf(table, test).length > 0 ? String(!negated) : compile(table, test)));

/** Every line of its searches. */
export const testsOf = (rule: DetectionRule): FieldTest[] => Object.values(rule.searches).flatMap(testsIn);

/** Every line of one. */
export const testsIn = (search: Search): FieldTest[] =>
  search.kind === 'test' ? [search] : search.parts.flatMap(testsIn);

/** @param negated whether it stands under an odd number of nots */
type Ask = (test: FieldTest, negated: boolean) => string;

const compileTree = (rule: DetectionRule, ask: Ask): string =>
  joinAll(
    rule.conditions.map(({ tree }) => compileCondition(rule, tree, ask)),
    'OR',
  );

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
