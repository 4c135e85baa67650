// The strip at the bottom while a load runs: every number that says how far it is, and pause, resume, cancel.
import { Button } from '@mantine/core';
import type { LoadProgress } from '../../../shared/contract/loads.ts';
import { formatBytes, formatCount, formatDuration, formatRate } from '../../../shared/values/sizes.ts';
import style from '../../ui/controls/strip.module.css';
import { StripBar, StripEnd, StripPause } from '../../ui/controls/strip.tsx';
import { useEngine } from '../../ui/engine.ts';
import { showProblem } from '../../ui/problem.ts';
import { useLeavingWarning } from '../../ui/window/leaving.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';
import { accountLine, hasProblems, isRunning, stateWord } from './account-words.ts';
import { useLoad } from './load-store.ts';

export function LoadStrip() {
  const progress = useLoad((state) => state.progress);
  if (!progress) return null;
  return (
    <section className={style.strip} aria-label="Load">
      {isRunning(progress.state) ? <Running progress={progress} /> : <Ended progress={progress} />}
    </section>
  );
}

function Running({ progress }: { progress: LoadProgress }) {
  const engine = useEngine();
  const { loadId, state, account, bytesRead, bytesTotal } = progress;
  const { files, records } = account;
  const filesDone = files.loaded + files.partly + files.skipped + files.failed;
  const share = bytesTotal > 0 ? Math.min(1, bytesRead / bytesTotal) : 0;
  const listing = state === 'listing';
  const call = (doing: string, work: () => Promise<unknown>) => () =>
    void work().catch((error: unknown) => showProblem(error, doing));
  const paused = state === 'paused';
  useLeavingWarning('A load is running. It stops; what is committed stays, and it can be resumed later.');
  return (
    <>
      <strong className={style.state} role="status">
        {stateWord(state)}
      </strong>
      <StripBar share={listing ? null : share} still={paused} label="Part of the bytes that are read" />
      <span className={style.numbers} title={progress.currentFile ?? ''}>
        <span>
          {listing ? formatCount(files.found) : `${formatCount(filesDone)} of ${formatCount(files.found)}`} files
        </span>
        <span>
          {formatBytes(bytesRead)} of {formatBytes(bytesTotal)}
        </span>
        <span>{formatCount(records.found)} records</span>
        {!paused && progress.rate > 0 && <span>{formatRate(progress.rate)} records/s</span>}
        {!paused && progress.remainingMs !== null && <span>{formatDuration(progress.remainingMs)} left</span>}
      </span>
      <StripPause
        paused={paused}
        what="the load"
        rest="the batch in flight"
        disabled={listing || state === 'finishing'}
        onPause={call('pause the load', () => engine.loads.pause({ loadId }))}
        onResume={call('resume the load', () => engine.loads.resume({ loadId }))}
      />
      <Button
        variant="subtle"
        color="gray"
        title="Stop. What is committed stays; load the same paths again for the rest."
        onClick={call('cancel the load', () => engine.loads.cancel({ loadId }))}
      >
        Cancel
      </Button>
      <Details />
    </>
  );
}

function Ended({ progress }: { progress: LoadProgress }) {
  const dismiss = useLoad((state) => state.dismiss);
  const { state, account, error } = progress;
  const good = state === 'done' && !hasProblems(account);
  return (
    <StripEnd
      outcome={good ? 'good' : state === 'failed' ? 'failed' : 'partly'}
      word={stateWord(state)}
      error={error}
      numbers={
        <>
          <span>{accountLine(account)}</span>
          <span>took {formatDuration(progress.elapsedMs)}</span>
        </>
      }
      actions={<Details />}
      onDismiss={dismiss}
    />
  );
}

function Details() {
  return (
    <Button variant="subtle" onClick={() => useWorkspace.getState().openPage('loads')}>
      Account
    </Button>
  );
}
