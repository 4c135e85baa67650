// The row of an acquisition: what was asked for, who signed in, how far it is.

import { AcquisitionRequest, type AcquisitionState } from '../../../../shared/contract/acquisitions.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { inTransaction } from '../../duckdb/in-transaction.ts';
import { EngineError } from '../../engine-error.ts';

export type AcquisitionRow = {
  id: number;
  request: AcquisitionRequest;
  title: string;
  /** The login in words, without secrets. */
  login: string;
  caller: string | null;
  /** Base URL of the store; null: AWS. */
  endpoint: string | null;
  state: AcquisitionState;
  /** Whether the listing came to its end. */
  isListed: boolean;
  follows: number | null;
  /** Objects and bytes that are wanted, objects looked at, list requests made; so far, while it lists. */
  listed: ListedSums;
};

export type ListedSums = { objects: number; bytes: number; seen: number; requests: number };

const table = 'logs.main.acquisitions';
export const instant = (ms: number) => new Date(ms).toISOString().replace('Z', '');

export async function addAcquisition(
  connection: Connection,
  given: Pick<AcquisitionRow, 'request' | 'title' | 'login' | 'caller' | 'endpoint' | 'follows'>,
): Promise<number> {
  const id = Number(await connection.value(`SELECT coalesce(max(acquisition_id), 0) + 1 FROM ${table}`));
  await connection.run(
    `INSERT INTO ${table} (acquisition_id, title, request, login, caller, endpoint, started, state, follows,
       listed_objects, listed_bytes, seen, list_requests)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'listing', $8, 0, 0, 0, 0)`,
    {
      values: [
        id,
        given.title,
        JSON.stringify(given.request),
        given.login,
        given.caller,
        given.endpoint,
        instant(Date.now()),
        given.follows,
      ],
    },
  );
  return id;
}

/** NOT_FOUND when there is none of that number. */
export async function readAcquisition(connection: Connection, id: number): Promise<AcquisitionRow> {
  const [row] = await connection.rows(
    `SELECT title, request::VARCHAR AS request, login, caller, endpoint, state, listed IS NOT NULL AS is_listed, follows,
       listed_objects, listed_bytes, seen, list_requests FROM ${table} WHERE acquisition_id = $1`,
    { values: [id] },
  );
  if (!row)
    throw new EngineError('NOT_FOUND', `There is no acquisition ${id} in this case.`, {
      hint: 'See the list of acquisitions.',
    });
  return {
    id,
    title: String(row.title),
    request: AcquisitionRequest.parse(JSON.parse(String(row.request))),
    login: String(row.login),
    caller: row.caller === null ? null : String(row.caller),
    endpoint: row.endpoint === null ? null : String(row.endpoint),
    state: row.state as AcquisitionState,
    isListed: row.is_listed === true,
    follows: row.follows === null ? null : Number(row.follows),
    listed: {
      objects: Number(row.listed_objects),
      bytes: Number(row.listed_bytes),
      seen: Number(row.seen),
      requests: Number(row.list_requests),
    },
  };
}

export async function writeState(
  connection: Connection,
  id: number,
  state: AcquisitionState,
  { error = null, ended = false }: { error?: string | null; ended?: boolean } = {},
): Promise<void> {
  await connection.run(`UPDATE ${table} SET state = $1, error = $2, ended = $3 WHERE acquisition_id = $4`, {
    values: [state, error, ended ? instant(Date.now()) : null, id],
  });
}

/** Writes the sums of a listing; `isWhole` when it has come to its end. */
export async function writeListed(
  connection: Connection,
  id: number,
  { objects, bytes, seen, requests }: ListedSums,
  isWhole: boolean,
): Promise<void> {
  await connection.run(
    `UPDATE ${table} SET listed_objects = $1, listed_bytes = $2, seen = $3, list_requests = $4, listed = $5 WHERE acquisition_id = $6`,
    { values: [objects, bytes, seen, requests, isWhole ? instant(Date.now()) : null, id] },
  );
}

/** Takes an acquisition without evidence of its own off the list. */
export async function removeAcquisition(connection: Connection, id: number): Promise<void> {
  await inTransaction(connection, async () => {
    for (const name of [
      table,
      'logs.main.objects',
      'logs.pugmark.listing',
      'logs.pugmark.list_folders',
      'logs.pugmark.lookup_regions',
      'logs.pugmark.public_keys',
    ])
      await connection.run(`DELETE FROM ${name} WHERE acquisition_id = $1`, { values: [id] });
  });
}
