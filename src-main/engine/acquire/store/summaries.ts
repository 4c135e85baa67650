// The accounts of acquisitions, read from what is committed.
import {
  type AcquisitionAccount,
  AcquisitionRequest,
  type AcquisitionSummary,
  type CapturedKeys,
  type LookupRegion,
  type ObjectProblem,
} from '../../../../shared/contract/acquisitions.ts';
import type { Connection, Row } from '../../duckdb/connection.ts';

const outcomes = ['acquired', 'known', 'skipped', 'failed'] as const;
const iso = (column: string) => `strftime(${column}, '%Y-%m-%dT%H:%M:%S.%gZ')`;

/** Newest first. */
export async function listAcquisitions(connection: Connection): Promise<AcquisitionSummary[]> {
  const accounts = await readAccounts(connection);
  const regions = await readRegions(connection);
  const keys = await readKeys(connection);
  const rows = await connection.rows(
    `SELECT acquisition_id, title, request::VARCHAR AS request, login, caller, ${iso('started')} AS started, ${iso('ended')} AS ended,
       state, follows, listed_objects, listed_bytes, error,
       (SELECT to_json(list(load_id ORDER BY load_id))::VARCHAR FROM logs.main.loads l WHERE l.acquisition_id = a.acquisition_id) AS loads
     FROM logs.main.acquisitions a ORDER BY acquisition_id DESC`,
  );
  return rows.map((row) => {
    const id = Number(row.acquisition_id);
    return {
      acquisitionId: id,
      title: String(row.title),
      request: AcquisitionRequest.parse(JSON.parse(String(row.request))),
      login: String(row.login),
      caller: row.caller === null ? null : String(row.caller),
      started: String(row.started),
      ended: row.ended === null ? null : String(row.ended),
      state: row.state as AcquisitionSummary['state'],
      account: withListed(accounts.get(id) ?? emptyAccount(), row),
      regions: regions.get(id) ?? [],
      publicKeys: keys.get(id) ?? [],
      loadIds: row.loads === null ? [] : (JSON.parse(String(row.loads)) as number[]),
      follows: row.follows === null ? null : Number(row.follows),
      error: row.error === null ? null : String(row.error),
    };
  });
}

export function emptyAccount(): AcquisitionAccount {
  const nothing = () => ({ objects: 0, bytes: 0 });
  return { listed: nothing(), acquired: nothing(), known: nothing(), skipped: nothing(), failed: nothing() };
}

/** Sums by outcome; `listed` is left at nothing. */
export async function readAccounts(connection: Connection, only?: number): Promise<Map<number, AcquisitionAccount>> {
  const rows = await connection.rows(
    `SELECT acquisition_id, outcome, count(*) AS objects, coalesce(sum(size), 0)::BIGINT AS bytes FROM logs.main.objects
     ${only === undefined ? '' : `WHERE acquisition_id = ${only}`} GROUP BY ALL`,
  );
  const accounts = new Map<number, AcquisitionAccount>();
  for (const row of rows) {
    const id = Number(row.acquisition_id);
    const account = accounts.get(id) ?? emptyAccount();
    accounts.set(id, account);
    const outcome = outcomes.find((name) => name === row.outcome);
    if (outcome) account[outcome] = { objects: Number(row.objects), bytes: Number(row.bytes) };
  }
  return accounts;
}

/** The CloudTrail API lists nothing beforehand: what came of it is what there was. */
function withListed(account: AcquisitionAccount, row: Row): AcquisitionAccount {
  const listed = { objects: Number(row.listed_objects), bytes: Number(row.listed_bytes) };
  return { ...account, listed: listed.objects > 0 ? listed : account.acquired };
}

export async function readRegions(connection: Connection): Promise<Map<number, LookupRegion[]>> {
  const rows = await connection.rows(
    `SELECT acquisition_id, region, state, events, pages, ${iso('reached')} AS reached, reason FROM logs.pugmark.lookup_regions ORDER BY region`,
  );
  return byAcquisition(rows, (row) => ({
    region: String(row.region),
    state: row.state as LookupRegion['state'],
    events: Number(row.events),
    pages: Number(row.pages),
    reached: row.reached === null ? null : String(row.reached),
    reason: row.reason === null ? null : String(row.reason),
  }));
}

export async function readKeys(connection: Connection): Promise<Map<number, CapturedKeys[]>> {
  const rows = await connection.rows(
    'SELECT acquisition_id, region, keys, problem FROM logs.pugmark.public_keys ORDER BY region',
  );
  return byAcquisition(rows, (row) => ({
    region: String(row.region),
    keys: row.keys === null ? null : Number(row.keys),
    problem: row.problem === null ? null : String(row.problem),
  }));
}

function byAcquisition<T>(rows: Row[], read: (row: Row) => T): Map<number, T[]> {
  const found = new Map<number, T[]>();
  for (const row of rows) {
    const id = Number(row.acquisition_id);
    found.set(id, [...(found.get(id) ?? []), read(row)]);
  }
  return found;
}

export async function listObjectProblems(
  connection: Connection,
  page: { acquisitionId: number; offset: number; limit: number },
): Promise<{ total: number; problems: ObjectProblem[] }> {
  const from = "FROM logs.main.objects WHERE acquisition_id = $1 AND outcome IN ('failed', 'skipped')";
  const rows = await connection.rows(
    `SELECT key, version_id, outcome, coalesce(reason, '') AS reason ${from} ORDER BY outcome, object_no LIMIT $2 OFFSET $3`,
    { values: [page.acquisitionId, page.limit, page.offset] },
  );
  const total = await connection.value(`SELECT count(*) ${from}`, { values: [page.acquisitionId] });
  return {
    total: Number(total),
    problems: rows.map((row) => ({
      key: String(row.key),
      versionId: row.version_id === null ? null : String(row.version_id),
      outcome: row.outcome as ObjectProblem['outcome'],
      reason: String(row.reason),
    })),
  };
}
