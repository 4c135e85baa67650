// What is happening above the rows: a view on its way with its moving count, a failure with its next step, or an empty result.
import { Button, Loader } from '@mantine/core';
import { useEffect, useState } from 'react';
import { clearFilters, isFiltered, liveView } from '../../../shared/query/edit.ts';
import { FailureBar } from '../../ui/controls/failure-bar.tsx';
import styles from './pane.module.css';
import { usePane, useView } from './pane-context.ts';

const exact = (n: number) => n.toLocaleString('en-US');

/** Shown only after a moment: quick views need no notice. */
const patienceMs = 250;

/** Whether a view has been on its way for longer than a moment. */
export function useLateOpening(): boolean {
  const waiting = usePane((state) => state.opening !== null);
  const [late, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    if (!waiting) return;
    const timer = setTimeout(() => setLate(true), patienceMs);
    return () => clearTimeout(timer);
  }, [waiting]);
  return waiting && late;
}

/** In the status line: the moving count of a view on its way, and the way to stop it. */
export function OpeningProgress() {
  const opening = usePane((state) => state.opening);
  const cancel = usePane((state) => state.cancel);
  const isSorted = useView().sort.length > 0;
  if (!opening) return null;
  const { matched, scanned, total, began } = opening;
  const isSorting = isSorted && scanned === 0 && matched > 0;
  return (
    <span className={styles.progress} role="status">
      <Loader size={12} />
      {isSorting ? (
        <span>Sorting; the first {exact(matched)} rows are here</span>
      ) : (
        <span>
          <b>{exact(matched)}</b> found so far
          {total > 0 && `, ${exact(scanned)} of ${exact(total)} rows looked through`}
        </span>
      )}
      <Elapsed since={began} />
      <Button variant="default" size="compact-xs" onClick={cancel}>
        Cancel
      </Button>
    </span>
  );
}

function Elapsed({ since }: { since: number }) {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 100);
    return () => clearInterval(timer);
  }, []);
  return <span className="pm-dim">{((now - since) / 1000).toFixed(1)} s</span>;
}

/** A thin line above the rows that grows with the rows looked through. */
export function OpeningLine() {
  const opening = usePane((state) => state.opening);
  const late = useLateOpening();
  if (!opening || !late) return null;
  const part = opening.total > 0 ? opening.scanned / opening.total : 0;
  const width = part === 0 ? '100%' : `${part * 100}%`;
  return <div className={styles.line} data-unknown={part === 0 || undefined} style={{ width }} />;
}

export function FailureNotice() {
  const failure = usePane((state) => state.failure);
  const canUndo = usePane((state) => state.history.past.length > 0);
  const undo = usePane((state) => state.undo);
  const reload = usePane((state) => state.reload);
  if (!failure) return null;
  return (
    <FailureBar problem={failure} onRetry={reload}>
      {canUndo && (
        <Button variant="default" size="compact-xs" onClick={undo}>
          Undo the last change
        </Button>
      )}
    </FailureBar>
  );
}

export function EmptyNotice() {
  const opened = usePane((state) => state.opened);
  const opening = usePane((state) => state.opening);
  const failed = usePane((state) => state.failure !== null);
  const edit = usePane((state) => state.edit);
  const { title, kind } = usePane((state) => state.table);
  const filtered = isFiltered(liveView(useView()));
  if (!opened || opened.matched > 0 || opening || failed) return null;
  return (
    <div className={styles.empty}>
      {filtered && opened.total > 0 ? (
        <>
          <b>No row matches.</b>
          <span>Of {exact(opened.total)} rows none passes all the filters above.</span>
          <Button variant="default" onClick={() => edit(clearFilters)}>
            Clear all filters
          </Button>
        </>
      ) : (
        <>
          <b>No rows.</b>
          <span>{kind === 'log' ? 'Load logs to fill this table.' : `${title}: nothing here.`}</span>
        </>
      )}
    </div>
  );
}
