// Which rules concern which records, by the fields that rules share: for each combination of their values in a table it is
// decided once which rules match, and which have to be asked of the records.

import type { Connection } from '../../duckdb/connection.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import { logTable } from '../../ingest/store/shape/table-shape.ts';
import { openRuleTable, placeField } from '../compile/field-place.ts';
import { createJudge } from '../compile/judge.ts';
import type { NumberedRule, RunRequest } from './run-rules.ts';

/** `rows`: records of that combination. */
type Combination = { id: number; rows: number; values: (string | null)[] };

/** A rule matches every record of the combination, or has to be asked of each. */
export type Pair = { id: number; rule: number; matched: boolean };

export type Concerns = {
  /** Their table. */
  combinations: string;
  pairs: Map<number, Pair[]>;
  /** Rules that would have to be asked of so many records that they are asked of all. */
  everywhere: Set<number>;
  /** Condition that the record `log` is of a combination `c`. */
  isOf: string;
};

/** More would take longer to judge than they save; the first two keys are then taken alone. */
const mostCombinations = 20_000;
/** Share of the records from which on a rule is asked of all. */
const large = 0.2;
const rowsAtOnce = 2000;

/** Condition of the rows that are looked at. */
export const since = ({ from = 0, to }: Pick<RunRequest, 'from' | 'to'>): string =>
  [...(from > 0 ? [`log.rowid >= ${quoteLiteral(from)}`] : []), `log.rowid < ${quoteLiteral(to)}`].join(' AND ');

/** Makes the table `combinations` of the different values there are, and judges them. */
export async function findConcerns(
  connection: Connection,
  request: RunRequest,
  combinations: string,
  most = mostCombinations,
): Promise<Concerns> {
  const all = await listCombinations(connection, request, request.keys, combinations, most);
  return all ?? (await listCombinations(connection, request, request.keys.slice(0, 2), combinations, Infinity))!;
}

async function listCombinations(
  connection: Connection,
  request: RunRequest,
  keys: string[],
  table: string,
  most: number,
): Promise<Concerns | null> {
  const options = request.signal ? { signal: request.signal } : {};
  const ruleTable = openRuleTable(request.table);
  if (keys.length === 0) return await concernAll(connection, request, table);
  const texts = keys.map((key) => placeField(ruleTable, key, 0).text);
  const names = keys.map((_, i) => `k${i}`);
  await connection.run(
    `CREATE OR REPLACE TABLE ${table} AS SELECT row_number() OVER () AS id, * FROM (
       SELECT ${texts.map((text, i) => `${text} AS ${names[i]}`).join(', ')}, count(*) AS records
       FROM ${logTable(request.table)} AS log WHERE ${since(request)} GROUP BY ALL
       ${most === Infinity ? '' : `LIMIT ${most + 1}`})`,
    options,
  );
  const rows = await connection.rows(`SELECT * FROM ${table}`, options);
  if (rows.length > most) return null;
  const found = rows.map(
    (row): Combination => ({
      id: Number(row.id),
      rows: Number(row.records),
      values: names.map((name) => (row[name] === null ? null : String(row[name]))),
    }),
  );
  const total = found.reduce((sum, one) => sum + one.rows, 0);
  const everywhere = new Set<number>();
  const pairs = new Map<number, Pair[]>();
  for (const rule of request.rules) {
    const { asked, all } = judgeAll(rule, keys, found);
    if (asked > total * large) everywhere.add(rule.number);
    else pairs.set(rule.number, all);
  }
  const isOf = texts.map((text, i) => `${text} IS NOT DISTINCT FROM c.${names[i]}`).join(' AND ');
  return { combinations: table, pairs, everywhere, isOf };
}

/** Without fields to tell records apart, every rule is asked of all. */
async function concernAll(connection: Connection, { rules }: RunRequest, table: string): Promise<Concerns> {
  await connection.run(`CREATE OR REPLACE TABLE ${table} AS SELECT 1 AS id`);
  return {
    combinations: table,
    pairs: new Map(),
    everywhere: new Set(rules.map(({ number }) => number)),
    isOf: 'true',
  };
}

/** `asked`: records of which the rule would have to be asked. */
function judgeAll({ rule, number }: NumberedRule, keys: string[], combinations: Combination[]) {
  const judge = createJudge(rule, keys);
  const all: Pair[] = [];
  let asked = 0;
  for (const { id, rows, values } of combinations) {
    const verdict = judge(values);
    if (verdict === null) asked += rows;
    if (verdict !== false) all.push({ id, rule: number, matched: verdict === true });
  }
  return { asked, all };
}

export const listPairs = ({ pairs }: Concerns, rules: NumberedRule[]): Pair[] =>
  rules.flatMap(({ number }) => pairs.get(number) ?? []);

/** Makes a table of them. */
export async function storePairs(connection: Connection, table: string, pairs: Pair[]): Promise<void> {
  await connection.run(`CREATE OR REPLACE TABLE ${table} (id BIGINT, rule INTEGER, matched BOOLEAN)`);
  for (let at = 0; at < pairs.length; at += rowsAtOnce) {
    const some = pairs.slice(at, at + rowsAtOnce);
    const list = (of: (pair: Pair) => number | boolean) => `unnest([${some.map(of).join(', ')}])`;
    await connection.run(
      `INSERT INTO ${table} SELECT ${list(({ id }) => id)}, ${list(({ rule }) => rule)}, ${list(({ matched }) => matched)}`,
    );
  }
}
