// The parts of the bars with their rows; a click filters.

import { useTables } from '../../../ui/tables.ts';
import { visibleText } from '../../../ui/visible-text.ts';
import { MiddleText } from '../middle-text.tsx';
import { usePaneStore } from '../pane-context.ts';
import { type Chart, countPart, type Pointed } from './read-out.ts';
import { filterPart, looksOf, seriesLabel } from './stacks.ts';
import styles from './timeline.module.css';

export function Legend({ chart, pointed }: { chart: Chart; pointed: Pointed | null }) {
  const { histogram, stack, zone } = chart;
  const { edit } = usePaneStore().getState();
  const tables = useTables((state) => state.tables);
  if (stack === null) return null;
  const looks = looksOf(histogram.series, stack, tables);
  const filter = (part: number, out: boolean) => {
    const change = filterPart(histogram.series, part, stack, out);
    if (change) edit(change);
  };
  return (
    <ul className={styles.legend} data-many={histogram.series.length > 4 || undefined} aria-label="Parts of the bars">
      {histogram.series.map((series, part) => {
        const label = visibleText(seriesLabel(series, stack, zone));
        const rows = countPart(series, pointed).toLocaleString('en-US');
        return (
          <li key={`${series.kind} ${series.value}`}>
            <button
              type="button"
              className={styles.part}
              aria-label={`${label}, ${rows}: filter in`}
              title={`${label}: ${rows}\nClick: only these rows\nAlt+click or -: without them`}
              onClick={(event) => filter(part, event.altKey)}
              onKeyDown={(event) => {
                if (event.key !== '-' && event.key !== '+') return;
                event.preventDefault();
                filter(part, event.key === '-');
              }}
            >
              <span className={styles.swatch} data-look={looks[part]} />
              <MiddleText text={label} />
              <span className={styles.partRows}>{rows}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
