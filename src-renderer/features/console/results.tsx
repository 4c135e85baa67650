// Below the editor: a tab per result, what each statement did, and the plan.
import { IconAlertTriangle } from '@tabler/icons-react';
import { type ReactNode, useRef, useState } from 'react';
import type { View } from '../../../shared/query/view.ts';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import { moveFocus } from '../../ui/window/roving.ts';
import style from './console.module.css';
import { Messages, ProblemPanel } from './messages.tsx';
import { PlanPanel } from './plan-panel.tsx';
import { RunClock } from './run-clock.tsx';
import { countRows, type Outcome, type RunState } from './run-state.ts';
import { summarise } from './statements.ts';
import type { PlanState } from './use-explain.ts';
import { commandKey, describeRun, rowCount } from './words.ts';

/** `result-0` and so on, by the statement's index. */
export type ResultTab = 'messages' | 'plan' | `result-${number}`;

type Props = {
  state: RunState;
  plan: PlanState;
  /** The whole text when the run began. */
  text: string;
  tab: ResultTab;
  onTab: (tab: ResultTab) => void;
  onGoTo: (offset: number) => void;
  renderGrid: (view: View, onViewChange: (view: View) => void) => ReactNode;
};

export function Results(props: Props) {
  const { state, plan, tab, onTab } = props;
  const side = useSideName();
  const results = state.outcomes.filter((each) => each.run !== null);
  const views = useRef({ startedAt: state.startedAt, byStatement: new Map<number, View>() });
  if (views.current.startedAt !== state.startedAt)
    views.current = { startedAt: state.startedAt, byStatement: new Map() };
  const shown = results.find((each) => tab === `result-${each.index}`);
  return (
    <section className={style.results} aria-label={`Results${side}`}>
      <div className={style.resultBar}>
        <div
          role="tablist"
          aria-label="Kinds of result"
          className={style.resultTabs}
          onKeyDown={(event) => moveFocus(event, true)}
        >
          {results.map((each) => (
            <TabButton
              key={each.index}
              id={`result-${each.index}`}
              tab={tab}
              onTab={onTab}
              title={summarise(each.sql, 400)}
            >
              {results.length === 1 ? 'Result' : `Result ${each.index + 1}`}
              {results.length > 1 && <span className="pm-dim"> {rowCount(each.rows)}</span>}
            </TabButton>
          ))}
          {state.status !== 'idle' && (
            <TabButton id="messages" tab={tab} onTab={onTab}>
              {state.problem && <IconAlertTriangle size={13} color="var(--pm-danger)" />} Messages
            </TabButton>
          )}
          {plan.status !== 'none' && (
            <TabButton id="plan" tab={tab} onTab={onTab}>
              Plan
            </TabButton>
          )}
        </div>
        {tab !== 'plan' && <Status state={state} />}
      </div>
      <div className={style.resultBody} role="tabpanel" aria-label="Result">
        {shown ? (
          <ResultGrid key={shown.run} outcome={shown} views={views.current.byStatement} renderGrid={props.renderGrid} />
        ) : tab === 'plan' && plan.status !== 'none' ? (
          <PlanPanel plan={plan} text={props.text} onGoTo={props.onGoTo} />
        ) : state.status === 'idle' ? (
          <Empty />
        ) : (
          <div className={style.scroll}>
            {state.problem && <ProblemPanel problem={state.problem} text={props.text} onGoTo={props.onGoTo} />}
            <Messages outcomes={state.outcomes} />
          </div>
        )}
      </div>
    </section>
  );
}

type TabButtonProps = {
  id: ResultTab;
  tab: ResultTab;
  onTab: (tab: ResultTab) => void;
  title?: string;
  children: ReactNode;
};

function TabButton({ id, tab, onTab, title, children }: TabButtonProps) {
  return (
    <button
      type="button"
      role="tab"
      data-roving
      className={style.resultTab}
      aria-selected={tab === id}
      tabIndex={tab === id ? 0 : -1}
      title={title}
      onClick={() => onTab(id)}
      onFocus={() => onTab(id)}
    >
      {children}
    </button>
  );
}

function Status({ state }: { state: RunState }) {
  const current = state.outcomes.findLast((each) => each.state === 'running');
  return (
    <div className={style.status} role="status" aria-live="off">
      {state.status === 'running' ? (
        <>
          Running
          {current && state.outcomes.length > 1 ? ` statement ${current.index + 1}` : ''} ·{' '}
          <RunClock startedAt={state.startedAt} />
          {countRows(state) > 0 && ` · ${rowCount(countRows(state))}`}
          {current?.percent ? ` · ${Math.round(current.percent)} %` : ''}
          <span className={style.pulse} />
        </>
      ) : (
        describeRun(state)
      )}
    </div>
  );
}

type GridProps = { outcome: Outcome; views: Map<number, View>; renderGrid: Props['renderGrid'] };

/**
 * The grid of one held result. `views` keeps filters and sorting by statement, while another result is looked at and
 * when the first rows make way for the whole result.
 */
function ResultGrid({ outcome, views, renderGrid }: GridProps) {
  const { index, sql, run, rows } = outcome;
  const [view, setView] = useState<View>(() => ({
    ...(views.get(index) ?? { where: [], sort: [] }),
    from: { kind: 'sql', sql, run: run! },
  }));
  const onViewChange = (next: View) => {
    views.set(index, next);
    setView(next);
  };
  return (
    <>
      {outcome.cut && (
        <Notice>
          Cut at the row limit: these are the first {rowCount(rows)}, the statement has more. Counts, filters and
          exports of this result cover these rows only. Raise the row limit to see all.
        </Notice>
      )}
      {outcome.state === 'cancelled' && (
        <Notice>Stopped: these are the first {rowCount(rows)}, there may be more.</Notice>
      )}
      {outcome.notes?.map((note) => (
        <Notice key={note}>{note}</Notice>
      ))}
      {outcome.state === 'running' && <Notice>Still running: these are the first {rowCount(rows)}.</Notice>}
      <div className={style.grid}>{renderGrid(view, onViewChange)}</div>
    </>
  );
}

const Notice = ({ children }: { children: ReactNode }) => (
  <div className={style.cut} role="note">
    <IconAlertTriangle size={14} />
    <span>{children}</span>
  </div>
);

function Empty() {
  return (
    <div className={style.empty}>
      <p>
        <kbd>{commandKey}</kbd>
        <kbd>Enter</kbd> runs the selection, or the statement at the cursor. Results come here, in the same grid as
        everywhere.
      </p>
      <p className="pm-dim">
        Evidence can be read, not changed. Your own tables go into <code>scratch</code>:{' '}
        <code>CREATE TABLE scratch.suspects AS SELECT …</code>
      </p>
    </div>
  );
}
