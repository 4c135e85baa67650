// The map of what the case's logs cover: per account, region and bucket of time.

import type { BlindingMark, CoverageLane, CoverageMap } from '../../../../shared/contract/coverage.ts';
import { listBlinding } from '../../../../shared/coverage/blinding.ts';
import { type CoverageCell, emptyCell, lateAfterMinutes } from '../../../../shared/coverage/cell.ts';
import { type BucketSize, bucketSizes, listBucketEdges, usualLengthMs } from '../../../../shared/values/buckets.ts';
import { isTimeZone } from '../../../../shared/values/time.ts';
import type { Cell, Connection, Row } from '../../duckdb/connection.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import { EngineError } from '../../engine-error.ts';
import { parseInstant } from '../compile/literal.ts';
import { countInBuckets } from './count-in-buckets.ts';
import {
  alteredFiles,
  coveredStretches,
  events,
  findTables,
  hereFiles,
  namedFiles,
  readExtent,
  readOthers,
  rowsOf,
  type Tables,
  withFiles,
} from './relations.ts';

export type MapInput = { zone: string; from?: string | undefined; to?: string | undefined; most: number };

export async function readCoverage(
  connection: Connection,
  { zone, from, to, most }: MapInput,
  signal: AbortSignal | undefined,
): Promise<CoverageMap> {
  const began = performance.now();
  if (!isTimeZone(zone)) throw new EngineError('INVALID', `There is no time zone “${zone}”.`);
  const [start, end] = [readEnd(from), readEnd(to)];
  const tables = await findTables(connection);
  return await withFiles(connection, signal, async () => {
    const { span, untimed, unnamed } = await readExtent(connection, tables, signal);
    const first = start ?? span?.first;
    const last = end === null ? span?.last : end - 1;
    const isEmpty = first === undefined || last === undefined || first > last;
    const size = isEmpty ? null : chooseSize(first, last, most);
    const edges = isEmpty ? [] : listBucketEdges(first, last, zone, size!);
    const lanes = isEmpty ? [] : await readLanes(connection, tables, edges, signal);
    const marks =
      isEmpty || !tables.cloudtrail ? { marks: [], marksLeft: 0 } : await readMarks(connection, edges, signal);
    return {
      span: span && { from: isoOf(span.first), to: isoOf((Math.floor(span.last / 1000) + 1) * 1000) },
      size,
      edges: edges.map(isoOf),
      lanes,
      ...marks,
      untimed,
      unnamed,
      elapsedMs: performance.now() - began,
    };
  });
}

const isoOf = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z');

/** Epoch milliseconds. */
function readEnd(written: string | undefined): number | null {
  if (written === undefined) return null;
  const time = parseInstant(written);
  if (time === null) throw new EngineError('INVALID', `“${written}” is no time such as 2024-01-31T18:00:00Z.`);
  return Date.parse(`${time.replace(' ', 'T')}Z`);
}

const sizes = bucketSizes.filter(({ unit, count }) =>
  unit === 'hour' ? count === 1 : ['day', 'week', 'month', 'year'].includes(unit),
);

function chooseSize(first: number, last: number, most: number): BucketSize {
  return sizes.find((size) => (last - first) / usualLengthMs(size) + 1 <= most) ?? sizes.at(-1)!;
}

async function readLanes(
  connection: Connection,
  tables: Tables,
  edges: number[],
  signal: AbortSignal | undefined,
): Promise<CoverageLane[]> {
  type Open = Omit<CoverageLane, 'cells'> & { cells: Map<number, CoverageCell> };
  const lanes = new Map<string, Open>();
  const cellOf = (logType: string | null, account: Cell, region: Cell, bucket: number): CoverageCell => {
    const key = JSON.stringify([logType, account, region]);
    const lane = lanes.get(key) ?? { logType, account: textOf(account), region: textOf(region), cells: new Map() };
    lanes.set(key, lane);
    const cell = lane.cells.get(bucket) ?? emptyCell(bucket);
    lane.cells.set(bucket, cell);
    return cell;
  };
  const add = (rows: Row[], names: readonly (keyof CoverageCell)[], logType: string | null = null) => {
    for (const row of rows) {
      const cell = cellOf(logType, row.account!, row.region!, Number(row.bucket));
      for (const name of names) cell[name] = Number(row[name]);
    }
  };
  const count = async <Name extends keyof CoverageCell>(rows: string, counts: Record<Name, string>) =>
    add(await countInBuckets(connection, rows, counts, edges, signal), Object.keys(counts) as Name[]);

  if (tables.cloudtrail)
    await count(events(lateAfterMinutes), { events: 'count(*)', late: 'count(*) FILTER (is_late)' });
  for (const { table, sql } of await readOthers(connection))
    add(await countInBuckets(connection, rowsOf(sql), { events: 'count(*)' }, edges, signal), ['events'], table);
  await count(hereFiles, { files: 'count(*)', duplicates: 'coalesce(sum(duplicates), 0)' });
  await count(alteredFiles, { altered: 'count(*)' });
  if (tables.cloudtrail_digest) {
    await count(namedFiles, { named: 'count(*)', absent: 'count(*) FILTER (is_absent)' });
    for (const { account, region, starts, ends } of await connection.rows(
      `SELECT account, region, epoch_ms(starts) AS starts, epoch_ms(ends) AS ends FROM (${coveredStretches})`,
      { signal },
    ))
      for (const { bucket, ms } of splitStretch(Number(starts), Number(ends), edges))
        cellOf(null, account!, region!, bucket).covered += ms;
  }
  return [...lanes.values()]
    .map(({ cells, ...lane }) => ({
      ...lane,
      cells: [...cells.values()]
        .map((cell) => ({ ...cell, covered: cell.covered / (edges[cell.bucket + 1]! - edges[cell.bucket]!) }))
        .toSorted((a, b) => a.bucket - b.bucket),
    }))
    .toSorted(
      (a, b) =>
        Number(a.logType !== null) - Number(b.logType !== null) ||
        compareText(a.logType, b.logType) ||
        compareText(a.account, b.account) ||
        compareText(a.region, b.region),
    );
}

const textOf = (cell: Cell) => (cell === null ? null : String(cell));

/** A missing one last. */
function compareText(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a < b ? -1 : Number(a > b);
}

/** How much of each bucket a stretch of time takes, milliseconds. */
function splitStretch(starts: number, ends: number, edges: readonly number[]): { bucket: number; ms: number }[] {
  let [low, high] = [0, edges.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle + 1]! > starts) high = middle;
    else low = middle + 1;
  }
  const parts: { bucket: number; ms: number }[] = [];
  for (let bucket = low; bucket < edges.length - 1 && edges[bucket]! < ends; bucket++)
    parts.push({ bucket, ms: Math.min(ends, edges[bucket + 1]!) - Math.max(starts, edges[bucket]!) });
  return parts;
}

/** More than these are told by their number. */
const mostMarks = 1000;

async function readMarks(
  connection: Connection,
  edges: number[],
  signal: AbortSignal | undefined,
): Promise<{ marks: BlindingMark[]; marksLeft: number }> {
  const blinding = listBlinding();
  const names = blinding.map(({ name }) => quoteLiteral(name)).join(', ');
  const pairs = blinding.map(({ source, name }) => `(${quoteLiteral(source)}, ${quoteLiteral(name)})`).join(', ');
  const rows = await connection.rows(
    `SELECT strftime(eventtime, '%Y-%m-%dT%H:%M:%S.%f') AS at, eventsource, eventname, recipientaccountid, awsregion,
       errorcode, evidence_id, record_no, count(*) OVER () AS n
     FROM logs.main.cloudtrail WHERE eventname IN (${names}) AND (eventsource, eventname) IN (${pairs})
       AND eventtime >= make_timestamp(${BigInt(edges[0]!) * 1000n}) AND eventtime < make_timestamp(${BigInt(edges.at(-1)!) * 1000n})
     ORDER BY eventtime, evidence_id, record_no LIMIT ${mostMarks}`,
    { signal },
  );
  const marks = rows.map((row) => ({
    at: `${String(row.at).replace(/\.?0+$/, '')}Z`,
    source: String(row.eventsource),
    name: String(row.eventname),
    account: textOf(row.recipientaccountid!),
    region: textOf(row.awsregion!),
    errorCode: textOf(row.errorcode!),
    evidenceId: Number(row.evidence_id),
    recordNo: Number(row.record_no),
  }));
  return { marks, marksLeft: Number(rows[0]?.n ?? 0) - marks.length };
}
