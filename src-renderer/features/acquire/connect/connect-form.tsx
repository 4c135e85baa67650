// The form to sign in with: how, where, and through which roles. It is used in the first step, and wherever an acquisition
// waits for a new login.
import { Button, Checkbox, Loader, SegmentedControl, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useEngine } from '../../../ui/engine.ts';
import { useSideName } from '../../../ui/window/keyboard-side.ts';
import style from '../acquire.module.css';
import { ProblemBox } from '../problem-box.tsx';
import { Line } from '../step.tsx';
import { CredentialFields } from './credential-fields.tsx';
import { findLoginObstacle, type LoginForm, loginKinds, withoutSecrets } from './login-form.ts';
import { type SignInAnswer, signIn } from './login-store.ts';
import { MfaField } from './mfa-field.tsx';
import { RegionField } from './region-field.tsx';
import { recallLogin } from './remembered-login.ts';
import { RoleChain } from './role-chain.tsx';

type Props = {
  /** The login to renew; null: a new one. */
  renews: number | null;
  onSignedIn: () => void;
};

export function ConnectForm({ renews, onSignedIn }: Props) {
  const side = useSideName();
  const engine = useEngine();
  const [form, setForm] = useState(recallLogin);
  const [more, setMore] = useState(
    () => form.roles.length > 0 || form.stsEndpoint !== '' || form.cloudTrailEndpoint !== '',
  );
  const [answer, setAnswer] = useState<SignInAnswer | null>(null);
  const [busy, setBusy] = useState(false);
  const [touched, setTouched] = useState(false);
  const obstacle = findLoginObstacle(form);
  const change = (patch: Partial<LoginForm>) => {
    setForm((before) => ({ ...before, ...patch }));
    setAnswer(null);
  };
  const connect = async (mfaCode?: string) => {
    setTouched(true);
    if (obstacle !== null || busy) return;
    setBusy(true);
    const renewed = renews === null ? {} : { loginId: renews };
    const next = await signIn(engine, form, { ...renewed, ...(mfaCode === undefined ? {} : { mfaCode }) });
    setBusy(false);
    setAnswer(next);
    if (next.kind !== 'in') return;
    setForm(withoutSecrets(form));
    onSignedIn();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void connect();
  };
  return (
    <>
      <form onSubmit={submit} autoComplete="off" style={{ display: 'contents' }} aria-label={`Sign in to AWS${side}`}>
        <Line label="Sign in with">
          <SegmentedControl
            aria-label="Sign in with"
            data={loginKinds.map(({ value, label }) => ({ value, label }))}
            value={form.kind}
            onChange={(kind) => change({ kind: kind as LoginForm['kind'] })}
          />
          <p className={style.doc}>{loginKinds.find(({ value }) => value === form.kind)?.doc}</p>
        </Line>
        <CredentialFields form={form} onChange={change} />
        <Line label="Store">
          <div className={style.fields}>
            <SegmentedControl
              aria-label="Store"
              data={[
                { value: 'aws', label: 'AWS' },
                { value: 'elsewhere', label: 'S3-compatible store' },
              ]}
              value={form.elsewhere ? 'elsewhere' : 'aws'}
              onChange={(value) => change({ elsewhere: value === 'elsewhere' })}
            />
            <RegionField value={form.region} onChange={(region) => change({ region })} />
            {form.elsewhere && <StoreFields form={form} onChange={change} />}
          </div>
        </Line>
        {more ? (
          <MoreFields form={form} onChange={change} />
        ) : (
          <Line label="">
            <Button variant="subtle" px={0} onClick={() => setMore(true)}>
              Assume roles, other endpoints…
            </Button>
          </Line>
        )}
        {answer?.kind === 'problem' && <ProblemBox problem={answer.problem} />}
        {answer?.kind !== 'mfa' && (
          <footer className={style.footer}>
            <Button type="submit" data-next disabled={busy}>
              {renews === null ? 'Sign in' : 'Sign in again'}
            </Button>
            {busy && <Loader />}
            <span role="status" className={style.doc}>
              {busy ? 'Asking who this is…' : touched && obstacle}
            </span>
          </footer>
        )}
      </form>
      {answer?.kind === 'mfa' && (
        <MfaField
          serial={answer.serial}
          problem={answer.problem}
          busy={busy}
          onCode={(code) => void connect(code)}
          onCancel={() => setAnswer(null)}
        />
      )}
    </>
  );
}

type FieldsProps = { form: LoginForm; onChange: (patch: Partial<LoginForm>) => void };

function StoreFields({ form, onChange }: FieldsProps) {
  return (
    <>
      <TextInput
        aria-label="Address of the store"
        className={style.long ?? ''}
        classNames={{ input: 'pm-mono' }}
        placeholder="https://s3.example.org"
        spellCheck={false}
        value={form.endpoint}
        onChange={(event) => onChange({ endpoint: event.currentTarget.value })}
      />
      <Checkbox
        mt={6}
        label="Path style"
        title="https://host/bucket/key instead of https://bucket.host/key; most stores of one's own need it"
        checked={form.pathStyle}
        onChange={(event) => onChange({ pathStyle: event.currentTarget.checked })}
      />
    </>
  );
}

function MoreFields({ form, onChange }: FieldsProps) {
  const address = (field: 'stsEndpoint' | 'cloudTrailEndpoint', label: string, placeholder: string) => (
    <TextInput
      label={label}
      className={style.long ?? ''}
      classNames={{ input: 'pm-mono' }}
      placeholder={placeholder}
      spellCheck={false}
      value={form[field]}
      onChange={(event) => onChange({ [field]: event.currentTarget.value })}
    />
  );
  return (
    <>
      {form.kind !== 'anonymous' && <RoleChain roles={form.roles} onChange={(roles) => onChange({ roles })} />}
      <Line label="Endpoints">
        <div className={style.fields}>
          {address('stsEndpoint', 'Token service (STS)', form.elsewhere ? 'the store’s own address' : 'AWS’s own')}
          {address('cloudTrailEndpoint', 'CloudTrail API', 'AWS’s own')}
        </div>
      </Line>
    </>
  );
}
