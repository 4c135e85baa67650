// One acquisition that was begun: how it goes or how it went, its account, what it left out, and what can be done next. It
// stands in the last step of the tab and in the Evidence pane.
import { Button } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { AcquisitionSummary } from '../../../../shared/contract/acquisitions.ts';
import { formatBytes, formatCount, formatDuration, formatNoun, formatRate } from '../../../../shared/values/sizes.ts';
import { useEngine } from '../../../ui/engine.ts';
import { SumCard } from '../../../ui/evidence/sum-card.tsx';
import { isOneOf, viewOf } from '../../../ui/evidence/table-views.ts';
import { showProblem } from '../../../ui/problem.ts';
import { useWorkspace } from '../../../ui/window/workspace.ts';
import style from '../acquire.module.css';
import {
  canResume,
  canTryAgain,
  countLeft,
  isMoving,
  type ObjectTerm,
  objectSum,
  settledObjects,
} from '../acquire-words.ts';
import { useAcquisitions } from '../acquisition-store.ts';
import { Figure, Figures } from '../preview/figures.tsx';
import box from '../problem-box.module.css';
import { LoadedRows } from './loaded-rows.tsx';
import { ObjectProblems } from './object-problems.tsx';
import { PublicKeys } from './public-keys.tsx';
import { RegionTable } from './region-table.tsx';
import { useGoOn } from './use-go-on.tsx';
import { WaitingNotice } from './waiting-notice.tsx';

export function AcquisitionDetail({ acquisition }: { acquisition: AcquisitionSummary }) {
  const { acquisitionId, state, account, request, regions, error } = acquisition;
  const progress = useAcquisitions((store) => store.progress);
  const own = progress?.acquisitionId === acquisitionId ? progress : null;
  const moving = isMoving(state);
  const open = ({ id, label }: { id: ObjectTerm; label: string }) => {
    const of = isOneOf('acquisition_id', acquisitionId);
    const view = viewOf('objects', id === 'listed' ? [of] : [of, isOneOf('outcome', id)]);
    useWorkspace
      .getState()
      .openGrid(view, `Objects of acquisition ${acquisitionId}${id === 'listed' ? '' : `: ${label}`}`);
  };
  return (
    <>
      {own?.waiting && <WaitingNotice acquisitionId={acquisitionId} waiting={own.waiting} />}
      {moving && <Moving acquisition={acquisition} />}
      {error !== null && (
        <div className={box.problem} role="alert">
          <b>{state === 'done' ? 'Not all is well' : 'It ended early'}</b>
          <span className="pm-select">{error}</span>
        </div>
      )}
      <SumCard
        sums={[{ label: request.kind === 's3' ? 'Objects' : 'Files', sum: objectSum(account, request.kind) }]}
        pending={
          moving ? 'still counting' : state === 'listed' ? 'not begun' : canResume(state) ? 'not finished' : null
        }
        onOpen={open}
      />
      {request.kind === 'lookup-events' && <RegionTable regions={regions} span={request} />}
      <LoadedRows acquisition={acquisition} />
      {!moving && <NextSteps acquisition={acquisition} />}
      <PublicKeys keys={acquisition.publicKeys} />
      {!moving && <ObjectProblems acquisition={acquisition} />}
    </>
  );
}

/** Numbers of this moment, and what stops or holds it. */
function Moving({ acquisition: { acquisitionId, account, state, request } }: { acquisition: AcquisitionSummary }) {
  const engine = useEngine();
  const progress = useAcquisitions((store) => store.progress);
  const own = progress?.acquisitionId === acquisitionId ? progress : null;
  const call = (doing: string, work: Promise<unknown>) =>
    void work.catch((error: unknown) => showProblem(error, doing));
  const events = own?.regions.reduce((sum, region) => sum + region.events, 0) ?? 0;
  return (
    <>
      <Figures label="Progress">
        {request.kind === 's3' ? (
          <Figure
            value={`${formatCount(settledObjects(account))} of ${formatCount(account.listed.objects)}`}
            label="objects"
          />
        ) : (
          <Figure value={formatCount(events)} label="events" />
        )}
        {own && (
          <>
            <Figure value={formatBytes(own.bytesArrived)} label="arrived" />
            {state === 'running' && (
              <Figure
                value={`${formatBytes(own.bytesPerSecond)}/s`}
                label={`${formatRate(own.objectsPerSecond)} ${request.kind === 's3' ? 'objects' : 'events'}/s`}
              />
            )}
            {own.remainingMs !== null && <Figure value={formatDuration(own.remainingMs)} label="left" />}
            <Figure value={formatDuration(own.elapsedMs)} label="so far" />
            <Figure
              value={formatCount(own.retries)}
              label={own.retries === 1 ? 'retry' : 'retries'}
              title="Requests that had to be made again: cut connections, SlowDown, stalls"
            />
          </>
        )}
      </Figures>
      {own?.current && (
        <p className={`${style.current} pm-mono pm-dim`} title={own.current}>
          <bdi dir="ltr">{own.current}</bdi>
        </p>
      )}
      <footer className={style.footer}>
        {state === 'paused' ? (
          <Button
            leftSection={<IconPlayerPlay size={14} />}
            onClick={() => call('go on', engine.acquisitions.resume({ acquisitionId }))}
          >
            Go on
          </Button>
        ) : (
          <Button
            variant="default"
            leftSection={<IconPlayerPause size={14} />}
            disabled={state !== 'running'}
            onClick={() => call('pause the acquisition', engine.acquisitions.pause({ acquisitionId }))}
          >
            Pause
          </Button>
        )}
        <Button
          variant="default"
          onClick={() => call('cancel the acquisition', engine.acquisitions.cancel({ acquisitionId }))}
          title="Stop. What is complete stays, and it can be resumed."
        >
          Cancel
        </Button>
      </footer>
    </>
  );
}

/** What can be done with one that is at rest. */
function NextSteps({ acquisition }: { acquisition: AcquisitionSummary }) {
  const { goOn, form, busy } = useGoOn(acquisition.acquisitionId);
  const { state, request } = acquisition;
  const steps: ReactNode[] = [];
  if (canResume(state))
    steps.push(
      <Button key="resume" leftSection={<IconPlayerPlay size={14} />} disabled={busy} onClick={() => goOn('resume')}>
        Go on where it stood
      </Button>,
    );
  if (canTryAgain(acquisition))
    steps.push(
      <Button
        key="again"
        variant="default"
        leftSection={<IconRefresh size={14} />}
        disabled={busy}
        onClick={() => goOn('resume')}
      >
        Try again ({formatNoun(countLeft(acquisition), request.kind === 's3' ? 'object' : 'region')})
      </Button>,
    );
  if (state === 'done' && request.kind === 's3')
    steps.push(
      <Button
        key="follow"
        variant="default"
        disabled={busy}
        onClick={() => goOn('follow')}
        title="Lists the same scope again, to take what is new since"
      >
        Check for new
      </Button>,
    );
  if (state === 'listed')
    steps.push(
      <Button key="show" onClick={() => useWorkspace.getState().openAcquire('s3', acquisition.acquisitionId)}>
        Preview and acquire
      </Button>,
    );
  if (steps.length === 0) return null;
  return (
    <>
      <footer className={style.footer}>{steps}</footer>
      {form}
    </>
  );
}
