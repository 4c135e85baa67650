// Step 4: what the listing finds, and then what it would take to get it. Nothing is downloaded before the button is pressed.
import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { AcquisitionSummary, Estimate } from '../../../../shared/contract/acquisitions.ts';
import { formatBytes, formatCount, formatDuration, formatNoun, formatRate } from '../../../../shared/values/sizes.ts';
import { useEngine } from '../../../ui/engine.ts';
import { describeProblem, type Problem, showProblem } from '../../../ui/problem.ts';
import style from '../acquire.module.css';
import { useAcquisitions } from '../acquisition-store.ts';
import box from '../problem-box.module.css';
import { ProblemBox } from '../problem-box.tsx';
import { WaitingNotice } from '../run/waiting-notice.tsx';
import { EstimateView } from './estimate-view.tsx';
import { Figure, Figures } from './figures.tsx';

type Props = {
  acquisition: AcquisitionSummary;
  onAcquire: () => void;
  onDiscard: () => void;
};

export function PreviewStep({ acquisition, onAcquire, onDiscard }: Props) {
  if (acquisition.state !== 'listed') return <Listing acquisition={acquisition} />;
  return <Listed acquisition={acquisition} onAcquire={onAcquire} onDiscard={onDiscard} />;
}

function Listing({ acquisition: { acquisitionId, account, state } }: { acquisition: AcquisitionSummary }) {
  const engine = useEngine();
  const progress = useAcquisitions((store) => store.progress);
  const own = progress?.acquisitionId === acquisitionId ? progress : null;
  const seconds = (own?.elapsedMs ?? 0) / 1000;
  const rate = own?.objectsPerSecond || (own && seconds > 0 ? own.seen / seconds : 0);
  const call = (doing: string, work: Promise<unknown>) =>
    void work.catch((error: unknown) => showProblem(error, doing));
  return (
    <>
      {own?.waiting && <WaitingNotice acquisitionId={acquisitionId} waiting={own.waiting} />}
      <Figures label="Listing">
        <Figure value={formatCount(account.listed.objects)} label="objects wanted" />
        <Figure value={formatBytes(account.listed.bytes)} label="together" />
        <Figure value={formatCount(own?.seen ?? 0)} label="looked at" />
        <Figure value={formatCount(own?.listRequests ?? 0)} label="requests" />
        <Figure value={formatRate(rate)} label="objects/s" />
        <Figure value={formatDuration(own?.elapsedMs ?? 0)} label="so far" />
      </Figures>
      <footer className={style.footer}>
        {state === 'paused' ? (
          <Button onClick={() => call('go on listing', engine.acquisitions.resume({ acquisitionId }))}>Go on</Button>
        ) : (
          <Button
            variant="default"
            disabled={state !== 'listing'}
            onClick={() => call('pause the listing', engine.acquisitions.pause({ acquisitionId }))}
          >
            Pause
          </Button>
        )}
        <Button
          variant="default"
          onClick={() => call('cancel the listing', engine.acquisitions.cancel({ acquisitionId }))}
        >
          Cancel
        </Button>
        <span className={style.doc}>
          Nothing is downloaded. What is listed is kept when you cancel, and it can go on.
        </span>
      </footer>
    </>
  );
}

function Listed({ acquisition, onAcquire, onDiscard }: Props) {
  const engine = useEngine();
  const { acquisitionId } = acquisition;
  const [estimate, setEstimate] = useState<Estimate | null>(null);
  const [failure, setFailure] = useState<Problem | null>(null);
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new prices, or another try, are the reason to ask again
  useEffect(() => {
    let current = true;
    engine.acquisitions.estimate({ acquisitionId }).then(
      (answer) => {
        if (!current) return;
        setEstimate(answer);
        setFailure(null);
      },
      (error: unknown) => current && setFailure(describeProblem(error, 'estimate what it takes')),
    );
    return () => {
      current = false;
    };
  }, [engine, acquisitionId, turn]);
  const again = () => setTurn(turn + 1);
  if (failure)
    return (
      <ProblemBox problem={failure}>
        <Button mt={8} onClick={again}>
          Try again
        </Button>
      </ProblemBox>
    );
  if (estimate === null) return <p className="pm-dim">Adding up…</p>;
  const { objects, known } = estimate;
  const none = objects === 0 && known.objects === 0;
  const { needed, free } = estimate.space;
  return (
    <>
      <EstimateView estimate={estimate} acquisition={acquisition} onPrices={again} />
      {needed > free && (
        <div className={box.notice} role="alert">
          <b>The disk that holds the case is too small for this</b>
          About {formatBytes(needed)} are needed and {formatBytes(free)} are free. Free some space, choose less, or load
          without keeping a copy.
        </div>
      )}
      <footer className={style.footer}>
        {/* The estimate comes when its step is open already, so the button takes the keyboard by itself. */}
        <Button size="sm" data-next autoFocus onClick={onAcquire} disabled={none}>
          {objects > 0
            ? `Acquire ${formatNoun(objects, 'object')}`
            : none
              ? 'Nothing to acquire'
              : 'Go on without a download'}
        </Button>
        <Button
          variant="default"
          onClick={again}
          title="Space on the disk and what is known already are looked up again"
        >
          Look again
        </Button>
        <Button variant="default" onClick={onDiscard} title="Takes this listing off the list of acquisitions">
          Discard
        </Button>
        <span className={style.doc}>
          {objects === 0
            ? nothingWhy(estimate, acquisition)
            : `${formatBytes(estimate.bytes)} are downloaded. It can be paused and resumed.`}
        </span>
      </footer>
    </>
  );
}

function nothingWhy({ known, archived }: Estimate, { request }: AcquisitionSummary): string {
  if (known.objects > 0)
    return `All of it is in the case already, unchanged.${request.load ? ' What is not loaded yet will be.' : ''}`;
  if (archived.objects > 0) return 'What is left is archived, and must be restored by the owner first.';
  return 'No object lies within this scope. Change the scope above.';
}
