// The rows around one: what the same actor, the same address or everybody did so many minutes before and after.
import { narrow } from '../../../../shared/query/entity.ts';
import type { View } from '../../../../shared/query/view.ts';
import { shortPrincipal } from '../../../../shared/values/arn.ts';
import { EngineError } from '../../engine-error.ts';
import type { EngineState } from '../../engine-state.ts';
import { openedViews } from '../views/opened-views.ts';
import { readCell } from '../views/record.ts';
import { column } from './items.ts';

export type Same = 'actor' | 'ip' | 'everything';

/** Who and where, by the names of each table that knows it. */
const placesOf: Record<string, { actor: string; ip: string }> = {
  cloudtrail: { actor: 'actor', ip: 'sourceipaddress' },
  timeline: { actor: 'actor', ip: 'source_ip' },
};

/** @throws INVALID for a row that has no time, or not what shall be the same */
export async function viewAround(
  state: EngineState,
  { viewId, index, same, minutes }: { viewId: string; index: number; same: Same; minutes: number },
): Promise<{ view: View; title: string }> {
  return await openedViews(state).read(viewId, async (opened, connection) => {
    const { source } = opened;
    if (opened.view.from.kind !== 'table' || source.timeColumn === null)
      throw new EngineError('INVALID', 'These rows have no time that others could be around.');
    const time = await readCell(connection, opened, index, column(source.timeColumn));
    if (time === null) throw new EngineError('INVALID', 'This row has no time.');
    const at = Date.parse(time);
    const iso = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z');
    const whole: View = {
      from: opened.view.from,
      where: [],
      // Bounds are half-open: the last minute is to be whole.
      time: { from: iso(at - minutes * 60_000), to: iso(at + minutes * 60_000 + 1_000) },
      sort: [{ column: column(source.timeColumn), descending: false }],
    };
    const span = `± ${minutes} min`;
    if (same === 'everything') return { view: whole, title: span };
    const name = placesOf[source.name]?.[same];
    if (name === undefined) throw new EngineError('INVALID', `${source.name} does not say who or where.`);
    const value = await readCell(connection, opened, index, column(name));
    if (value === null)
      throw new EngineError('INVALID', same === 'ip' ? 'This row has no address.' : 'This row does not say who.');
    return { view: narrow(whole, column(name), value), title: `${shortPrincipal(value)} ${span}` };
  });
}
