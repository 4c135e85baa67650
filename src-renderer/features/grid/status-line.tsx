// What is on screen, in exact numbers: matched of total, how long it took, what is selected, and new rows that are not shown yet.
import { Button } from '@mantine/core';
import { isFiltered, liveView } from '../../../shared/query/edit.ts';
import { useTimeZone } from '../../ui/case.ts';
import styles from '../../ui/controls/pane.module.css';
import { useTables } from '../../ui/tables.ts';
import { timeWords } from './looks/time-text.ts';
import { MarkingProgress } from './marks/marking-progress.tsx';
import { OpeningProgress, useLateOpening } from './opening-notice.tsx';
import { usePane } from './pane-context.ts';
import { countRows } from './table/selection.ts';

const exact = (n: number) => n.toLocaleString('en-US');

export function StatusLine() {
  const selected = usePane((state) => countRows(state.selection));
  const select = usePane((state) => state.select);
  const hasTimes = usePane((state) => state.table.columns.some((column) => column.kind === 'time'));
  const zone = useTimeZone();
  const times = usePane((state) => state.looks.times);
  const anchor = usePane((state) => state.looks.anchor);
  const isLate = useLateOpening();
  return (
    <div className={styles.status}>
      {isLate ? <OpeningProgress /> : <Counts />}
      {selected > 0 && (
        <span>
          <b>{exact(selected)}</b> selected{' '}
          <Button variant="subtle" size="compact-xs" onClick={() => select(() => [])}>
            Clear
          </Button>
        </span>
      )}
      <MarkingProgress />
      <span className={styles.gap} />
      <NewRows />
      {hasTimes && <span className="pm-dim">{timeWords({ times, anchor, zone })}</span>}
    </div>
  );
}

function Counts() {
  const opened = usePane((state) => (state.opened?.ready ? state.opened : state.previous));
  if (!opened) return null;
  const { matched, total, elapsedMs } = opened;
  const isPart = isFiltered(liveView(opened.view)) || matched !== total;
  return (
    <span role="status">
      <b>{exact(matched)}</b>
      {isPart ? ` of ${exact(total)} rows` : matched === 1 ? ' row' : ' rows'}
      <span className="pm-dim"> in {exact(Math.round(elapsedMs))} ms</span>
    </span>
  );
}

/** Rows that a load added to the table since the view was opened. */
function NewRows() {
  const total = usePane((state) => (state.opened?.ready ? state.opened.total : null));
  const source = usePane((state) => state.history.present.from);
  const reload = usePane((state) => state.reload);
  const rows = useTables((state) =>
    source.kind === 'table' ? state.tables.find(({ name }) => name === source.table)?.rows : null,
  );
  const added = total === null || rows == null ? 0 : rows - total;
  if (added <= 0) return null;
  return (
    <span role="status">
      {exact(added)} new {added === 1 ? 'row' : 'rows'}{' '}
      <Button variant="light" size="compact-xs" onClick={reload}>
        Refresh
      </Button>
    </span>
  );
}
