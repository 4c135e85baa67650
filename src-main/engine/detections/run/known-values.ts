// Regular expressions that are asked of every record: a column has fewer values than there are records, and each is asked once.
import type { DetectionRule, FieldTest } from '../../../../shared/sigma/rule.ts';
import { logTable } from '../../ingest/store/shape/table-shape.ts';
import { compileBound, testsOf } from '../compile/compile-rule.ts';
import { compileTest, documentsOf } from '../compile/compile-test.ts';
import { openRuleTable, placeField, valueIn } from '../compile/field-place.ts';
import { since } from './concerns.ts';
import type { NumberedRule, RunRequest } from './run-rules.ts';

export type KnownValues = {
  /** What follows the log, whose alias is `log`, in FROM. */
  joins: string;
  /** As `bound` of the rule, with what is known in place of the regular expressions. */
  bound: (rule: DetectionRule) => string;
};

export function knowValues(request: RunRequest, rules: NumberedRule[]): KnownValues {
  const table = openRuleTable(request.table);
  const known = new Map<FieldTest, string>();
  const fields = new Map<string, { column: string; conditions: string[] }>();
  for (const test of rules.flatMap(({ rule }) => testsOf(rule))) {
    const isRegex = test.field !== null && test.values.flat().every(({ kind }) => kind === 'regex');
    if (!isRegex || documentsOf(table, test).length > 0) continue;
    const place = placeField(table, test.field!, test.line);
    if (place.isList) continue;
    const field = fields.get(place.text) ?? { column: `v${fields.size}`, conditions: [] };
    fields.set(place.text, field);
    const { column, conditions } = field;
    known.set(test, `${column}.t${conditions.length}`);
    conditions.push(compileTest(table, test, { ...place, some: (ask) => ask(valueIn('value')) }));
  }
  const joins = [...fields].map(
    ([text, { column, conditions }]) => `JOIN (SELECT value, ${conditions.map((one, i) => `${one} AS t${i}`).join(', ')}
      FROM (SELECT DISTINCT ${text} AS value FROM ${logTable(request.table)} AS log WHERE ${since(request)})) AS ${column}
      ON ${column}.value IS NOT DISTINCT FROM ${text}`,
  );
  return {
    joins: joins.join(' '),
    bound: (rule) => compileBound(rule, table, (_, test) => known.get(test) ?? compileTest(table, test)),
  };
}
