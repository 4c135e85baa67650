// The strip at the bottom while sessions are brought up to date, and when that ended before they were.
import { Button } from '@mantine/core';
import { formatCount } from '../../../shared/values/sizes.ts';
import style from '../../ui/controls/strip.module.css';
import { StripBar } from '../../ui/controls/strip.tsx';
import { useStripShown } from '../../ui/controls/use-strip-shown.ts';
import { useEngine } from '../../ui/engine.ts';
import { showProblem } from '../../ui/problem.ts';
import { resumeSessions, useSessions } from './sessions-store.ts';

export function SessionsStrip() {
  const engine = useEngine();
  const progress = useSessions((state) => state.progress);
  const state = progress?.state;
  const isShown = useStripShown(state);
  if (!progress || !isShown) return null;
  const behind = `${formatCount(progress.rows - progress.seen)} of ${formatCount(progress.rows)} rows`;
  return (
    <section className={style.strip} aria-label="Sessions">
      <strong className={style.state} role="status">
        Sessions
      </strong>
      {state === 'running' ? (
        <>
          <StripBar share={progress.done} label="Part of the sessions that is done" />
          <span className={style.numbers}>Who was behind {behind}</span>
          <Button
            variant="subtle"
            color="gray"
            onClick={() =>
              void engine.sessions
                .cancel()
                .catch((error: unknown) => showProblem(error, 'stop bringing the sessions up to date'))
            }
          >
            Cancel
          </Button>
        </>
      ) : (
        <>
          <span className={state === 'failed' ? style.error : style.numbers}>
            {state === 'failed' ? `Could not be made: ${progress.error}` : 'Stopped.'} For {behind} the actor is only
            who made the request itself.
          </span>
          <Button variant="subtle" onClick={() => void resumeSessions(engine)}>
            Go on
          </Button>
        </>
      )}
    </section>
  );
}
