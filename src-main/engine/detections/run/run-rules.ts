// Runs many rules over a table, sharing the work. Most are decided, or ruled out, by a few fields whose combinations are judged
// once (see concerns.ts); what is left is asked by the narrow columns first, and only of the few records left then the JSON is read.
import type { Connection } from '../../duckdb/connection.ts';
import { nameIdentifier, quoteLiteral } from '../../duckdb/quote.ts';
import { logTable } from '../../ingest/store/shape/table-shape.ts';
import type { CompiledRule } from '../compile/compile-rule.ts';
import { type Concerns, findConcerns, listPairs, since, storePairs } from './concerns.ts';
import { knowValues } from './known-values.ts';

/** `number` names the rule in the table of hits. */
export type NumberedRule = CompiledRule & { number: number };

export type RunRequest = {
  /** The table of the rules' log source, its time, and the fields by which rules share the work. */
  table: string;
  timeColumn: string;
  keys: string[];
  rules: NumberedRule[];
  /** A table made by `createHits`, as SQL names it. */
  hits: string;
  /** Rowids `[from, to)` are looked at; those before were looked at already, those after came meanwhile. */
  from?: number;
  to: number;
  signal?: AbortSignal;
  /** Is told which share is done, from 0 to 1. */
  tell?: (done: number) => void;
};

/** One row per rule and matching record. `row_id` is the rowid in the table of the log source. */
export const createHits = (hits: string): string =>
  `CREATE TABLE ${hits} (rule INTEGER, row_id BIGINT, evidence_id UINTEGER, record_no UINTEGER, event_time TIMESTAMP)`;

/** Every expression of a statement has vectors of its own: about 30 kB for each of its parts and threads, ten times that with JSON. */
const narrowAtOnce = 150;
const wideAtOnce = 25;
/** Bits of a number that tells which rules match. */
const everywhereAtOnce = 60;

let runs = 0;

/** Adds the matches to `hits`. Not two at once that write the same `hits`. */
export async function runRules(connection: Connection, request: RunRequest): Promise<void> {
  const run = ++runs;
  const names = ['combinations', 'pairs', 'bits', 'candidates'].map((name) => `work.main.rule_${name}_${run}`);
  const [combinations, pairs, bits, candidates] = names as [string, string, string, string];
  const options = request.signal ? { signal: request.signal } : {};
  const isWide = ({ documents }: NumberedRule) => documents.length > 0;
  try {
    const concerns = await findConcerns(connection, request, combinations);
    await connection.run(createHits(candidates), options);
    request.tell?.(0.2);
    for (const wide of [false, true]) {
      const into = wide ? candidates : request.hits;
      const rules = request.rules.filter((rule) => isWide(rule) === wide);
      const [everywhere, some] = [true, false].map((is) =>
        rules.filter(({ number }) => concerns.everywhere.has(number) === is),
      );
      for (const chunk of chunks(some!, narrowAtOnce)) {
        const found = listPairs(concerns, chunk);
        if (found.length === 0) continue;
        await storePairs(connection, pairs, found);
        const asked = new Set(found.filter(({ matched }) => !matched).map(({ rule }) => rule));
        const select = pairsSql(
          request,
          concerns,
          pairs,
          chunk.filter(({ number }) => asked.has(number)),
        );
        await connection.run(`INSERT INTO ${into} ${select}`, options);
      }
      for (const chunk of chunks(everywhere!, everywhereAtOnce)) {
        await connection.run(`CREATE OR REPLACE TABLE ${bits} AS ${bitsSql(request, chunk)}`, options);
        await connection.run(`INSERT INTO ${into} ${readBitsSql(bits, chunk)}`, options);
      }
    }
    request.tell?.(0.6);
    // Planning a rule that reads JSON takes longer than asking it of a thousand records.
    const left = (await connection.rows(`SELECT DISTINCT rule FROM ${candidates}`, options)).map(({ rule }) => rule);
    for (const group of groupByDocuments(request.rules.filter(({ number }) => left.includes(number))))
      for (const rules of chunks(group, wideAtOnce))
        await connection.run(`INSERT INTO ${request.hits} ${wideSql(request, candidates, rules)}`, options);
  } finally {
    for (const table of names) await connection.run(`DROP TABLE IF EXISTS ${table}`);
  }
}

const recordOf = ({ timeColumn }: RunRequest) =>
  `log.rowid AS row_id, log.evidence_id, log.record_no, log.${nameIdentifier(timeColumn)} AS event_time`;

/** Records of the combinations in `pairs`, where the rule says so that has to be `asked`. */
function pairsSql(request: RunRequest, { combinations, isOf }: Concerns, pairs: string, asked: NumberedRule[]): string {
  const each = asked.map(({ number, bound }) => `WHEN ${quoteLiteral(number)} THEN ${bound}`);
  const holds = each.length > 0 ? ` AND (c.matched OR CASE c.rule ${each.join(' ')} END)` : '';
  return `SELECT c.rule, ${recordOf(request)} FROM ${logTable(request.table)} AS log
    JOIN (SELECT * FROM ${combinations} JOIN ${pairs} USING (id)) AS c ON ${isOf} WHERE ${since(request)}${holds}`;
}

/** As text: a number of JavaScript holds no more than 53. */
const bit = (i: number) => `${1n << BigInt(i)}::UBIGINT`;

/** Which of the rules match a record, as bits of a number. */
function bitsSql(request: RunRequest, rules: NumberedRule[]): string {
  const known = knowValues(request, rules);
  const found = rules.map(({ rule }, i) => `CASE WHEN ${known.bound(rule)} THEN ${bit(i)} ELSE 0 END`);
  return `SELECT * FROM (SELECT ${found.join(' | ')} AS bits, ${recordOf(request)} FROM ${logTable(request.table)} AS log ${known.joins}
    WHERE ${since(request)}) WHERE bits <> 0`;
}

const readBitsSql = (bits: string, rules: NumberedRule[]) =>
  rules
    .map(
      ({ number }, i) =>
        `SELECT ${quoteLiteral(number)} AS rule, * EXCLUDE (bits) FROM ${bits} WHERE bits & ${bit(i)} <> 0`,
    )
    .join(' UNION ALL ');

/** Of the candidates those that match. */
function wideSql({ table }: RunRequest, candidates: string, rules: NumberedRule[]): string {
  const each = rules.map(({ number, condition }) => `WHEN ${quoteLiteral(number)} THEN ${condition}`);
  const numbers = rules.map(({ number }) => quoteLiteral(number)).join(', ');
  return `SELECT c.rule, c.row_id, c.evidence_id, c.record_no, c.event_time
    FROM (SELECT * FROM ${candidates} WHERE list_contains([${numbers}]::INTEGER[], rule)) AS c
    JOIN ${logTable(table)} AS log ON log.rowid = c.row_id WHERE CASE c.rule ${each.join(' ')} END`;
}

/** A statement reads its columns for all of its candidates, so rules that read the same ones go together. */
function groupByDocuments(rules: NumberedRule[]): NumberedRule[][] {
  const groups = new Map<string, NumberedRule[]>();
  for (const rule of rules) {
    const key = rule.documents.join();
    groups.set(key, [...(groups.get(key) ?? []), rule]);
  }
  return [...groups.values()];
}

function chunks<T>(all: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
}
