// Loads records the way ingest does and answers, in one statement, which rules match which.
import cloudtrail from '../../../shared/formats/cloudtrail.ts';
import type { DetectionRule } from '../../../shared/sigma/rule.ts';
import { type CompiledRule, compileRule } from '../../../src-main/engine/detections/compile/compile-rule.ts';
import { openRuleTable, placeField } from '../../../src-main/engine/detections/compile/field-place.ts';
import { createJudge, type Verdict } from '../../../src-main/engine/detections/compile/judge.ts';
import type { Connection } from '../../../src-main/engine/duckdb/connection.ts';
import { storeBatch } from '../../../src-main/engine/ingest/store/store-batch.ts';
import { makeBatch, makeSlab } from '../support/batch.ts';

export async function storeRecords(connection: Connection, raws: string[], evidenceId = 1): Promise<void> {
  const slab = makeSlab(
    'cloudtrail',
    null,
    evidenceId,
    raws.map((raw) => ({ raw })),
  );
  await storeBatch(
    connection,
    makeBatch([slab]),
    { genericTable: 'imported', madeTables: new Set() },
    async () => undefined,
  );
}

export function compiled(rule: DetectionRule): CompiledRule {
  const result = compileRule(rule);
  if (result.kind === 'problem') throw new Error(JSON.stringify(result.problem));
  return result;
}

export type Matches = {
  hits: number[];
  admitted: number[];
  /** What is said of the record by the fields that rules share, rule by rule. */
  judged: Verdict[];
};

const keys = cloudtrail.sigmaKeys!;
const keyTexts = keys.map((key) => placeField(openRuleTable('cloudtrail'), key, 0).text);

/** Each JSON function of a rule takes some hundred kB of memory while its statement runs. */
const rulesAtOnce = 20;

/** For each record in the order stored: the numbers of the rules that match, and of those whose bound admits it. */
export async function matchAll(connection: Connection, rules: DetectionRule[]): Promise<Matches[]> {
  const all = rules.map((rule, number) => ({ ...compiled(rule), number }));
  const found: Matches[] = [];
  for (let at = 0; at < all.length; at += rulesAtOnce) {
    const some = all.slice(at, at + rulesAtOnce);
    const judges = some.map(({ rule }) => createJudge(rule, keys));
    const numbers = (condition: (rule: CompiledRule) => string) =>
      `list_filter([${some.map((rule) => `CASE WHEN ${condition(rule)} THEN ${rule.number} END`).join(', ')}], lambda n: n IS NOT NULL)`;
    const rows = await connection.rows(`SELECT ${numbers(({ condition }) => condition)} AS hits,
      ${numbers(({ bound }) => bound)} AS admitted, ${keyTexts.map((text, i) => `${text} AS k${i}`).join(', ')}
      FROM cloudtrail ORDER BY evidence_id, record_no`);
    for (const [i, row] of rows.entries()) {
      found[i] ??= { hits: [], admitted: [], judged: [] };
      for (const kind of ['hits', 'admitted'] as const)
        found[i][kind].push(...(JSON.parse(String(row[kind])) as number[]));
      const values = keys.map((_, k) => (row[`k${k}`] === null ? null : String(row[`k${k}`])));
      found[i].judged.push(...judges.map((judge) => judge(values)));
    }
  }
  return found;
}
