// Lists of indicators as rules among others: what findings ask of them.
import { findPlaces, type TextPlace } from '../../../../shared/indicators/find-places.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import { logTable } from '../../ingest/store/shape/table-shape.ts';

export { matchLists } from './match-lists.ts';

/** `stamp`: a hash of what the list holds; another stamp, other hits. */
export type IndicatorSource = { key: string; name: string; level: string; stamp: string; path: string | null };

export async function listIndicatorSources(connection: Connection): Promise<IndicatorSource[]> {
  const rows = await connection.rows(
    'SELECT list_key, name, level, stamp, path FROM logs.pugmark.indicator_lists ORDER BY list_id',
  );
  return rows.map(({ list_key, name, level, stamp, path }) => ({
    key: String(list_key),
    name: String(name),
    level: String(level),
    stamp: String(stamp),
    path: path === null ? null : String(path),
  }));
}

/**
 * SELECT of `row_id`, the rowid in the table, and `indicator`, what the record holds of the list, joined by commas: one row per
 * record. As of the last `matchLists`, which is called first. Null: no record of the table holds any of the list.
 * @param after rows up to this rowid are left out
 */
export async function indicatorHitsSql(
  connection: Connection,
  key: string,
  table: string,
  after: number | undefined,
): Promise<string | null> {
  const listId = await connection.value('SELECT list_id FROM logs.pugmark.indicator_lists WHERE list_key = $1', {
    values: [key],
  });
  if (listId === null) return null;
  const own = `h.list_id = ${Number(listId)} AND h.table_name = ${quoteLiteral(table)}`;
  const any = await connection.value(`SELECT 1 FROM logs.main.indicator_hits AS h WHERE ${own} LIMIT 1`);
  if (any === null) return null;
  return `SELECT log.rowid AS row_id, string_agg(DISTINCT i.value, ', ' ORDER BY i.value) AS indicator
    FROM logs.main.indicator_hits AS h
    JOIN logs.main.indicators AS i ON i.list_id = h.list_id AND i.indicator = h.indicator
    JOIN ${logTable(table)} AS log ON log.evidence_id = h.evidence_id AND log.record_no = h.record_no
    WHERE ${own}${after === undefined ? '' : ` AND log.rowid > ${quoteLiteral(after)}`} GROUP BY log.rowid`;
}

/** `text`: as it stands in the record; `places`: the values that hold it, by their way in the record. */
export type ExplainedHit = { indicator: string; kind: string; note: string | null; text: string; places: TextPlace[] };

/** What one record holds of a list, and where; empty when it holds nothing, or was not looked through. */
export async function explainIndicatorHit(
  connection: Connection,
  key: string,
  record: { table: string; evidenceId: number; recordNo: number },
): Promise<ExplainedHit[]> {
  const { table, evidenceId, recordNo } = record;
  const rows = await connection.rows(
    `SELECT i.value, i.kind, i.note, h.found, log.raw FROM logs.pugmark.indicator_lists AS l
     JOIN logs.main.indicator_hits AS h ON h.list_id = l.list_id
     JOIN logs.main.indicators AS i ON i.list_id = h.list_id AND i.indicator = h.indicator
     JOIN ${logTable(table)} AS log ON log.evidence_id = h.evidence_id AND log.record_no = h.record_no
     WHERE l.list_key = $1 AND h.table_name = $2 AND h.evidence_id = $3 AND h.record_no = $4 ORDER BY i.indicator, h.found`,
    { values: [key, table, evidenceId, recordNo] },
  );
  return rows.map(({ value, kind, note, found, raw }) => ({
    indicator: String(value),
    kind: String(kind),
    note: note === null ? null : String(note),
    text: String(found),
    places: findPlaces(String(raw), String(found)),
  }));
}
