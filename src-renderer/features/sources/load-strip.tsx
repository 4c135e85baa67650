// The strip at the bottom while a load runs: every number that says how far it is, and pause, resume, cancel.
import { ActionIcon, Button, Progress, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconPlayerPause, IconPlayerPlay, IconX } from '@tabler/icons-react';
import type { LoadProgress } from '../../../shared/contract/loads.ts';
import { formatBytes, formatCount, formatDuration, formatRate } from '../../../shared/values/sizes.ts';
import { useEngine } from '../../ui/engine.ts';
import { useLeavingWarning } from '../../ui/leaving.ts';
import { showProblem } from '../../ui/problem.ts';
import style from '../../ui/strip.module.css';
import { useWorkspace } from '../../ui/workspace.ts';
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
  const percent = bytesTotal > 0 ? Math.min(100, (bytesRead / bytesTotal) * 100) : 0;
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
      <Progress
        className={style.bar ?? ''}
        value={listing ? 100 : percent}
        animated={listing}
        color={paused ? 'gray' : 'tracker'}
        aria-label="Part of the bytes that are read"
      />
      <span className={style.percent}>{listing ? '' : `${Math.floor(percent)} %`}</span>
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
      <Tooltip label={paused ? 'Go on' : 'Pause after the batch in flight'}>
        <ActionIcon
          aria-label={paused ? 'Resume the load' : 'Pause the load'}
          disabled={listing || state === 'finishing'}
          onClick={
            paused
              ? call('resume the load', () => engine.loads.resume({ loadId }))
              : call('pause the load', () => engine.loads.pause({ loadId }))
          }
        >
          {paused ? <IconPlayerPlay size={15} /> : <IconPlayerPause size={15} />}
        </ActionIcon>
      </Tooltip>
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
    <>
      {good ? (
        <IconCheck size={16} color="var(--pm-ok)" />
      ) : (
        <IconAlertTriangle size={16} color={state === 'failed' ? 'var(--pm-danger)' : 'var(--pm-warn)'} />
      )}
      <strong role="status">{stateWord(state)}</strong>
      <span className={`${style.numbers} pm-select`}>
        <span>{accountLine(account)}</span>
        <span>took {formatDuration(progress.elapsedMs)}</span>
        {error !== null && <span className={style.error}>{error}</span>}
      </span>
      <Details />
      <ActionIcon aria-label="Dismiss" onClick={dismiss}>
        <IconX size={15} />
      </ActionIcon>
    </>
  );
}

function Details() {
  return (
    <Button variant="subtle" onClick={() => useWorkspace.getState().openLoads()}>
      Account
    </Button>
  );
}
