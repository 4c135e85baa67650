// How numbers or times lie between the least and the greatest, as small bars. A click on one, or Enter, keeps its rows only.
import type { Facet } from '../../../../shared/contract/charts.ts';
import { describeValue } from '../../../../shared/query/describe.ts';
import { type ColumnRef, columnKey } from '../../../../shared/query/view.ts';
import { useTimeZone } from '../../../ui/case.ts';
import { visibleText } from '../../../ui/visible-text.ts';
import { moveFocus } from '../../../ui/window/roving.ts';
import { usePane, usePaneStore, useView } from '../pane-context.ts';
import { chooseBin, isChosen, rangeOfBin } from './bins.ts';
import styles from './facets.module.css';

const [height, lowest] = [26, 2];

export function FacetBins({ column, bins }: { column: ColumnRef; bins: NonNullable<Facet['bins']> }) {
  const { edit } = usePaneStore().getState();
  const view = useView();
  const timeZone = useTimeZone();
  const timeColumn = usePane((state) => state.table.timeColumn);
  const most = Math.max(1, ...bins.map(({ rows }) => rows));
  const first = bins.findIndex(({ rows }) => rows > 0);
  const words = (value: string) => visibleText(describeValue(value, { timeZone }));
  return (
    // biome-ignore lint/a11y/useSemanticElements: bars, of which no part is a field of a form
    <div
      className={styles.bins}
      role="group"
      aria-label={`${bins.length} equal parts of ${columnKey(column)}`}
      onKeyDown={(event) => moveFocus(event, true)}
    >
      {bins.map(({ rows }, bin) => {
        const range = rangeOfBin(bins, bin);
        const span =
          range && (range.from === range.to ? words(range.from) : `${words(range.from)} – ${words(range.to)}`);
        const count = `${rows.toLocaleString('en-US')} ${rows === 1 ? 'row' : 'rows'}`;
        return (
          // One that has lost its rows keeps the keyboard.
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: bins are told apart by their place alone
            key={bin}
            type="button"
            data-roving
            tabIndex={bin === first ? 0 : -1}
            className={styles.bin}
            aria-disabled={range === null}
            aria-pressed={isChosen(view, column, bins, bin)}
            aria-label={span ? `${span}, ${count}` : `Part ${bin + 1} of ${bins.length}, no rows`}
            {...(span ? { title: `${span}: ${count}\nClick: only these` } : {})}
            onClick={() => edit((now) => chooseBin(now, column, bins, bin, timeColumn))}
          >
            {range && <span style={{ height: Math.max(lowest, Math.round((rows / most) * height)) }} />}
          </button>
        );
      })}
    </div>
  );
}
