// The indicators of a list with the records that hold them, and those records as a view.

import type { IndicatorRow } from '../../../../shared/contract/indicators.ts';
import { findFormat } from '../../../../shared/formats/registry.ts';
import type { IndicatorKind } from '../../../../shared/indicators/indicator.ts';
import type { Connection, Row } from '../../duckdb/connection.ts';
import { isoTime } from '../../duckdb/iso-time.ts';
import { EngineError } from '../../engine-error.ts';

export type HitsRequest = { listId: number; foundOnly: boolean; text: string; offset: number; limit: number };

export async function listHits(
  connection: Connection,
  { listId, foundOnly, text, offset, limit }: HitsRequest,
): Promise<{ total: number; indicators: IndicatorRow[] }> {
  const rows = await connection.rows(
    `WITH hits AS (
       SELECT indicator, table_name, count(*) AS records, min(event_time) AS first, max(event_time) AS last
       FROM (SELECT DISTINCT indicator, table_name, evidence_id, record_no, event_time FROM logs.main.indicator_hits WHERE list_id = $1)
       GROUP BY ALL),
     found AS (SELECT indicator, CAST(sum(records) AS UBIGINT) AS n, CAST(to_json(list({
       'table': table_name, 'records': records, 'first': ${isoTime('first')}, 'last': ${isoTime('last')}
     } ORDER BY records DESC, table_name)) AS VARCHAR) AS tables FROM hits GROUP BY indicator)
     SELECT i.indicator, i.kind, i.value, i.note, i.place, f.tables, count(*) OVER () AS total
     FROM logs.main.indicators AS i LEFT JOIN found AS f ON f.indicator = i.indicator
     WHERE i.list_id = $1 AND (NOT $2 OR f.n > 0) AND (contains(lower(i.value), lower($3)) OR contains(lower(coalesce(i.note, '')), lower($3)))
     ORDER BY coalesce(f.n, 0) DESC, i.indicator LIMIT $4 OFFSET $5`,
    { values: [listId, foundOnly, text, limit, offset] },
  );
  return { total: Number(rows[0]?.total ?? 0), indicators: rows.map(toIndicator) };
}

type TableHits = { table: string; records: number; first: string | null; last: string | null };

const toIndicator = (row: Row): IndicatorRow => ({
  indicatorNo: Number(row.indicator),
  kind: row.kind as IndicatorKind,
  value: String(row.value),
  note: row.note === null ? null : String(row.note),
  place: String(row.place),
  hits:
    row.tables === null
      ? []
      : (JSON.parse(String(row.tables)) as TableHits[]).map((hits) => ({
          ...hits,
          title: findFormat(hits.table)?.title ?? hits.table,
        })),
});

export type FoundIndicator = { kind: IndicatorKind; value: string; texts: string[]; records: number };

/** One indicator with the texts by which records of a table hold it. NOT_FOUND when there is none. */
export async function findIndicator(
  connection: Connection,
  listId: number,
  indicatorNo: number,
  table: string,
): Promise<FoundIndicator> {
  const [row] = await connection.rows(
    `SELECT kind, value, (SELECT CAST(to_json(list(DISTINCT found ORDER BY found)) AS VARCHAR) FROM logs.main.indicator_hits AS h
         WHERE h.list_id = i.list_id AND h.indicator = i.indicator AND h.table_name = $3) AS texts,
       (SELECT count(DISTINCT (evidence_id, record_no)) FROM logs.main.indicator_hits AS h
         WHERE h.list_id = i.list_id AND h.indicator = i.indicator AND h.table_name = $3) AS records
     FROM logs.main.indicators AS i WHERE list_id = $1 AND indicator = $2`,
    { values: [listId, indicatorNo, table] },
  );
  if (!row)
    throw new EngineError('NOT_FOUND', 'There is no such indicator in this case any more.', {
      hint: 'Look at the lists again.',
    });
  const texts = row.texts === null ? [] : (JSON.parse(String(row.texts)) as string[] | null);
  return {
    kind: row.kind as IndicatorKind,
    value: String(row.value),
    texts: texts ?? [],
    records: Number(row.records),
  };
}
