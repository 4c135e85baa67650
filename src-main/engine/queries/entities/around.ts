// The rows around one: what the same actor, the same address or everybody did so many minutes before and after, in its log or in
// all of them.
import { findFormat } from '../../../../shared/formats/registry.ts';
import { addFilter, type NewFilter } from '../../../../shared/query/edit.ts';
import { narrow } from '../../../../shared/query/entity.ts';
import type { ColumnRef, View } from '../../../../shared/query/view.ts';
import { shortPrincipal } from '../../../../shared/values/arn.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { isoTime } from '../../duckdb/iso-time.ts';
import { EngineError } from '../../engine-error.ts';
import type { EngineState } from '../../engine-state.ts';
import { branchOf } from '../timeline/branches.ts';
import { openedViews } from '../views/opened-views.ts';
import { readCell } from '../views/record.ts';
import type { RowIndex } from '../views/row-index.ts';
import { column, textOrNull } from './items.ts';

export type Same = 'actor' | 'ip' | 'everything';
export type AroundRequest = { viewId: string; index: number; same: Same; minutes: number; across: boolean };

/** Who and where, by the names of each table that knows it. */
const placesOf: Record<string, { actor: string; ip: string }> = {
  cloudtrail: { actor: 'actor', ip: 'sourceipaddress' },
  timeline: { actor: 'actor', ip: 'source_ip' },
};

type Middle = { time: string; value: string | null };

/** @throws INVALID for a row that has no time, or not what shall be the same */
export async function viewAround(
  state: EngineState,
  { viewId, index, same, minutes, across }: AroundRequest,
): Promise<{ view: View; title: string }> {
  return await openedViews(state).read(viewId, async (opened, connection) => {
    const { source } = opened;
    if (opened.view.from.kind !== 'table' || source.timeColumn === null)
      throw new EngineError('INVALID', 'These rows have no time that others could be around.');
    const onTimeline = across || source.name === 'timeline';
    const { time, value } = onTimeline
      ? await readOnTimeline(connection, opened, index, same)
      : await readInTable(connection, opened, index, same);
    const timeColumn = onTimeline ? 'time' : source.timeColumn;
    const at = Date.parse(time);
    const iso = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z');
    const whole: View = {
      from: { kind: 'table', table: onTimeline ? 'timeline' : source.name },
      where: [],
      // Bounds are half-open: the last minute is to be whole.
      time: { from: iso(at - minutes * 60_000), to: iso(at + minutes * 60_000 + 1_000) },
      sort: [{ column: column(timeColumn), descending: false }],
    };
    const span = `± ${minutes} min`;
    if (same === 'everything') return { view: whole, title: across ? `All logs ${span}` : span };
    if (value === null)
      throw new EngineError('INVALID', same === 'ip' ? 'This row has no address.' : 'This row does not say who.');
    const title = `${shortPrincipal(value)} ${span}`;
    if (onTimeline) return { view: addFilter(whole, nameAnywhere(same, value)), title };
    return { view: narrow(whole, column(placesOf[source.name]![same]), value), title };
  });
}

/** On the timeline an actor may be what another log calls a target, and an address the other end of a flow. */
function nameAnywhere(same: Exclude<Same, 'everything'>, value: string): NewFilter {
  const flags = { negated: false, enabled: true };
  const is = (id: string, place: ColumnRef) => ({ id, op: 'in' as const, column: place, values: [value], ...flags });
  const own = column(same === 'ip' ? 'source_ip' : 'actor');
  return { op: 'any', ...flags, filters: [is('own', own), is('named', column('entities'))] };
}

async function readInTable(connection: Connection, opened: RowIndex, index: number, same: Same): Promise<Middle> {
  const { source } = opened;
  const time = await readCell(connection, opened, index, column(source.timeColumn!));
  if (time === null) throw new EngineError('INVALID', 'This row has no time.');
  if (same === 'everything') return { time, value: null };
  const name = placesOf[source.name]?.[same];
  if (name === undefined)
    throw new EngineError('INVALID', `${source.name} does not say who or where.`, { hint: 'Ask in all logs.' });
  return { time, value: await readCell(connection, opened, index, column(name)) };
}

/** The row as the timeline has it. */
async function readOnTimeline(connection: Connection, opened: RowIndex, index: number, same: Same): Promise<Middle> {
  const read = (name: string) => readCell(connection, opened, index, column(name));
  const isTimeline = opened.source.name === 'timeline';
  const format = findFormat(isTimeline ? ((await read('log_type')) ?? '') : opened.source.name);
  const [evidence, record] = [await read('evidence_id'), await read('record_no')];
  if (!format?.timeline || evidence === null || record === null)
    throw new EngineError('INVALID', `Rows of ${opened.source.name} are not on the timeline.`);
  const [row] = await connection.rows(
    `SELECT ${isoTime('time')} AS time, actor, source_ip FROM (${branchOf(format, { hasClocks: true })})
     WHERE evidence_id = ${Number(evidence)} AND record_no = ${Number(record)}`,
  );
  if (!row || row.time === null) throw new EngineError('INVALID', 'This row has no time.');
  return {
    time: String(row.time),
    value: same === 'everything' ? null : textOrNull(row[same === 'ip' ? 'source_ip' : 'actor']),
  };
}
