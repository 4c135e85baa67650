// The lists of the case with their figures, and what of them became no indicator.

import type { IndicatorList } from '../../../../shared/contract/indicators.ts';
import type { Connection, Row } from '../../duckdb/connection.ts';
import { isoTime } from '../../duckdb/iso-time.ts';
import { EngineError } from '../../engine-error.ts';

/** NOT_FOUND when there is no such list. */
export async function findList(connection: Connection, listId: number): Promise<IndicatorList> {
  const list = (await readLists(connection)).find((one) => one.listId === listId);
  if (!list)
    throw new EngineError('NOT_FOUND', 'There is no such list in this case any more.', {
      hint: 'Look at the lists again.',
    });
  return list;
}

export async function readLists(connection: Connection): Promise<IndicatorList[]> {
  return (await connection.rows(listsSql)).map(toList);
}

const listsSql = `SELECT l.* EXCLUDE (imported), ${isoTime('l.imported')} AS imported,
    coalesce(i.kinds, '{}') AS kinds, coalesce(i.n, 0) AS indicators, coalesce(p.duplicates, 0) AS duplicates,
    coalesce(p.problems, 0) AS problems, coalesce(h.found, 0) AS found, coalesce(h.records, 0) AS records
  FROM logs.pugmark.indicator_lists AS l
  LEFT JOIN (SELECT list_id, CAST(json_group_object(kind, n) AS VARCHAR) AS kinds, CAST(sum(n) AS UBIGINT) AS n
    FROM (SELECT list_id, kind, count(*) AS n FROM logs.main.indicators GROUP BY ALL) GROUP BY list_id) AS i ON i.list_id = l.list_id
  LEFT JOIN (SELECT list_id, count(*) FILTER (of IS NOT NULL) AS duplicates, count(*) FILTER (of IS NULL) AS problems
    FROM logs.pugmark.indicator_problems GROUP BY list_id) AS p ON p.list_id = l.list_id
  LEFT JOIN (SELECT list_id, count(DISTINCT indicator) AS found, count(DISTINCT (table_name, evidence_id, record_no)) AS records
    FROM logs.main.indicator_hits GROUP BY list_id) AS h ON h.list_id = l.list_id
  ORDER BY l.list_id`;

const toList = (row: Row): IndicatorList => ({
  listId: Number(row.list_id),
  name: String(row.name),
  level: row.level as IndicatorList['level'],
  form: row.form as IndicatorList['form'],
  path: row.path === null ? null : String(row.path),
  sha256: String(row.sha256),
  imported: String(row.imported),
  importedBy: String(row.imported_by),
  entries: Number(row.entries),
  indicators: Number(row.indicators),
  duplicates: Number(row.duplicates),
  problems: Number(row.problems),
  kinds: JSON.parse(String(row.kinds)) as IndicatorList['kinds'],
  columns: row.columns === null ? null : (JSON.parse(String(row.columns)) as IndicatorList['columns']),
  others: JSON.parse(String(row.others)) as IndicatorList['others'],
  found: Number(row.found),
  records: Number(row.records),
});

type Page = { listId: number; offset: number; limit: number };

/** What could not be taken, or what repeats an indicator. */
export async function listLeft(
  connection: Connection,
  { listId, offset, limit }: Page,
  what: 'problems' | 'duplicates',
) {
  const values = [listId, what === 'duplicates', limit, offset];
  const rows = await connection.rows(
    `SELECT place, text, reason, of, count(*) OVER () AS total FROM logs.pugmark.indicator_problems
     WHERE list_id = $1 AND (of IS NOT NULL) = $2 ORDER BY problem LIMIT $3 OFFSET $4`,
    { values },
  );
  return { total: Number(rows[0]?.total ?? 0), rows };
}
