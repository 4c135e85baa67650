// What is on screen, in exact numbers: matched of total, how long it took, what is selected, and new rows that are not shown yet.
import { Button } from '@mantine/core';
import { isFiltered, liveView } from '../../../shared/query/edit.ts';
import { useTimeZone } from '../../ui/case.ts';
import { useTables } from '../../ui/tables.ts';
import styles from './pane.module.css';
import { usePane, useView } from './pane-context.ts';
import { countRows } from './table/selection.ts';

const exact = (n: number) => n.toLocaleString('en-US');

export function StatusLine() {
  const opened = usePane((state) => state.opened);
  const selected = usePane((state) => countRows(state.selection));
  const clearSelection = usePane((state) => state.select);
  const hasTimes = usePane((state) => state.table.columns.some((column) => column.kind === 'time'));
  const zone = useTimeZone();
  const view = useView();
  if (!opened) return <div className={styles.status} />;
  const { matched, total, elapsedMs } = opened;
  const filtered = isFiltered(liveView(view)) || matched !== total;
  return (
    <div className={styles.status}>
      <span role="status">
        <b>{exact(matched)}</b>
        {filtered ? ` of ${exact(total)} rows` : matched === 1 ? ' row' : ' rows'}
        <span className="pm-dim"> in {exact(Math.round(elapsedMs))} ms</span>
      </span>
      {selected > 0 && (
        <span>
          <b>{exact(selected)}</b> selected{' '}
          <Button variant="subtle" size="compact-xs" onClick={() => clearSelection(() => [])}>
            Clear
          </Button>
        </span>
      )}
      <span className={styles.gap} />
      <NewRows total={total} />
      {hasTimes && <span className="pm-dim">Times in {zone}</span>}
    </div>
  );
}

/** Rows that a load added to the table since the view was opened. */
function NewRows({ total }: { total: number }) {
  const source = usePane((state) => state.history.present.from);
  const reload = usePane((state) => state.reload);
  const rows = useTables((state) =>
    source.kind === 'table' ? state.tables.find(({ name }) => name === source.table)?.rows : null,
  );
  const added = (rows ?? total) - total;
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
