// The three steps of an acquisition from the CloudTrail API: connect, say what, acquire.
import { useState } from 'react';
import type { AcquisitionSummary } from '../../../shared/contract/acquisitions.ts';
import { useEngine } from '../../ui/engine.ts';
import { describeProblem, type Problem } from '../../ui/problem.ts';
import { objectLine, stateWord } from './acquire-words.ts';
import { createAcquisition } from './acquisition-store.ts';
import { ConnectStep, ConnectSummary } from './connect/connect-step.tsx';
import { useLogin } from './connect/login-store.ts';
import { AcquisitionDetail } from './run/acquisition-detail.tsx';
import { emptyLookup, toLookupRequest } from './scope/lookup-form.ts';
import { LookupStep } from './scope/lookup-step.tsx';
import { describeLookup } from './scope/scope-words.ts';
import { Step, type StepState } from './step.tsx';

type StepId = 'connect' | 'scope' | 'acquire';
type Props = { acquisition: AcquisitionSummary | null; onAcquisition: (id: number | null) => void };

export function LookupSteps({ acquisition, onAcquisition }: Props) {
  const engine = useEngine();
  const connection = useLogin((state) => state.connection);
  const [form, setForm] = useState(emptyLookup);
  const [opened, setOpened] = useState<{ at: string; step: StepId | null } | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const natural: StepId = acquisition !== null ? 'acquire' : connection === null ? 'connect' : 'scope';
  const at = `${natural} ${acquisition?.acquisitionId}`;
  const open = opened?.at === at ? opened.step : natural;
  const toggle = (step: StepId) => () => setOpened({ at, step: open === step ? null : step });
  const start = async () => {
    if (connection === null) return;
    setBusy(true);
    setProblem(null);
    try {
      onAcquisition(await createAcquisition(engine, connection.loginId, toLookupRequest(form, Date.now())));
      setOpened(null);
    } catch (error) {
      setProblem(describeProblem(error, 'look up events'));
    }
    setBusy(false);
  };
  const words = acquisition?.request.kind === 'lookup-events' ? describeLookup(acquisition.request).join(' ') : '';
  const done: StepState = 'done';
  return (
    <>
      <Step
        number={1}
        title="Connect"
        state={connection === null && acquisition === null ? 'now' : done}
        summary={
          connection ? (
            <ConnectSummary connection={connection} />
          ) : (
            acquisition && [acquisition.caller, acquisition.login].filter(Boolean).join(' · ')
          )
        }
        open={open === 'connect'}
        onToggle={toggle('connect')}
      >
        <ConnectStep onSignedIn={() => setOpened(null)} />
      </Step>
      <Step
        number={2}
        title="Scope"
        state={acquisition !== null ? done : natural === 'scope' ? 'now' : 'later'}
        summary={words}
        open={open === 'scope'}
        onToggle={acquisition === null ? toggle('scope') : null}
      >
        <LookupStep
          form={form}
          callerArn={connection?.caller?.arn ?? ''}
          busy={busy}
          problem={problem}
          onChange={(patch) => setForm((before) => ({ ...before, ...patch }))}
          onStart={() => void start()}
        />
      </Step>
      <Step
        number={3}
        title="Acquire"
        state={acquisition === null ? 'later' : acquisition.state === 'done' ? done : 'now'}
        summary={acquisition && `${stateWord(acquisition.state)} · ${objectLine(acquisition)}`}
        open={open === 'acquire'}
        onToggle={acquisition === null ? null : toggle('acquire')}
      >
        {acquisition && <AcquisitionDetail acquisition={acquisition} />}
      </Step>
    </>
  );
}
