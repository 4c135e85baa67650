// Lists of indicators in the case: put there whole, in one transaction, and taken away whole.
import { createHash } from 'node:crypto';
import type { IndicatorKind, ParsedList } from '../../../../shared/indicators/indicator.ts';
import { readRange } from '../../../../shared/indicators/ip-text.ts';
import { type AddressRange, addressBits, coverRange } from '../../../../shared/values/ip.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { inTransaction } from '../../duckdb/in-transaction.ts';
import { insertRows } from '../../duckdb/insert-rows.ts';
import { EngineError } from '../../engine-error.ts';
import { currentUser } from '../../journal/current-user.ts';
import type { ReadList } from './read-source.ts';

export type NewList = ReadList & { name: string; level: string; kind: IndicatorKind | null };

const rowsAtOnce = 20_000;
const tables = [
  'logs.pugmark.indicator_lists',
  'logs.main.indicators',
  'logs.pugmark.indicator_problems',
  'logs.pugmark.indicator_seen',
  'logs.main.indicator_hits',
];

/** Where IPv4 addresses are among those of IPv6. */
const mapped = 0xffffn << 32n;

/** Answers the number of the list. INVALID when the same list is there. */
export async function storeList(
  connection: Connection,
  { list, path, sha256, name, level, kind }: NewList,
): Promise<number> {
  const key = `indicators:${sha256.slice(0, 16)}${kind === null ? '' : `:${kind}`}`;
  const [same] = await connection.rows('SELECT name FROM logs.pugmark.indicator_lists WHERE list_key = $1', {
    values: [key],
  });
  if (same)
    throw new EngineError('INVALID', `The same list is in the case already, as “${String(same.name)}”.`, {
      ...(path === null ? {} : { at: path }),
      hint: 'Remove that one first if it is to be read anew.',
    });
  return await inTransaction(connection, async () => {
    const id = Number(await connection.value('SELECT coalesce(max(list_id), 0) + 1 FROM logs.pugmark.indicator_lists'));
    await connection.run(
      'INSERT INTO logs.pugmark.indicator_lists VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)',
      {
        values: [
          id,
          key,
          name,
          level,
          list.form,
          path,
          sha256,
          stampOf(list),
          new Date().toISOString().replace('Z', ''),
          currentUser(),
          list.entries,
          list.columns && JSON.stringify(list.columns),
          JSON.stringify(list.others),
        ],
      },
    );
    await insertAll(connection, 'logs.main.indicators', indicatorColumns, indicatorRows(id, list));
    await insertAll(connection, 'logs.pugmark.indicator_problems', problemColumns, problemRows(id, list));
    return id;
  });
}

const stampOf = ({ indicators }: ParsedList): string => {
  const hash = createHash('sha256');
  for (const { kind, value } of indicators) hash.update(`${kind} ${value}\n`);
  return hash.digest('hex');
};

const indicatorColumns = {
  list_id: 'UINTEGER',
  indicator: 'UINTEGER',
  kind: 'VARCHAR',
  value: 'VARCHAR',
  note: 'VARCHAR',
  place: 'VARCHAR',
  first_address: 'UHUGEINT',
  last_address: 'UHUGEINT',
  prefix_length: 'UTINYINT',
};

const indicatorRows = (id: number, { indicators }: ParsedList) =>
  indicators.map(({ kind, value, note, place }, i) => {
    const range = kind === 'ip' ? readRange(value) : null;
    const number = (address: bigint) => String(range!.version === 4 ? mapped + address : address);
    return {
      list_id: id,
      indicator: i + 1,
      kind,
      value,
      note,
      place,
      first_address: range && number(range.first),
      last_address: range && number(range.last),
      prefix_length: range && prefixLength(range),
    };
  });

/** Among 128 bits; null for a range that is more than one network. */
function prefixLength(range: AddressRange): number | null {
  const [only, more] = coverRange(range);
  return more === undefined ? only!.length + 128 - addressBits(range.version) : null;
}

const problemColumns = {
  list_id: 'UINTEGER',
  problem: 'UINTEGER',
  place: 'VARCHAR',
  text: 'VARCHAR',
  reason: 'VARCHAR',
  of: 'VARCHAR',
};

const problemRows = (id: number, { problems, duplicates }: ParsedList) => [
  ...problems.map((problem, i) => ({ list_id: id, problem: i + 1, ...problem, of: null })),
  ...duplicates.map(({ place, value, of }, i) => ({
    list_id: id,
    problem: i + 1,
    place,
    text: value,
    reason: null,
    of,
  })),
];

async function insertAll(
  connection: Connection,
  table: string,
  columns: Record<string, string>,
  rows: Record<string, unknown>[],
): Promise<void> {
  for (let at = 0; at < rows.length; at += rowsAtOnce)
    await insertRows(connection, table, columns, rows.slice(at, at + rowsAtOnce));
}

export async function removeList(connection: Connection, listId: number): Promise<void> {
  await inTransaction(connection, async () => {
    for (const table of tables) await connection.run(`DELETE FROM ${table} WHERE list_id = $1`, { values: [listId] });
  });
}
