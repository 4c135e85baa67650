// The strip at the bottom while rules run, and when that ended before its end.
import { Button } from '@mantine/core';
import { formatDuration, formatNoun } from '../../../shared/values/sizes.ts';
import style from '../../ui/controls/strip.module.css';
import { StripBar } from '../../ui/controls/strip.tsx';
import { useStripShown } from '../../ui/controls/use-strip-shown.ts';
import { useEngine } from '../../ui/engine.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';
import { cancelRules, runRules, useDetections } from './findings-store.ts';

export function FindingsStrip() {
  const engine = useEngine();
  const progress = useDetections((state) => state.progress);
  const state = progress?.state;
  const isShown = useStripShown(state);
  if (!progress || !isShown) return null;
  const { rules, rows, done, elapsedMs, error } = progress;
  return (
    <section className={style.strip} aria-label="Rules">
      <strong className={style.state} role="status">
        Rules
      </strong>
      {state === 'running' ? (
        <>
          <StripBar share={done} label="Part of the rules that is done" />
          <span className={style.numbers}>
            {rules > 0 && `${formatNoun(rules, 'rule')} over ${formatNoun(rows, 'row')}, `}
            {formatDuration(elapsedMs)}
          </span>
          <Button variant="subtle" color="gray" onClick={() => void cancelRules(engine)}>
            Cancel
          </Button>
        </>
      ) : (
        <>
          <span className={state === 'failed' ? style.error : style.numbers}>
            {state === 'failed' ? `Could not be run: ${error ?? 'no reason was given.'}` : 'Stopped.'} The findings are
            those of the run before.
          </span>
          <Button variant="subtle" onClick={() => void runRules(engine)}>
            Run again
          </Button>
        </>
      )}
      <Button variant="subtle" onClick={() => useWorkspace.getState().openPage('findings')}>
        Findings
      </Button>
    </section>
  );
}
