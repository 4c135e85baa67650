// The accounts of loads, read from what is committed.
import {
  type Account,
  type FileProblem,
  type LoadSummary,
  loadedBefore,
  notReached,
} from '../../../../shared/contract/loads.ts';
import type { Connection, Row } from '../../duckdb/connection.ts';
import type { OpenCase } from '../../engine-state.ts';

const sum = (column: string, condition = 'true') => `coalesce(sum(${column}) FILTER (${condition}), 0)::BIGINT`;
const accountSql = `SELECT load_id,
  ${['loaded', 'partly', 'skipped', 'failed'].map((outcome) => `count(*) FILTER (outcome = '${outcome}') AS ${outcome}`).join(', ')},
  ${sum('records')} AS records, ${sum('"rows"')} AS "rows", ${sum('duplicates')} AS duplicates, ${sum('rejects')} AS rejects
  FROM logs.main.evidence GROUP BY load_id`;

export async function listLoads(open: OpenCase): Promise<LoadSummary[]> {
  return open.db.use(async (connection) => {
    const rows = await connection.rows(
      `SELECT l.load_id, to_json(l.paths)::VARCHAR AS paths, l.read_as, strftime(l.started, '%Y-%m-%dT%H:%M:%S.%gZ') AS started,
        strftime(l.ended, '%Y-%m-%dT%H:%M:%S.%gZ') AS ended, l.state, l.already_loaded, l.not_reached, l.error, l.acquisition_id, a.* EXCLUDE (load_id)
        FROM logs.main.loads l LEFT JOIN (${accountSql}) a ON a.load_id = l.load_id ORDER BY l.load_id DESC`,
    );
    const tables = await rowsPerTable(connection);
    return rows.map((row) => ({
      loadId: Number(row.load_id),
      paths: JSON.parse(String(row.paths)) as string[],
      as: row.read_as === null ? null : String(row.read_as),
      started: String(row.started),
      ended: row.ended === null ? null : String(row.ended),
      state: String(row.state) as LoadSummary['state'],
      account: accountOf(row),
      tables: tables.get(Number(row.load_id)) ?? {},
      error: row.error === null ? null : String(row.error),
      acquisitionId: row.acquisition_id === null ? null : Number(row.acquisition_id),
    }));
  });
}

function accountOf(row: Row): Account {
  const n = (name: string) => Number(row[name] ?? 0);
  const skipped = n('skipped') + n('already_loaded') + n('not_reached');
  return {
    files: {
      found: n('loaded') + n('partly') + n('failed') + skipped,
      loaded: n('loaded'),
      partly: n('partly'),
      skipped,
      failed: n('failed'),
    },
    records: { found: n('records'), rows: n('rows'), duplicates: n('duplicates'), rejects: n('rejects') },
  };
}

async function rowsPerTable(connection: Connection): Promise<Map<number, Record<string, number>>> {
  const rows = await connection.rows(
    `SELECT e.load_id, CASE WHEN e.format IN ('json', 'csv', 'parquet') THEN l.target_table ELSE e.format END AS name, ${sum('e."rows"')} AS n
      FROM logs.main.evidence e JOIN logs.main.loads l USING (load_id) WHERE e.format IS NOT NULL GROUP BY ALL`,
  );
  const tables = new Map<number, Record<string, number>>();
  for (const row of rows) {
    const id = Number(row.load_id);
    tables.set(id, { ...tables.get(id), [String(row.name)]: Number(row.n) });
  }
  return tables;
}

export async function listProblems(open: OpenCase, page: { loadId: number; offset: number; limit: number }) {
  return open.db.use(async (connection) => {
    const from = "FROM logs.main.evidence WHERE load_id = $1 AND outcome <> 'loaded'";
    const rows = await connection.rows(
      `SELECT path || coalesce(' › ' || member, '') AS path, outcome, coalesce(reason, '') AS reason ${from}
        ORDER BY CASE outcome WHEN 'failed' THEN 0 WHEN 'partly' THEN 1 ELSE 2 END, evidence_id LIMIT $2 OFFSET $3`,
      { values: [page.loadId, page.limit, page.offset] },
    );
    const [counts] = await connection.rows(
      `SELECT (SELECT count(*) ${from}) AS problems, already_loaded, not_reached FROM logs.main.loads WHERE load_id = $1`,
      { values: [page.loadId] },
    );
    const notes = [
      [Number(counts?.already_loaded ?? 0), loadedBefore],
      [Number(counts?.not_reached ?? 0), notReached],
    ] as const;
    const problems = rows.map(
      (row): FileProblem => ({
        path: String(row.path),
        outcome: String(row.outcome) as FileProblem['outcome'],
        reason: String(row.reason),
      }),
    );
    for (const [files, reason] of notes)
      if (files > 0 && page.offset === 0) problems.push({ path: `${files} files`, outcome: 'skipped', reason });
    return { total: Number(counts?.problems ?? 0), problems };
  });
}
