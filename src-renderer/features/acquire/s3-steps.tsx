// The five steps from a login to evidence in the case, for objects of a bucket.
import { useState } from 'react';
import type { AcquisitionSummary, S3Request } from '../../../shared/contract/acquisitions.ts';
import { useEngine } from '../../ui/engine.ts';
import { describeProblem, type Problem, showProblem } from '../../ui/problem.ts';
import { isMoving, objectLine, settledObjects, stateWord } from './acquire-words.ts';
import { createAcquisition, discardAcquisition } from './acquisition-store.ts';
import { ConnectStep, ConnectSummary } from './connect/connect-step.tsx';
import { useLogin } from './connect/login-store.ts';
import { PreviewStep } from './preview/preview-step.tsx';
import { AcquisitionDetail } from './run/acquisition-detail.tsx';
import { useGoOn } from './run/use-go-on.tsx';
import { emptyScope, formOf, type S3Place, type ScopeForm, toS3Request } from './scope/scope-form.ts';
import { ScopeStep } from './scope/scope-step.tsx';
import { describeScope } from './scope/scope-words.ts';
import { makeTrailTable, scopePrefix, usualServices } from './scope/trail-table.ts';
import { type FoundTrails, useTrails } from './scope/use-trails.ts';
import { Step, type StepState } from './step.tsx';
import { placeText } from './where/read-place.ts';
import { WhereStep } from './where/where-step.tsx';

const steps = ['connect', 'where', 'scope', 'preview', 'acquire'] as const;
type StepId = (typeof steps)[number];

type Props = { acquisition: AcquisitionSummary | null; onAcquisition: (id: number | null) => void };

export function S3Steps({ acquisition, onAcquisition }: Props) {
  const engine = useEngine();
  const connection = useLogin((state) => state.connection);
  const request = acquisition?.request.kind === 's3' ? acquisition.request : null;
  const [place, setPlace] = useState<S3Place | null>(() => (request ? placeOf(request) : null));
  const [settled, setSettled] = useState<S3Place | null>(null);
  const [form, setForm] = useState<ScopeForm | null>(() => (request ? formOf(request) : null));
  const [opened, setOpened] = useState<{ at: string; step: StepId | null } | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { finding, again, skip } = useTrails(connection?.loginId ?? null, settled);
  const { goOn, form: goOnForm } = useGoOn(acquisition?.acquisitionId ?? 0);

  const natural = naturalStep({ connected: connection !== null, settled: settled !== null, acquisition });
  // What somebody opened by hand stays open until the work itself moves on to another step.
  const at = `${natural} ${acquisition?.acquisitionId}`;
  const open = opened?.at === at ? opened.step : natural;
  const toggle = (step: StepId) => () => setOpened({ at, step: open === step ? null : step });
  const goTo = (step: StepId | null) => setOpened(step === null ? null : { at, step });

  // A place whose trails are known for the first time suggests what to take; a scope that came with an acquisition stays.
  const found = finding.kind === 'found' ? finding.found : null;
  const [formFor, setFormFor] = useState<string | null>(null);
  const here = settled === null ? null : placeText(settled.bucket, settled.prefix);
  if (found !== null && settled !== null && here !== formFor) {
    setFormFor(here);
    setForm((before) => (before !== null && formFor === null ? before : suggestForm(found, settled, before)));
  }

  const begun = acquisition !== null && acquisition.state !== 'listing' && acquisition.state !== 'listed';
  const fixed = begun || (acquisition !== null && connection === null);
  const list = async () => {
    if (connection === null || settled === null || form === null) return;
    setBusy(true);
    setProblem(null);
    try {
      // The listing before this one was not wanted after all.
      if (acquisition !== null && !begun) await discardAcquisition(engine, acquisition.acquisitionId);
      onAcquisition(await createAcquisition(engine, connection.loginId, toS3Request(form, settled)));
      setOpened(null);
    } catch (error) {
      setProblem(describeProblem(error, 'list the bucket'));
    }
    setBusy(false);
  };
  const discard = () => {
    discardAcquisition(engine, acquisition!.acquisitionId).then(
      () => onAcquisition(null),
      (error: unknown) => showProblem(error, 'discard the listing'),
    );
  };
  const stateOf = (step: StepId): StepState => {
    const [mine, now] = [steps.indexOf(step), steps.indexOf(natural)];
    return mine < now ? 'done' : mine === now ? 'now' : 'later';
  };
  const common = (step: StepId, number: number) => ({ number, state: stateOf(step), open: open === step });
  const scopeWords = request ?? (form && settled ? toS3RequestOrNull(form, settled) : null);
  return (
    <>
      <Step
        {...common('connect', 1)}
        state={connection === null && acquisition === null ? 'now' : 'done'}
        title="Connect"
        summary={connection ? <ConnectSummary connection={connection} /> : acquisition && loginWords(acquisition)}
        onToggle={toggle('connect')}
      >
        <ConnectStep onSignedIn={() => goTo(acquisition !== null || settled !== null ? null : 'where')} />
      </Step>
      <Step
        {...common('where', 2)}
        title="Bucket"
        summary={where(request, settled)}
        onToggle={fixed ? null : toggle('where')}
      >
        {connection && (
          <WhereStep
            loginId={connection.loginId}
            place={place}
            onPlace={setPlace}
            onGoOn={() => {
              setSettled(place);
              goTo('scope');
            }}
          />
        )}
      </Step>
      <Step
        {...common('scope', 3)}
        title="Scope"
        summary={scopeWords && describeScope(scopeWords, found && makeTrailTable(found.trails)).join(' ')}
        onToggle={fixed || settled === null ? null : toggle('scope')}
      >
        {settled && (
          <ScopeStep
            place={settled}
            finding={finding}
            form={form ?? emptyScope}
            busy={busy}
            problem={problem}
            onChange={(patch) => setForm((before) => ({ ...(before ?? emptyScope), ...patch }))}
            onAgain={again}
            onSkip={skip}
            onList={() => void list()}
          />
        )}
      </Step>
      <Step
        {...common('preview', 4)}
        title="Preview"
        summary={acquisition && objectLine({ ...acquisition, account: { ...acquisition.account, ...noneYet } })}
        onToggle={acquisition !== null && !begun ? toggle('preview') : null}
      >
        {acquisition && (
          <>
            <PreviewStep acquisition={acquisition} onAcquire={() => goOn('start')} onDiscard={discard} />
            {goOnForm}
          </>
        )}
      </Step>
      <Step
        {...common('acquire', 5)}
        state={acquisition?.state === 'done' ? 'done' : stateOf('acquire')}
        title="Acquire"
        summary={begun && `${stateWord(acquisition.state)} · ${objectLine(acquisition)}`}
        onToggle={begun ? toggle('acquire') : null}
      >
        {begun && <AcquisitionDetail acquisition={acquisition} />}
      </Step>
    </>
  );
}

type Progressed = { connected: boolean; settled: boolean; acquisition: AcquisitionSummary | null };

function naturalStep({ connected, settled, acquisition }: Progressed): StepId {
  if (acquisition !== null) {
    const { state, account } = acquisition;
    const listing = state === 'listing' || state === 'listed';
    // A listing that waits (for a login, for the network) or is paused has settled nothing yet.
    return listing || (isMoving(state) && state !== 'running' && state !== 'finishing' && settledObjects(account) === 0)
      ? 'preview'
      : 'acquire';
  }
  return !connected ? 'connect' : !settled ? 'where' : 'scope';
}

const nothing = { objects: 0, bytes: 0 };
const noneYet = { acquired: nothing, known: nothing, skipped: nothing, failed: nothing };

const placeOf = ({ scope: { bucket, prefix }, requesterPays }: S3Request): S3Place => ({
  bucket,
  prefix: prefix.slice(0, prefix.lastIndexOf('/') + 1),
  requesterPays,
});

function where(request: S3Request | null, settled: S3Place | null) {
  const text = request
    ? placeText(request.scope.bucket, request.scope.prefix)
    : settled && placeText(settled.bucket, settled.prefix);
  return text && <bdi className="pm-mono">{text}</bdi>;
}

const loginWords = ({ caller, login }: AcquisitionSummary) => [caller, login].filter(Boolean).join(' · ');

/** What to take of a place, to begin with; choices that do not depend on the place are kept. */
function suggestForm({ trails }: FoundTrails, place: S3Place, before: ScopeForm | null): ScopeForm {
  const [only] = trails;
  const one = trails.length === 1 && only ? scopePrefix(only, place.prefix) : place.prefix;
  const { from, to, versions, keepCopy, load } = before ?? emptyScope;
  return {
    ...emptyScope,
    from,
    to,
    versions,
    keepCopy,
    load,
    by: trails.length > 0 ? 'layout' : 'prefix',
    prefix: trails.length > 0 ? one : place.prefix,
    services: trails.length > 0 ? usualServices(makeTrailTable(trails)) : null,
  };
}

function toS3RequestOrNull(form: ScopeForm, place: S3Place): S3Request | null {
  const made = toS3Request(form, place);
  const { from, to, modifiedFrom, modifiedBefore } = made.scope;
  return [from, to, modifiedFrom, modifiedBefore].some(Number.isNaN) ? null : made;
}
