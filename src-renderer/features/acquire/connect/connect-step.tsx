// Step 1: who is signed in, and how to sign in or out.
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Connected } from '../../../../shared/contract/aws.ts';
import { useEngine } from '../../../ui/engine.ts';
import style from '../acquire.module.css';
import { ConnectForm } from './connect-form.tsx';
import { signOut, useLogin } from './login-store.ts';
import { useNow } from './use-now.ts';

export function ConnectStep({ onSignedIn }: { onSignedIn: () => void }) {
  const connection = useLogin((state) => state.connection);
  const [changing, setChanging] = useState(false);
  if (connection === null || changing)
    return (
      <ConnectForm
        renews={null}
        onSignedIn={() => {
          setChanging(false);
          onSignedIn();
        }}
      />
    );
  return <SignedIn connection={connection} onGoOn={onSignedIn} onChange={() => setChanging(true)} />;
}

type SignedInProps = { connection: Connected; onGoOn: () => void; onChange: () => void };

function SignedIn({ connection, onGoOn, onChange }: SignedInProps) {
  const engine = useEngine();
  const now = useNow();
  const { caller, callerProblem, described, expires } = connection;
  return (
    <>
      <dl className={`${style.facts} pm-select`}>
        <dt>Signed in with</dt>
        <dd>{described}</dd>
        <dt>That is</dt>
        <dd className="pm-mono">{caller?.arn ?? <NotKnown why={callerProblem} />}</dd>
        {caller && (
          <>
            <dt>Account</dt>
            <dd className="pm-mono">{caller.account}</dd>
          </>
        )}
        <dt>Good until</dt>
        <dd>{expires === null ? 'it is taken away; it does not expire' : expiryWords(expires, now)}</dd>
      </dl>
      <footer className={style.footer}>
        <Button data-next data-autofocus onClick={onGoOn}>
          Go on as this
        </Button>
        <Button variant="default" onClick={onChange}>
          Sign in as somebody else
        </Button>
        <Button variant="default" onClick={() => signOut(engine)} title="The engine forgets the login and its secrets">
          Sign out
        </Button>
      </footer>
    </>
  );
}

function NotKnown({ why }: { why: string | null }) {
  return <span style={{ fontFamily: 'var(--pm-font)' }}>not known{why === null ? '' : `: ${why}`}</span>;
}

/** One line for the folded step. */
export function ConnectSummary({ connection }: { connection: Connected }) {
  const now = useNow();
  const { caller, described, expires } = connection;
  return (
    <>
      <span className="pm-mono">{caller?.arn ?? described}</span>
      {caller && ` · ${described}`}
      {expires !== null && ` · ${expiryWords(expires, now)}`}
    </>
  );
}

/** `until 14:05 UTC, 52 minutes from now`; `expired at 14:05 UTC`. */
function expiryWords(expires: string, now: number): string {
  const time = `${expires.slice(0, 16).replace('T', ' ').replace(new Date(now).toISOString().slice(0, 10), '').trim()} UTC`;
  const minutes = Math.floor((Date.parse(expires) - now) / 60_000);
  if (Number.isNaN(minutes)) return expires;
  if (minutes < 0) return `expired at ${time}`;
  return `until ${time}, ${minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`} from now`;
}
