// Compiles rules and has DuckDB look at their regular expressions, so that no rule fails when it is run.
import type { RuleProblem } from '../../../../shared/sigma/problem.ts';
import type { DetectionRule } from '../../../../shared/sigma/rule.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { EngineError, messageOf } from '../../engine-error.ts';
import { type CompileResult, compileRule, testsOf } from './compile-rule.ts';
import { regexOf } from './compile-text.ts';

/** A rule for one of the tables of its log source. */
export type PlacedRule = { rule: DetectionRule; table: string };

/** One result per rule and table, in their order. */
export async function compileRules(connection: Connection, rules: PlacedRule[]): Promise<CompileResult[]> {
  const results: CompileResult[] = [];
  for (const { rule, table } of rules) {
    const problem = await findBadRegex(connection, rule);
    results.push(problem ? { kind: 'problem', problem } : compileRule(rule, table));
  }
  return results;
}

async function findBadRegex(connection: Connection, rule: DetectionRule): Promise<RuleProblem | null> {
  for (const test of testsOf(rule))
    for (const value of test.values.flat()) {
      if (value.kind !== 'regex') continue;
      const reason = await refusal(connection, regexOf(value));
      if (reason !== null)
        return {
          line: test.line,
          reason: `“${value.source}” is no regular expression of RE2, which has no look-around and no back-references: ${reason}.`,
        };
    }
  return null;
}

/** What RE2 says against it; null: nothing. */
async function refusal(connection: Connection, pattern: string): Promise<string | null> {
  try {
    await connection.value(`SELECT regexp_matches('', $1)`, { values: [pattern] });
    return null;
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'SQL') throw error;
    return messageOf(error).replace(/^.*?Error: /s, '');
  }
}
