// A pivot: the rows of a view grouped and counted, every figure a way to its rows.
import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { TableInfo } from '../../../shared/contract/views.ts';
import { countsMarks } from '../../../shared/marks/ask-marks.ts';
import { isFiltered } from '../../../shared/query/edit.ts';
import { describePivot, type Pivot } from '../../../shared/query/pivot.ts';
import { formatNoun } from '../../../shared/values/sizes.ts';
import { FailureBar } from '../../ui/controls/failure-bar.tsx';
import frame from '../../ui/controls/pane.module.css';
import { useDataVersion } from '../../ui/data-version.ts';
import { useEngine } from '../../ui/engine.ts';
import { describeProblem, type Problem } from '../../ui/problem.ts';
import { useMarksVersion } from '../../ui/tags.ts';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import { createAsker } from './ask-pivot.ts';
import { Builder } from './build/builder.tsx';
import styles from './pane.module.css';
import { PivotContext, usePivot, usePivotStore, usePresent } from './pivot-context.ts';
import { createPivotStore, figuresKey } from './pivot-store.ts';
import { PivotTableView } from './table/pivot-table.tsx';
import { useShown } from './table/use-shown.ts';
import { Toolbar } from './toolbar.tsx';
import { usePivotKeys } from './use-pivot-keys.ts';

export type PivotPaneProps = {
  pivot: Pivot;
  title: string;
  onChange: (pivot: Pivot) => void;
  onTitle: (title: string) => void;
  /** Whether the pane is on screen: only then it counts. */
  active: boolean;
};

export function PivotPane(props: PivotPaneProps) {
  const engine = useEngine();
  const [from] = useState(props.pivot.view.from);
  const [source, setSource] = useState<TableInfo | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is the reason to ask again
  useEffect(() => {
    let wanted = true;
    setProblem(null);
    engine.views
      .describe({ source: from })
      .then((info) => wanted && setSource(info))
      .catch((error: unknown) => wanted && setProblem(describeProblem(error, 'read the columns')));
    return () => {
      wanted = false;
    };
  }, [engine, from, attempt]);
  if (problem) return <FailureBar problem={problem} onRetry={() => setAttempt(attempt + 1)} />;
  return source ? <KnownPane {...props} source={source} /> : <div className={frame.pane} aria-busy />;
}

function KnownPane({ pivot, title, onChange, onTitle, active, source }: PivotPaneProps & { source: TableInfo }) {
  const out = useRef({ pivot, title, onChange, onTitle });
  out.current = { pivot, title, onChange, onTitle };
  const [store] = useState(() =>
    createPivotStore(source, pivot, (next) => {
      // A title that only says what is counted goes on saying so.
      const { current } = out;
      if (current.title === describePivot(current.pivot)) current.onTitle(describePivot(next));
      current.onChange(next);
    }),
  );
  return (
    <PivotContext value={store}>
      <Pane active={active} title={title} onTitle={onTitle} />
    </PivotContext>
  );
}

function Pane({ active, title, onTitle }: { active: boolean; title: string; onTitle: (title: string) => void }) {
  const pane = useRef<HTMLElement>(null);
  const side = useSideName();
  const store = usePivotStore();
  const engine = useEngine();
  const pivot = usePresent();
  const problem = usePivot((state) => state.problem);
  const builderShown = usePivot((state) => state.builderShown);
  const version = useDataVersion((state) => state.version);
  const marks = useMarksVersion(usePivot(({ source }) => countsMarks(source, pivot)));
  const [asker] = useState(() => createAsker(engine, store));
  const [attempt, setAttempt] = useState(0);
  const key = figuresKey(pivot);
  const seen = useRef('');
  // biome-ignore lint/correctness/useExhaustiveDependencies: other figures are the reason to ask again
  useEffect(() => {
    const wanted = `${key} ${version} ${marks} ${attempt}`;
    if (!active || seen.current === wanted) return;
    seen.current = wanted;
    void asker.ask(store.getState().history.present);
  }, [key, version, marks, attempt, active, asker]);
  useEffect(() => () => asker.stop(), [asker]);
  usePivotKeys(active, pane);
  const again = () => setAttempt(attempt + 1);
  return (
    <section ref={pane} className={frame.pane} aria-label={`Pivot: ${describePivot(pivot)}${side}`}>
      <Toolbar title={title} onTitle={onTitle} onAgain={again} />
      {problem && <FailureBar problem={problem} onRetry={again} />}
      <div className={frame.body}>
        {builderShown && <Builder />}
        <div className={styles.figures}>
          <Figures />
        </div>
      </div>
      <StatusLine onStop={asker.stop} />
    </section>
  );
}

function Figures() {
  const shown = useShown();
  const { rows, columns, view } = usePresent();
  const asked = usePivot((state) => state.asked);
  if (!shown) return asked === null ? null : <p className={styles.notice}>Counting…</p>;
  if (shown.table.rows.length === 0)
    return (
      <div className={styles.notice}>
        <b>No rows to count.</b>{' '}
        {isFiltered(view)
          ? 'The filters at the left keep none: change or remove one, or undo (Ctrl+Z).'
          : 'There are none here yet.'}
      </div>
    );
  const isBare = rows.length + columns.length === 0;
  return (
    <>
      {isBare && (
        <p className={styles.hint}>
          Add a column to the rows at the left (type a part of its name), drag a chip from list to list, or begin with a
          ready pivot.
        </p>
      )}
      <div className={styles.table}>
        <PivotTableView shown={shown} isOld={asked !== null} />
      </div>
    </>
  );
}

function StatusLine({ onStop }: { onStop: () => void }) {
  const answer = usePivot((state) => state.answer);
  const asked = usePivot((state) => state.asked);
  const total = answer?.table.cell(0, 0)?.count ?? 0;
  const left = answer?.result.leftOut;
  const leftOut = [
    ...(left && left.rows > 0 ? [formatNoun(left.rows, 'row')] : []),
    ...(left && left.columns > 0 ? [formatNoun(left.columns, 'column')] : []),
  ];
  return (
    <div className={frame.status} role="status">
      {answer && (
        <span>
          {formatNoun(total, 'row')} counted in {Math.round(answer.elapsedMs).toLocaleString('en-US')} ms
        </span>
      )}
      {answer && (
        <span className="pm-dim">
          {formatNoun(Math.max(0, answer.table.rows.length - 1), 'group')} ×{' '}
          {formatNoun(Math.max(1, answer.table.columns.length - 1), 'column')}
        </span>
      )}
      {leftOut.length > 0 && (
        <span className={styles.warn}>
          {leftOut.join(' and ')} of figures left out, the smallest; totals are of all. Keep fewer values of a dimension
          to see others as one.
        </span>
      )}
      <span className={frame.gap} />
      {asked !== null && (
        <>
          <span>Counting…</span>
          <Button size="compact-xs" variant="default" onClick={onStop}>
            Stop
          </Button>
        </>
      )}
    </div>
  );
}
