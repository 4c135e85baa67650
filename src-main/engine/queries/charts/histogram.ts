// How the rows of a view lie in time: counts per bucket, divided by what a column holds, beside those of the whole source.
import type { Histogram, Series, Stack } from '../../../../shared/contract/charts.ts';
import { isFiltered, liveView } from '../../../../shared/query/edit.ts';
import { columnKey, type Range, type View } from '../../../../shared/query/view.ts';
import { type BucketSize, chooseBucketSize, listBucketEdges } from '../../../../shared/values/buckets.ts';
import { isTimeZone } from '../../../../shared/values/time.ts';
import type { Cell, Connection } from '../../duckdb/connection.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import { EngineError } from '../../engine-error.ts';
import type { EngineState } from '../../engine-state.ts';
import type { ResolvedSource } from '../catalog/source.ts';
import { parseInstant } from '../compile/literal.ts';
import { findPlace } from '../compile/place.ts';
import { textOf } from '../compile/value-text.ts';
import { joinVirtual } from '../compile/virtual-columns.ts';
import { type Matched, withMatched } from '../views/matched.ts';
import { groupedPlace } from './facets-count.ts';
import { type Keep, keepWhileSame, readSourceTimes, type SourceTimes, timeOf } from './histogram-times.ts';

export type HistogramInput = { view: View; zone: string; most: number; stack?: Stack | undefined; parts: number };

export async function readHistogram(
  state: EngineState,
  connection: Connection,
  { view, zone, most, stack, parts }: HistogramInput,
  signal: AbortSignal | undefined,
): Promise<Histogram> {
  const began = performance.now();
  if (!isTimeZone(zone)) throw new EngineError('INVALID', `There is no time zone “${zone}”.`);
  return await withMatched(state, connection, view, signal, async (matched) => {
    const { source } = matched;
    const keep = await keepWhileSame(state, connection, source);
    const times = await readSourceTimes(keep, connection, source, signal);
    const range = view.time && view.time.enabled !== false ? view.time : {};
    const frame = cutFrame(times, range, zone, most);
    const edges = frame?.edges ?? [];
    const division = await divide(keep, connection, matched, stack, parts, signal);
    const { series, untimed } = await countParts(connection, matched, division, edges, signal);
    const all = isFiltered(liveView(view))
      ? await countAll(keep, connection, source, edges, signal)
      : sumOf(series, edges);
    return {
      timeColumn: source.timeColumn!,
      span: times.span && { from: isoOf(times.span.first), to: isoOf(times.span.last + 1000) },
      size: frame?.size ?? null,
      edges: edges.map(isoOf),
      series,
      all,
      untimed: { matched: untimed, all: times.untimed },
      elapsedMs: performance.now() - began,
    };
  });
}

/** Rows of the source in each bucket, whatever the filters. */
function countAll(
  keep: Keep,
  connection: Connection,
  source: ResolvedSource,
  edges: number[],
  signal: AbortSignal | undefined,
): Promise<number[]> {
  return keep(JSON.stringify(edges), async () => {
    const everything: Matched = {
      source,
      select: (items) => `SELECT ${items.join(', ')} FROM ${source.relation}${within(timeOf(source), edges)}`,
    };
    const { series } = await countParts(connection, everything, undivided, edges, signal);
    return sumOf(series, edges);
  });
}

const isoOf = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z');

/** A bound of the range where it has one, else the source's own first and last time; null when there is nothing between. */
function cutFrame(
  { span }: SourceTimes,
  range: Range,
  zone: string,
  most: number,
): { size: BucketSize; edges: number[] } | null {
  const from = range.from === undefined ? null : wholeSecond(range.from);
  const to = range.to === undefined ? null : wholeSecond(range.to);
  const first = from?.ms ?? span?.first;
  // The end is not included, unless there is a part of its second before it.
  const last = to ? (to.isWhole ? to.ms - 1000 : to.ms) : span?.last;
  if (first === undefined || last === undefined || first > last) return null;
  const size = chooseBucketSize(first, last, most);
  return { size, edges: listBucketEdges(first, last, zone, size) };
}

/** INVALID is told by the compiler of the view, with the column's name. */
function wholeSecond(written: string): { ms: number; isWhole: boolean } | null {
  const time = parseInstant(written);
  if (time === null) return null;
  const [second = '', fraction] = time.split('.');
  return { ms: Date.parse(`${second.replace(' ', 'T')}Z`), isWhole: fraction === undefined };
}

/**
 * Which part a row belongs to: SQL of a value that tells, how that is read (over `part`), and what it means. `most` parts
 * stand of their own, others together.
 */
type Division = { sql: string; read: string; most: number; meaningOf: (part: Cell) => Meaning };
type Meaning = Pick<Series, 'kind' | 'value'>;

const undivided: Division = { sql: '0', read: 'part', most: 1, meaningOf: () => ({ kind: 'all', value: null }) };
const others: Meaning = { kind: 'others', value: null };

/** With so few values all are counted at once; with more the most frequent ones are looked for first. */
const fewValues = 40;
const sampleRows = 20_480;

async function divide(
  keep: Keep,
  connection: Connection,
  { source, select }: Matched,
  stack: Stack | undefined,
  most: number,
  signal: AbortSignal | undefined,
): Promise<Division> {
  if (!stack) return undivided;
  const place = findPlace(source, stack.column);
  if (stack.by === 'presence')
    return {
      sql: `${place.sql} IS NOT NULL`,
      read: 'part',
      most: 2,
      meaningOf: (part) => ({ kind: part === true ? 'present' : 'missing', value: null }),
    };
  const text = textOf(place);
  const grouped = groupedPlace(place);
  const shown = textOf({ sql: 'v', type: grouped.type });
  const sample = `SELECT ${grouped.sql} AS v FROM ${source.relation}${joinVirtual([grouped.sql])} LIMIT ${sampleRows}`;
  const kinds = await keep(`kinds ${columnKey(stack.column)}`, async () =>
    Number(await connection.value(`SELECT approx_count_distinct(v) FROM (${sample})`, { signal })),
  );
  const byValue = (part: Cell): Meaning => ({ kind: 'value', value: part === null ? null : String(part) });
  if (kinds <= fewValues)
    return { sql: grouped.sql, read: textOf({ sql: 'part', type: grouped.type }), most, meaningOf: byValue };
  const top = await connection.rows(
    `SELECT ${shown} AS value FROM (SELECT v, count(*) AS n FROM (${select([`${grouped.sql} AS v`])}) GROUP BY v)
     ORDER BY n DESC, v LIMIT ${most}`,
    { signal },
  );
  const values = top.map(({ value }) => value ?? null);
  const list = values.map((value) => quoteLiteral(value)).join(', ');
  return {
    sql: `coalesce(list_position([${list}]::VARCHAR[], ${text}), 0) - 1`,
    read: 'part',
    most,
    meaningOf: (part) => (part === -1 ? others : byValue(values[Number(part)] ?? null)),
  };
}

/** Most rows first, others last; a part without rows is left out. */
async function countParts(
  connection: Connection,
  { source, select }: Matched,
  { sql, read, most, meaningOf }: Division,
  edges: number[],
  signal: AbortSignal | undefined,
): Promise<{ series: Series[]; untimed: number }> {
  // Each bin's last microsecond; what is at or before the first of them lies before all buckets.
  const bins = edges.map((edge) => `make_timestamp(${BigInt(edge) * 1000n - 1n})`).join(', ');
  const counts = edges.length === 0 ? 'NULL' : `map_values(histogram(t, [${bins}]))`;
  const rows = await connection.rows(
    `SELECT ${read} AS read, n, counts FROM (SELECT part, count(*) AS n, ${counts} AS counts
     FROM (${select([`${timeOf(source)} AS t`, `${sql} AS part`])}) GROUP BY part) ORDER BY n DESC, part`,
    { signal },
  );
  const all = rows.map((row) => {
    const found = row.counts === null ? [] : (JSON.parse(String(row.counts)) as string[]).map(Number);
    const inBuckets = Array.from({ length: Math.max(0, edges.length - 1) }, (_, i) => found[i + 1] ?? 0);
    return { ...meaningOf(row.read ?? null), rows: addUp(inBuckets), counts: inBuckets, matched: Number(row.n) };
  });
  // What is present stays at the bottom, however much there is of it.
  all.sort((a, b) => Number(b.kind === 'present') - Number(a.kind === 'present'));
  const named = all.filter(({ kind }) => kind !== 'others');
  const rest = [...named.slice(most), ...all.filter(({ kind }) => kind === 'others')];
  const series: Series[] = named.slice(0, most).map(({ matched: _matched, ...one }) => one);
  if (rest.length > 0) series.push({ ...others, rows: addUp(rest.map((one) => one.rows)), counts: sumOf(rest, edges) });
  return { series, untimed: addUp(all.map(({ matched, rows: timed }) => matched - timed)) };
}

const addUp = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);

function sumOf(series: Pick<Series, 'counts'>[], edges: number[]): number[] {
  const buckets = Array.from({ length: Math.max(0, edges.length - 1) }, (_, i) => i);
  return buckets.map((i) => series.reduce((sum, { counts }) => sum + counts[i]!, 0));
}

/** Lets DuckDB pass over the row groups of other times. */
function within(t: string, edges: number[]): string {
  if (edges.length === 0) return ' WHERE false';
  const bound = (edge: number) => `make_timestamp(${BigInt(edge) * 1000n})`;
  return ` WHERE ${t} >= ${bound(edges[0]!)} AND ${t} < ${bound(edges.at(-1)!)}`;
}
