// Going on with an acquisition that is at rest. It needs a login: the one in use is taken, and asked for where there is none.
import { type ReactNode, useState } from 'react';
import { useEngine } from '../../../ui/engine.ts';
import { describeProblem, type Problem } from '../../../ui/problem.ts';
import { useSideName } from '../../../ui/window/keyboard-side.ts';
import { useWorkspace } from '../../../ui/window/workspace.ts';
import style from '../acquire.module.css';
import { checkForNew, resumeAcquisition, startAcquisition } from '../acquisition-store.ts';
import { ConnectForm } from '../connect/connect-form.tsx';
import { useLogin } from '../connect/login-store.ts';
import box from '../problem-box.module.css';
import { ProblemBox } from '../problem-box.tsx';

export type GoingOn = 'start' | 'resume' | 'follow';

const doing: Record<GoingOn, string> = {
  start: 'start the acquisition',
  resume: 'go on',
  follow: 'check for new objects',
};

/** `form`: what is to be shown below the buttons: a problem, or the question who one is. */
export function useGoOn(acquisitionId: number): { goOn: (how: GoingOn) => void; form: ReactNode; busy: boolean } {
  const side = useSideName();
  const engine = useEngine();
  const [asking, setAsking] = useState<GoingOn | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);

  /** Null: the login that it had. */
  const attempt = async (how: GoingOn, loginId: number | null) => {
    if (how === 'follow') {
      const made = await checkForNew(engine, acquisitionId, loginId ?? 0);
      useWorkspace.getState().openAcquire('s3', made);
    } else if (how === 'start' && loginId === null) await startAcquisition(engine, acquisitionId);
    // Where the engine was started anew since it was listed, `resume` is what can be told who asks.
    else await resumeAcquisition(engine, acquisitionId, loginId ?? undefined);
  };
  const current = () => useLogin.getState().connection?.loginId ?? null;
  const tryBoth = async (how: GoingOn, given: number | null) => {
    try {
      await attempt(how, given);
    } catch (error) {
      const now = current();
      if (!needsLogin(error)) throw error;
      if (now === null || now === given) return setAsking(how);
      await attempt(how, now);
    }
  };
  const goOn = (how: GoingOn, given: number | null = how === 'follow' ? current() : null) => {
    setBusy(true);
    setProblem(null);
    setAsking(null);
    tryBoth(how, given)
      .catch((error: unknown) => setProblem(describeProblem(error, doing[how])))
      .finally(() => setBusy(false));
  };
  const form = (
    <>
      {problem && <ProblemBox problem={problem} />}
      {asking !== null && (
        <section className={box.notice} aria-label={`Sign in to go on${side}`}>
          <b>Sign in to go on</b>
          Logins end with the program, and are not written down.
          <div className={style.inset}>
            <ConnectForm renews={null} onSignedIn={() => goOn(asking, current())} />
          </div>
        </section>
      )}
    </>
  );
  return { goOn, form, busy };
}

const needsLogin = (error: unknown) => (error as { data?: { needs?: string } }).data?.needs === 'login';
