// An acquisition that waits for its user: why, and what to do about it, right there. It goes on by itself afterwards.
import { Button, Loader } from '@mantine/core';
import { useState } from 'react';
import type { AcquisitionProgress } from '../../../../shared/contract/acquisitions.ts';
import { useEngine } from '../../../ui/engine.ts';
import { describeProblem, type Problem } from '../../../ui/problem.ts';
import { useSideName } from '../../../ui/window/keyboard-side.ts';
import style from '../acquire.module.css';
import { splitHint } from '../acquire-words.ts';
import { ConnectForm } from '../connect/connect-form.tsx';
import { type SignInAnswer, signInAgain } from '../connect/login-store.ts';
import { MfaField } from '../connect/mfa-field.tsx';
import box from '../problem-box.module.css';
import { Hint, ProblemBox } from '../problem-box.tsx';

export type Waiting = NonNullable<AcquisitionProgress['waiting']>;

const titles: Record<Waiting['for'], string> = {
  login: 'It waits for a login',
  mfa: 'It waits for a code of the MFA device',
  permission: 'It waits for permission',
  space: 'It waits for space on the disk',
  network: 'It waits for the network',
};

type Props = { acquisitionId: number; waiting: Waiting };

export function WaitingNotice({ acquisitionId, waiting }: Props) {
  const side = useSideName();
  const isLogin = waiting.for === 'login' || waiting.for === 'mfa' || waiting.for === 'permission';
  return (
    <section className={box.notice} role="alert" aria-label={`${titles[waiting.for]}${side}`}>
      <b>{titles[waiting.for]}</b>
      <div className="pm-select">
        {waiting.message}
        {waiting.hint !== null && <Hint hint={waiting.hint} />}
      </div>
      {isLogin && <Renew key={waiting.for} waiting={waiting} />}
      {(!isLogin || waiting.for === 'permission') && <GoOn acquisitionId={acquisitionId} />}
    </section>
  );
}

/** The same login once more (after `aws sso login`, or with a code); or another one in its place. */
function Renew({ waiting: { loginId, for: what, serial, hint } }: { waiting: Waiting }) {
  const engine = useEngine();
  const [answer, setAnswer] = useState<SignInAnswer | null>(
    what === 'mfa' ? { kind: 'mfa', serial, problem: null } : null,
  );
  const [typing, setTyping] = useState(false);
  const [busy, setBusy] = useState(false);
  // Where a command renews it (`aws sso login`), or a code, trying again is what comes next; else new keys are.
  const mended = answer?.kind === 'mfa' || (hint !== null && splitHint(hint).command !== null);
  const again = async (code?: string) => {
    setBusy(true);
    const next = await signInAgain(engine, loginId, code);
    setAnswer(next);
    setBusy(false);
  };
  if (typing)
    return (
      <div className={style.inset}>
        <ConnectForm renews={loginId} onSignedIn={() => setTyping(false)} />
      </div>
    );
  return (
    <div className={style.inset}>
      {answer?.kind === 'mfa' && (
        <MfaField serial={answer.serial} problem={answer.problem} busy={busy} onCode={(code) => void again(code)} />
      )}
      {answer?.kind === 'problem' && <ProblemBox problem={answer.problem} />}
      <div className={style.footer}>
        {answer?.kind !== 'mfa' && (
          <Button
            variant={mended ? 'filled' : 'default'}
            disabled={busy}
            onClick={() => void again()}
            title="Signs in as before, with what is there now"
          >
            Try again
          </Button>
        )}
        <Button variant={mended ? 'default' : 'filled'} disabled={busy} onClick={() => setTyping(true)}>
          Sign in anew…
        </Button>
        {busy && <Loader />}
      </div>
    </div>
  );
}

function GoOn({ acquisitionId }: { acquisitionId: number }) {
  const engine = useEngine();
  const [problem, setProblem] = useState<Problem | null>(null);
  const goOn = () => {
    setProblem(null);
    engine.acquisitions
      .resume({ acquisitionId })
      .catch((error: unknown) => setProblem(describeProblem(error, 'go on')));
  };
  return (
    <div className={style.inset}>
      {problem && <ProblemBox problem={problem} />}
      <div className={style.footer}>
        <Button onClick={goOn}>Go on now</Button>
      </div>
    </div>
  );
}
