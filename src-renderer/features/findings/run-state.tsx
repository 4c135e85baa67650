// How far the rules are, and what one can do about it: a line beside the faces, and the page of a case in which none was run.
import { Button } from '@mantine/core';
import { IconPlayerPlay, IconRefresh } from '@tabler/icons-react';
import type { RuleList } from '../../../shared/contract/detections.ts';
import { describeProgress } from '../../../shared/findings/words.ts';
import { formatCount, formatNoun } from '../../../shared/values/sizes.ts';
import pane from '../../ui/controls/pane.module.css';
import { StripBar } from '../../ui/controls/strip.tsx';
import { ToolButton } from '../../ui/controls/tool-button.tsx';
import { useEngine } from '../../ui/engine.ts';
import { useTables } from '../../ui/tables.ts';
import style from './findings.module.css';
import { cancelRules, runRules, useDetections } from './findings-store.ts';
import { usePageStore } from './page-store.ts';

export function RunState() {
  const engine = useEngine();
  const progress = useDetections((state) => state.progress);
  if (!progress) return <span className={pane.gap} />;
  const { state, done } = progress;
  const isNews = state === 'behind' || state === 'failed' || state === 'cancelled';
  return (
    <>
      {state === 'running' && <StripBar share={done} label="Part of the rules that is done" />}
      <span role="status" className={style.state} data-state={state} title={describeProgress(progress)}>
        {describeProgress(progress)}
      </span>
      <span className={pane.gap} />
      {state === 'running' && (
        <Button variant="default" size="compact-xs" onClick={() => void cancelRules(engine)}>
          Cancel
        </Button>
      )}
      {isNews && (
        <Button size="compact-xs" leftSection={<IconPlayerPlay size={13} />} onClick={() => void runRules(engine)}>
          Run again
        </Button>
      )}
      {state === 'current' && (
        <ToolButton label="Run the rules again" onClick={() => void runRules(engine)}>
          <IconRefresh size={16} />
        </ToolButton>
      )}
    </>
  );
}

/** Shown instead of an empty list while no rule was run in the case. */
export function FirstRun({ rules: { rules, problems, others } }: { rules: RuleList }) {
  const engine = useEngine();
  const store = usePageStore();
  const tables = useTables((state) => state.tables);
  const on = rules.filter(({ isOn }) => isOn);
  const correlations = on.filter(({ kind }) => kind === 'correlation').length;
  const own = on.filter(({ folder }) => folder === null).length;
  const isRunning = useDetections((state) => state.progress?.state === 'running');
  const looked = new Set(on.map(({ table }) => table));
  const rows = tables.reduce((sum, one) => sum + (looked.has(one.name) ? (one.rows ?? 0) : 0), 0);
  const aside = others.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className={style.first}>
      <h2>Where to look first</h2>
      <p>
        Rules say which records are worth a look: a trail that is stopped, a key that is made for somebody else, a
        snapshot that is shared. {formatNoun(on.length, 'rule')} {on.length === 1 ? 'is' : 'are'} switched on
        {own > 0 && `, ${own === on.length ? 'all' : formatCount(own)} of them Pugmark’s own`}
        {correlations > 0 && `; ${formatCount(correlations)} count or order what the others hit`}.
      </p>
      <p>
        {isRunning ? 'The run looks at' : 'A run looks at'} {formatNoun(rows, 'row')} on this machine and changes none
        of them. From then on every load brings the findings up to date by itself.
      </p>
      <div className={style.ways}>
        {isRunning ? (
          <Button key="cancel" size="sm" variant="default" onClick={() => void cancelRules(engine)}>
            Cancel
          </Button>
        ) : (
          <Button
            key="run"
            data-main
            size="sm"
            leftSection={<IconPlayerPlay size={15} />}
            disabled={on.length === 0 || rows === 0}
            onClick={() => void runRules(engine)}
          >
            Run {formatNoun(on.length, 'rule')}
          </Button>
        )}
        <Button size="sm" variant="default" onClick={() => store.getState().set({ face: 'rules' })}>
          Look at the rules
        </Button>
      </div>
      {rows === 0 && <p className="pm-dim">No rows are loaded that rules could look at.</p>}
      {problems.length > 0 && (
        <p className="pm-dim">
          {formatNoun(problems.length, 'rule')} cannot be used; the page of rules says why, with file and line.
        </p>
      )}
      {aside > 0 && <p className="pm-dim">{formatNoun(aside, 'rule')} for other logs are set aside.</p>}
    </div>
  );
}
