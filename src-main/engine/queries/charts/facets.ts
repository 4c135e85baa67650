// The values of many columns at once, under the filters of a view. What is cheap is counted in one scan; a column with a
// condition of its own has other rows than the rest, and one that is slow would hold up the rest: those are counted alone.
import type { FacetNews } from '../../../../shared/contract/charts.ts';
import { type ColumnRef, columnKey, isOnColumn, type View } from '../../../../shared/query/view.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { EngineError, messageOf } from '../../engine-error.ts';
import { type EngineState, requireCase } from '../../engine-state.ts';
import { type ResolvedSource, resolveSource } from '../catalog/source.ts';
import { findPlace, jsonText, type Place } from '../compile/place.ts';
import { joinVirtual } from '../compile/virtual-columns.ts';
import { countFacets } from './facets-count.ts';
import { keepWhileSame } from './histogram-times.ts';

/** Batches counted at the same time, so that a slow one does not hold up the next. */
const atOnce = 2;
/** Rows looked at to tell whether nearly each has a value of its own. */
const sampleRows = 20_480;

export type FacetsInput = { view: View; columns: ColumnRef[]; top: number };
type Batch = { view: View; columns: ColumnRef[]; ownFilter: boolean };

/** Tells of each column when it is counted, or that it could not be. Ending the iteration interrupts what runs. */
export async function* readFacets(
  state: EngineState,
  { view, columns, top }: FacetsInput,
  signal: AbortSignal | undefined,
): AsyncGenerator<FacetNews> {
  const { db } = requireCase(state);
  const stop = new AbortController();
  const stopped = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
  const { batches, refused } = await db.use((connection) => planBatches(state, connection, view, columns, stopped));
  yield* refused;

  // What is cheap has the machine to itself, and is told first.
  const [first, ...waiting] = batches;
  if (first) yield* await db.use((connection) => countBatch(state, connection, first, top, stopped));

  const ready: FacetNews[] = [];
  let wake = (): void => undefined;
  const work = async () => {
    for (let batch = waiting.shift(); batch; batch = waiting.shift()) {
      const one = batch;
      ready.push(...(await db.use((connection) => countBatch(state, connection, one, top, stopped))));
      wake();
    }
  };
  let running = true;
  const workers = Promise.all(Array.from({ length: atOnce }, work)).finally(() => {
    running = false;
    wake();
  });
  workers.catch(() => undefined); // Thrown below, when what was ready has been told.
  try {
    while (running || ready.length > 0) {
      if (ready.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      yield* ready.splice(0);
    }
    await workers;
  } finally {
    stop.abort();
    await workers.catch(() => undefined); // Told above, or nobody listens any more.
  }
}

/** A batch that cannot be counted as a whole is counted column by column, so that the one at fault is named. */
async function countBatch(
  state: EngineState,
  connection: Connection,
  batch: Batch,
  top: number,
  signal: AbortSignal,
): Promise<FacetNews[]> {
  try {
    const facets = await countFacets(state, connection, batch.view, batch.columns, top, signal);
    return facets.map((facet) => ({ state: 'counted', facet: { ...facet, ownFilter: batch.ownFilter } }));
  } catch (error) {
    if (signal.aborted) throw error;
    const [first, ...rest] = batch.columns;
    if (rest.length === 0) return [refuse(first!, error)];
    const news: FacetNews[] = [];
    for (const column of batch.columns)
      news.push(...(await countBatch(state, connection, { ...batch, columns: [column] }, top, signal)));
    return news;
  }
}

function refuse(column: ColumnRef, error: unknown): FacetNews {
  const detail = error instanceof EngineError ? error.detail : {};
  return { state: 'failed', column, problem: { message: messageOf(error), ...detail } };
}

async function planBatches(
  state: EngineState,
  connection: Connection,
  view: View,
  columns: ColumnRef[],
  signal: AbortSignal,
): Promise<{ batches: Batch[]; refused: FacetNews[] }> {
  const source = await resolveSource(state, connection, view.from, signal);
  const refused: FacetNews[] = [];
  const known = columns.flatMap((column) => {
    try {
      return [{ column, place: findPlace(source, column) }];
    } catch (error) {
      refused.push(refuse(column, error));
      return [];
    }
  });
  const cheap: ColumnRef[] = [];
  const own: Batch[] = [];
  const heavy: Batch[] = [];
  const sampled = `heavy ${known.map(({ column }) => columnKey(column)).join(' ')}`;
  const keep = await keepWhileSame(state, connection, source);
  const isHeavy = await keep(sampled, () => findHeavy(connection, source, known, signal));
  for (const { column } of known) {
    const others = view.where.filter((filter) => !isOnColumn(filter, column));
    const ownFilter = view.where.some((filter) => filter.enabled && isOnColumn(filter, column));
    const batch = { view: { ...view, where: others }, columns: [column], ownFilter };
    if (isHeavy.has(columnKey(column))) heavy.push(batch);
    else if (ownFilter) own.push(batch);
    else cheap.push(column);
  }
  const together = cheap.length > 0 ? [{ view, columns: cheap, ownFilter: false }] : [];
  return { batches: [...together, ...own, ...heavy], refused };
}

/** Keys of the columns whose values are dear to read (nested ones, places in JSON) or differ in most rows. */
async function findHeavy(
  connection: Connection,
  source: ResolvedSource,
  known: { column: ColumnRef; place: Place }[],
  signal: AbortSignal,
): Promise<Set<string>> {
  const isDear = ({ type }: Place) => type === jsonText || type.base !== 'scalar' || type.name === 'JSON';
  const heavy = new Set(known.filter(({ place }) => isDear(place)).map(({ column }) => columnKey(column)));
  const plain = known.filter(({ column }) => !heavy.has(columnKey(column)));
  if (plain.length === 0) return heavy;
  const items = plain.map(({ place }, i) => `${place.sql} AS c${i}`);
  const sample = `SELECT ${items.join(', ')} FROM ${source.relation}${joinVirtual(items)} LIMIT ${sampleRows}`;
  const counts = plain.map((_, i) => `approx_count_distinct(c${i}) AS d${i}`).join(', ');
  try {
    const [row] = await connection.rows(`SELECT count(*) AS n, ${counts} FROM (${sample})`, { signal });
    const many = Math.max(1_000, Number(row?.n ?? 0) / 3);
    plain.forEach(({ column }, i) => {
      if (Number(row?.[`d${i}`] ?? 0) > many) heavy.add(columnKey(column));
    });
  } catch (error) {
    if (signal.aborted) throw error;
    // One of them cannot be read (a view with a failing cast). Counted alone, it will say so itself.
    for (const { column } of plain) heavy.add(columnKey(column));
  }
  return heavy;
}
