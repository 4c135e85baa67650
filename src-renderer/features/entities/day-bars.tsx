// Requests by day (UTC), errors in another colour. Each bar opens its day.
import type { EntitySummary } from '../../../shared/contract/entities.ts';
import { formatCount } from '../../../shared/values/sizes.ts';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import { moveFocus } from '../../ui/window/roving.ts';
import style from './entities.module.css';
import { openRows } from './open-rows.ts';

const dayMs = 86_400_000;
/** More days than this are put together by the page's width alone: bars get thin. */
const mostEmptyDays = 400;

export function DayBars({ days }: { days: EntitySummary['days'] }) {
  const side = useSideName();
  if (days.length === 0) return null;
  const most = Math.max(...days.map(({ count }) => count));
  const slots = withEmptyDays(days);
  const [first, last] = [days[0]!.day, days.at(-1)!.day];
  const first0 = slots.findIndex((slot) => typeof slot !== 'string');
  return (
    <section
      className={style.days}
      style={{ maxWidth: Math.max(400, slots.length * 36) }}
      aria-label={`Requests by day${side}`}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move among the bars */}
      <div className={style.bars} onKeyDown={(event) => moveFocus(event, true)}>
        {slots.map((slot, i) =>
          typeof slot === 'string' ? (
            <span key={slot} className={style.noDay} title={`${slot}: none`} />
          ) : (
            <button
              key={slot.day}
              type="button"
              className={style.bar}
              data-roving
              tabIndex={i === first0 ? 0 : -1}
              aria-label={`${slot.day}: ${formatCount(slot.count)} requests, ${formatCount(slot.errors)} errors`}
              title={`${slot.day} (UTC): ${formatCount(slot.count)} requests, ${formatCount(slot.errors)} errors`}
              onClick={() => openRows(slot.view, slot.day)}
            >
              <span className={style.fill} style={{ height: `${Math.max(3, (100 * slot.count) / most)}%` }}>
                <span className={style.errorFill} style={{ height: `${(100 * slot.errors) / slot.count}%` }} />
              </span>
            </button>
          ),
        )}
      </div>
      <div className={style.axis}>
        <span>{first}</span>
        <span>most: {formatCount(most)} a day (UTC)</span>
        <span>{last === first ? '' : last}</span>
      </div>
    </section>
  );
}

/** Days without requests stand in between as text, so that silence shows. */
function withEmptyDays(days: EntitySummary['days']): (EntitySummary['days'][number] | string)[] {
  const [start, end] = [Date.parse(days[0]!.day), Date.parse(days.at(-1)!.day)];
  if ((end - start) / dayMs > mostEmptyDays) return days;
  const known = new Map(days.map((day) => [day.day, day]));
  return Array.from({ length: Math.round((end - start) / dayMs) + 1 }, (_, i) => {
    const day = new Date(start + i * dayMs).toISOString().slice(0, 10);
    return known.get(day) ?? day;
  });
}
