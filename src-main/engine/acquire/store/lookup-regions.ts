// How far a LookupEvents acquisition is in each region, written together with the files that it is true of.
import type { LookupRegion } from '../../../../shared/contract/acquisitions.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { inTransaction } from '../../duckdb/in-transaction.ts';
import { insertRows } from '../../duckdb/insert-rows.ts';
import { instant } from './acquisition-row.ts';
import { insertObjects, type ObjectRow } from './object-rows.ts';

/** `reached` as in the contract; `files` that are finished; where to go on behind them. */
export type RegionState = LookupRegion & { files: number; nextToken: string | null };

const columns = {
  acquisition_id: 'UINTEGER',
  region: 'VARCHAR',
  state: 'VARCHAR',
  events: 'UBIGINT',
  pages: 'UBIGINT',
  files: 'UINTEGER',
  reached: 'TIMESTAMP',
  next_token: 'VARCHAR',
  reason: 'VARCHAR',
};

export async function readRegionStates(connection: Connection, acquisitionId: number): Promise<RegionState[]> {
  const rows = await connection.rows(
    `SELECT region, state, events, pages, files, strftime(reached, '%Y-%m-%dT%H:%M:%S.%gZ') AS reached, next_token, reason
     FROM logs.pugmark.lookup_regions WHERE acquisition_id = $1 ORDER BY rowid`,
    { values: [acquisitionId] },
  );
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return rows.map((row) => ({
    region: String(row.region),
    state: row.state as LookupRegion['state'],
    events: Number(row.events),
    pages: Number(row.pages),
    files: Number(row.files),
    reached: text(row.reached),
    nextToken: text(row.next_token),
    reason: text(row.reason),
  }));
}

/** Replaces the state of some regions, and enters finished files in the same transaction. */
export async function writeRegionStates(
  connection: Connection,
  acquisitionId: number,
  states: RegionState[],
  files: ObjectRow[] = [],
): Promise<void> {
  await inTransaction(connection, async () => {
    await connection.run(
      `DELETE FROM logs.pugmark.lookup_regions WHERE acquisition_id = $1 AND region IN (SELECT unnest(from_json($2, '["VARCHAR"]')))`,
      { values: [acquisitionId, JSON.stringify(states.map(({ region }) => region))] },
    );
    await insertRows(
      connection,
      'logs.pugmark.lookup_regions',
      columns,
      states.map((state) => ({
        acquisition_id: acquisitionId,
        region: state.region,
        state: state.state,
        events: state.events,
        pages: state.pages,
        files: state.files,
        reached: state.reached === null ? null : instant(Date.parse(state.reached)),
        next_token: state.nextToken,
        reason: state.reason,
      })),
    );
    await insertObjects(connection, files);
  });
}
