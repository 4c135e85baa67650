// How many of some rows are from files with which verdict, as the last verification has it.

import type { RowVerdicts } from '../../../../shared/integrity/row-verdicts.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { isoTime } from '../../duckdb/iso-time.ts';
import { compileWhere } from '../compile/compile.ts';
import { inTable } from '../views/find-rows.ts';
import { groupByPart } from '../views/page.ts';
import type { RowIndex } from '../views/row-index.ts';
import { keyOf, selectPart } from '../views/rows.ts';
import { joinVerdicts } from './verdict-columns.ts';

/** SELECT of the `evidence_id` of rows of an open view; null: its rows do not say which file they are from. */
export function selectFiles(
  { source, rows, found }: RowIndex,
  wanted: { where: Parameters<typeof compileWhere>[1]; ids: number[] | null },
): string | null {
  if (!source.columns.some(({ name, type }) => name.toLowerCase() === 'evidence_id' && /^U?\w*INT/.test(type.text)))
    return null;
  if (wanted.ids)
    return wanted.ids.length === 0
      ? null
      : groupByPart(rows, wanted.ids)
          .map(
            ({ part, keys }) =>
              `SELECT evidence_id FROM (SELECT unnest([${keys.join(',')}]::BIGINT[]) AS pugmark_id) AS pugmark_ids
               JOIN ${part.relation} AS pugmark_rows ON ${keyOf(part)} = pugmark_id`,
          )
          .join(' UNION ALL ');
  const where = compileWhere(source, wanted.where);
  // Rows that were found already are not looked for again.
  const isFound = where.length > 0 && found.table !== null;
  const among = !isFound ? () => where : found.matched === rows.total ? () => [] : inTable(rows, found.table!);
  const parts = rows.parts.map((part) => selectPart(part, ['evidence_id'], among(part), 0, part.rows));
  return parts.length === 0 ? null : parts.map((part) => `SELECT evidence_id FROM (${part})`).join(' UNION ALL ');
}

/** @param files SELECT of `evidence_id`, a row per row; null: not known. One statement, so that all of it is of one moment. */
export async function countVerdicts(
  connection: Connection,
  files: string | null,
  signal?: AbortSignal,
): Promise<RowVerdicts> {
  const [last] = await connection.rows(lastSql, { signal });
  if (!last) return { verification: null, rows: null };
  const verification = {
    id: Number(last.verification_id),
    started: String(last.started),
    ended: String(last.ended),
    bucket: last.bucket === null ? null : String(last.bucket),
    keys: JSON.parse(String(last.fingerprints)) as string[],
  };
  if (files === null) return { verification, rows: null };
  const verdict = 'pugmark_verdicts.pugmark_verdict';
  const counts = await connection.rows(
    `SELECT coalesce(${verdict}, 'not verified') AS verdict, CAST(sum(n) AS UBIGINT) AS n
     FROM (SELECT evidence_id, count(*) AS n FROM (${files}) GROUP BY evidence_id)${joinVerdicts([verdict])}
     GROUP BY 1 ORDER BY n DESC, verdict`,
    { signal },
  );
  return { verification, rows: Object.fromEntries(counts.map((row) => [String(row.verdict), Number(row.n)])) };
}

const lastSql = `SELECT verification_id, bucket, CAST(to_json(fingerprints) AS VARCHAR) AS fingerprints,
    ${isoTime('started')} AS started, ${isoTime('ended')} AS ended
  FROM logs.main.verifications ORDER BY verification_id DESC LIMIT 1`;
