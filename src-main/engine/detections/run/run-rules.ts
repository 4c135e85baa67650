// Runs many rules over a table, sharing the work. Most rules name the API that they are about: of the few thousand different
// ones in a table it is decided once which rules they concern, and a record is asked only those. What can be decided by the
// narrow columns is; only of the few records that are left is the JSON read.
import type { Connection } from '../../duckdb/connection.ts';
import { nameIdentifier, quoteLiteral } from '../../duckdb/quote.ts';
import { logTable } from '../../ingest/store/table-shape.ts';
import type { CompiledRule } from '../compile/compile-rule.ts';
import { joinApis, listApis, since } from './list-apis.ts';

/** `number` names the rule in the table of hits. */
export type NumberedRule = CompiledRule & { number: number };

export type RunRequest = {
  /** The table of the rules' log source, its time, and the columns of the fields that prefilters are about. */
  table: string;
  timeColumn: string;
  keys: string[];
  rules: NumberedRule[];
  /** A table made by `createHits`, as SQL names it. */
  hits: string;
  /** Rows up to this rowid have been looked at before; they are left out. */
  after?: number;
  signal?: AbortSignal;
};

/** One row per rule and matching record. `row_id` is the rowid in the table of the log source. */
export const createHits = (hits: string): string =>
  `CREATE TABLE ${hits} (rule INTEGER, row_id BIGINT, evidence_id UINTEGER, record_no UINTEGER, event_time TIMESTAMP)`;

/** Every expression of a statement has vectors of its own: about 30 kB for each of its parts and threads, ten times that with JSON. */
const narrowAtOnce = 150;
const wideAtOnce = 25;

let runs = 0;

/** Adds the matches to `hits`. Not two at once that write the same `hits`. */
export async function runRules(connection: Connection, request: RunRequest): Promise<void> {
  const run = ++runs;
  const [apis, left] = [`work.main.rule_apis_${run}`, `work.main.rule_candidates_${run}`];
  const options = request.signal ? { signal: request.signal } : {};
  const all = request.rules.filter(({ prefilter }) => prefilter.length > 0);
  const isKeyed = ({ prefilter }: NumberedRule) => prefilter.every((box) => Object.keys(box).length > 0);
  const keyed = all.filter(isKeyed);
  try {
    await connection.run(createHits(left), options);
    if (keyed.length > 0) {
      const concerned = await listApis(connection, request, keyed, apis);
      if (concerned.some(({ exact }) => exact))
        await connection.run(`INSERT INTO ${request.hits} ${exactSql(request, apis)}`, options);
      for (const rules of chunks(
        concerned.filter(({ exact }) => !exact),
        narrowAtOnce,
      ))
        await connection.run(`INSERT INTO ${left} ${keyedSql(request, apis, rules)}`, options);
    }
    for (const rules of chunks(
      all.filter((rule) => !isKeyed(rule)),
      narrowAtOnce,
    ))
      await connection.run(`INSERT INTO ${left} ${everySql(request, rules)}`, options);
    // Planning a rule that reads JSON takes longer than asking it of a thousand records.
    const found = (await connection.rows(`SELECT DISTINCT rule FROM ${left}`, options)).map(({ rule }) => rule);
    const [wide, done] = [true, false].map((isWide) =>
      all.filter(({ condition, bound, number }) => (condition !== bound) === isWide && found.includes(number)),
    );
    if (done!.length > 0)
      await connection.run(
        `INSERT INTO ${request.hits} SELECT * FROM ${left} WHERE ${isRule(done!.map(({ number }) => number))}`,
        options,
      );
    for (const rules of chunks(wide!, wideAtOnce))
      await connection.run(`INSERT INTO ${request.hits} ${wideSql(request, left, rules)}`, options);
  } finally {
    for (const table of [apis, left]) await connection.run(`DROP TABLE IF EXISTS ${table}`);
  }
}

const isRule = (numbers: number[]) => `list_contains([${numbers.join(', ')}]::INTEGER[], rule)`;
const recordOf = ({ timeColumn }: RunRequest) =>
  `log.rowid AS row_id, log.evidence_id, log.record_no, log.${nameIdentifier(timeColumn)} AS event_time`;

function exactSql(request: RunRequest, apis: string): string {
  return `SELECT unnest(api.exact) AS rule, ${recordOf(request)} FROM ${logTable(request.table)} AS log JOIN ${joinApis(request.keys, apis)}
    WHERE len(api.exact) > 0 AND ${since(request)}`;
}

/** Records of the APIs that rules are about, each asked those rules. */
function keyedSql(request: RunRequest, apis: string, rules: NumberedRule[]): string {
  const each = rules.map(({ number, bound }) => `WHEN ${quoteLiteral(number)} THEN ${bound}`);
  const numbers = rules.map(({ number }) => quoteLiteral(number)).join(', ');
  return `SELECT rule, row_id, evidence_id, record_no, event_time FROM (
      SELECT unnest(list_intersect(api.others, [${numbers}]::INTEGER[])) AS rule, ${recordOf(request)}, log.* EXCLUDE (evidence_id, record_no)
      FROM ${logTable(request.table)} AS log JOIN ${joinApis(request.keys, apis)} WHERE len(api.others) > 0 AND ${since(request)})
    WHERE CASE rule ${each.join(' ')} END`;
}

/** Rules that may match any record are asked of every one. */
function everySql(request: RunRequest, rules: NumberedRule[]): string {
  const found = rules.map(({ number, bound }) => `CASE WHEN ${bound} THEN ${quoteLiteral(number)} END`);
  return `SELECT unnest(list_filter([${found.join(', ')}]::INTEGER[], lambda r: r IS NOT NULL)) AS rule, ${recordOf(request)}
    FROM ${logTable(request.table)} AS log WHERE ${since(request)}`;
}

/** Of the candidates those that match. */
function wideSql({ table }: RunRequest, left: string, rules: NumberedRule[]): string {
  const each = rules.map(({ number, condition }) => `WHEN ${quoteLiteral(number)} THEN ${condition}`);
  return `SELECT c.rule, c.row_id, c.evidence_id, c.record_no, c.event_time
    FROM (SELECT * FROM ${left} WHERE ${isRule(rules.map(({ number }) => number))}) c
    JOIN ${logTable(table)} AS log ON log.rowid = c.row_id WHERE CASE c.rule ${each.join(' ')} END`;
}

function chunks<T>(all: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
}
