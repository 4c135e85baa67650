// Which rules concern which APIs: the few thousand different values of the keys in a table, each with the numbers of its rules.
import type { Connection } from '../../duckdb/connection.ts';
import { nameIdentifier, quoteLiteral } from '../../duckdb/quote.ts';
import { logTable } from '../../ingest/store/table-shape.ts';
import { admits } from '../compile/prefilter.ts';
import type { NumberedRule, RunRequest } from './run-rules.ts';

const rowsAtOnce = 1000;

const keyColumn = (key: string) => nameIdentifier(key.toLowerCase());
const nameKey = (i: number) => `key${i + 1}`;

export const since = ({ after }: RunRequest): string =>
  after === undefined ? 'true' : `log.rowid > ${quoteLiteral(after)}`;

/** The right side of a JOIN from the log, whose alias is `log`, to the table of APIs as `api`. */
export const joinApis = (keys: string[], apis: string): string =>
  `${apis} AS api ON ${keys
    .map((key, i) => `lower(log.${keyColumn(key)}) IS NOT DISTINCT FROM api.${nameKey(i)}`)
    .join(' AND ')}`;

/**
 * Makes the table `apis`: the keys in lower case, the rules that need no more (`exact`), and `others`.
 * @returns the rules that concern any API there is
 */
export async function listApis(
  connection: Connection,
  request: RunRequest,
  rules: NumberedRule[],
  apis: string,
): Promise<NumberedRule[]> {
  const { table, keys, signal } = request;
  const options = signal ? { signal } : {};
  const values = keys.map((key, i) => `lower(log.${keyColumn(key)}) AS ${nameKey(i)}`).join(', ');
  const found = await connection.rows(
    `SELECT DISTINCT ${values} FROM ${logTable(table)} AS log WHERE ${since(request)}`,
    options,
  );
  const all = new Set<NumberedRule>();
  const rows = found.flatMap((row) => {
    const texts = keys.map((_, i) => (row[nameKey(i)] === null ? null : String(row[nameKey(i)])));
    const event = Object.fromEntries(keys.map((key, i) => [key, texts[i]!]));
    const concerned = rules.filter(({ prefilter }) => admits(prefilter, event));
    for (const rule of concerned) all.add(rule);
    if (concerned.length === 0) return [];
    const numbers = (exact: boolean) => {
      const some = concerned.filter((rule) => rule.exact === exact);
      return `[${some.map(({ number }) => quoteLiteral(number)).join(', ')}]`;
    };
    return [`(${[...texts.map(quoteLiteral), numbers(true), numbers(false)].join(', ')})`];
  });
  const columns = keys.map((_, i) => `${nameKey(i)} VARCHAR`).join(', ');
  await connection.run(`CREATE TABLE ${apis} (${columns}, exact INTEGER[], others INTEGER[])`, options);
  for (let at = 0; at < rows.length; at += rowsAtOnce)
    await connection.run(`INSERT INTO ${apis} VALUES ${rows.slice(at, at + rowsAtOnce).join(', ')}`, options);
  return [...all];
}
