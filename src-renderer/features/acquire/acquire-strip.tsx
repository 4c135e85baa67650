// The strip at the bottom while an acquisition is under way: every number that says how far it is, and pause, resume, cancel.
import { Button } from '@mantine/core';
import type { AcquisitionProgress, AcquisitionSummary } from '../../../shared/contract/acquisitions.ts';
import { formatBytes, formatCount, formatDuration, formatNoun, formatRate } from '../../../shared/values/sizes.ts';
import style from '../../ui/controls/strip.module.css';
import { StripBar, StripEnd, StripPause } from '../../ui/controls/strip.tsx';
import { useEngine } from '../../ui/engine.ts';
import { showProblem } from '../../ui/problem.ts';
import { useLeavingWarning } from '../../ui/window/leaving.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';
import {
  countLeft,
  isMoving,
  objectLine,
  regionShare,
  settledBytes,
  settledObjects,
  stateWord,
} from './acquire-words.ts';
import { useAcquisition, useAcquisitions } from './acquisition-store.ts';

export function AcquireStrip() {
  const { progress, load, dismiss } = useAcquisitions();
  const acquisition = useAcquisition(progress?.acquisitionId ?? null);
  if (!progress || !acquisition) return null;
  const rows = load?.account.records.rows ?? null;
  const show = () => {
    const way = acquisition.request.kind === 's3' ? 's3' : 'cloudtrail';
    useWorkspace.getState().openAcquire(way, acquisition.acquisitionId);
  };
  return (
    <section className={style.strip} aria-label="Acquisition">
      {isMoving(progress.state) ? (
        <Running progress={progress} acquisition={acquisition} rows={rows} onShow={show} />
      ) : (
        <Ended progress={progress} acquisition={acquisition} rows={rows} onShow={show} onDismiss={dismiss} />
      )}
    </section>
  );
}

type RunningProps = {
  progress: AcquisitionProgress;
  acquisition: AcquisitionSummary;
  rows: number | null;
  onShow: () => void;
};

function Running({ progress, acquisition, rows, onShow }: RunningProps) {
  const engine = useEngine();
  const { acquisitionId, state } = progress;
  useLeavingWarning('An acquisition is under way. It stops; what is complete stays, and it can be resumed later.');
  const call = (doing: string, work: () => Promise<unknown>) => () =>
    void work().catch((error: unknown) => showProblem(error, doing));
  const share = shareOf(progress, acquisition);
  const still = state === 'paused' || state === 'waiting';
  return (
    <>
      <strong className={style.state} role="status" data-state={state}>
        {stateWord(state)}
      </strong>
      <StripBar share={share} still={still} label="Part of the bytes that are settled" />
      <span className={style.numbers} title={progress.current ?? ''}>
        {numbersOf(progress, acquisition, rows).map((text) => (
          <span key={text}>{text}</span>
        ))}
      </span>
      {state === 'waiting' && <Button onClick={onShow}>See what it needs</Button>}
      {state !== 'waiting' && (
        <StripPause
          paused={state === 'paused'}
          what="the acquisition"
          rest="what is in flight"
          disabled={state === 'finishing'}
          onPause={call('pause the acquisition', () => engine.acquisitions.pause({ acquisitionId }))}
          onResume={call('resume the acquisition', () => engine.acquisitions.resume({ acquisitionId }))}
        />
      )}
      <Button
        variant="subtle"
        color="gray"
        title="Stop. What is complete stays, and it can be resumed."
        onClick={call('cancel the acquisition', () => engine.acquisitions.cancel({ acquisitionId }))}
      >
        Cancel
      </Button>
      <Button variant="subtle" onClick={onShow}>
        Show
      </Button>
    </>
  );
}

/** 0 to 1; null: nobody can tell. */
function shareOf(progress: AcquisitionProgress, { request }: AcquisitionSummary): number | null {
  const { account, state, regions, bytesArrived } = progress;
  if (request.kind === 'lookup-events') {
    if (regions.length === 0) return null;
    return regions.reduce((sum, region) => sum + regionShare(region, request), 0) / regions.length;
  }
  if (state === 'listing' || account.listed.bytes === 0) return null;
  const settled = settledBytes(account);
  // Objects in flight count as far as they are, where the bytes of this run say more than those of whole objects.
  return Math.min(1, Math.max(settled, Math.min(bytesArrived, account.listed.bytes)) / account.listed.bytes);
}

function numbersOf(progress: AcquisitionProgress, { request }: AcquisitionSummary, rows: number | null): string[] {
  const { account, state, retries, remainingMs, bytesPerSecond } = progress;
  const moving = state === 'running';
  const tail = [
    ...(retries > 0 ? [formatNoun(retries, 'retry', 'retries')] : []),
    ...(remainingMs !== null && moving ? [`${formatDuration(remainingMs)} left`] : []),
    ...(rows !== null ? [`${formatNoun(rows, 'row')} loaded`] : []),
  ];
  if (request.kind === 'lookup-events') {
    const events = progress.regions.reduce((sum, region) => sum + region.events, 0);
    const ended = progress.regions.filter((region) => region.state !== 'waiting' && region.state !== 'running').length;
    return [
      formatNoun(events, 'event'),
      `${formatCount(ended)} of ${formatNoun(progress.regions.length, 'region')}`,
      ...tail,
    ];
  }
  if (state === 'listing')
    return [
      `${formatNoun(account.listed.objects, 'object')} wanted`,
      formatBytes(account.listed.bytes),
      `${formatCount(progress.seen)} looked at`,
      formatNoun(progress.listRequests, 'request'),
    ];
  return [
    `${formatCount(settledObjects(account))} of ${formatNoun(account.listed.objects, 'object')}`,
    `${formatBytes(settledBytes(account))} of ${formatBytes(account.listed.bytes)}`,
    ...(moving && bytesPerSecond > 0
      ? [`${formatBytes(bytesPerSecond)}/s, ${formatRate(progress.objectsPerSecond)} objects/s`]
      : []),
    ...tail,
  ];
}

function Ended({ progress, acquisition, rows, onShow, onDismiss }: RunningProps & { onDismiss: () => void }) {
  const { state, error, elapsedMs } = progress;
  const good = state === 'listed' || (state === 'done' && countLeft(progress) === 0 && error === null);
  return (
    <StripEnd
      outcome={good ? 'good' : state === 'failed' ? 'failed' : 'partly'}
      word={stateWord(state)}
      error={error}
      numbers={
        <>
          <span>{objectLine(acquisition)}</span>
          {state === 'listed' ? <span>nothing is downloaded yet</span> : <span>took {formatDuration(elapsedMs)}</span>}
          {rows !== null && <span>{formatNoun(rows, 'row')} loaded</span>}
        </>
      }
      actions={
        <Button variant="subtle" onClick={onShow}>
          {state === 'listed' ? 'Preview' : 'Account'}
        </Button>
      }
      onDismiss={onDismiss}
    />
  );
}
