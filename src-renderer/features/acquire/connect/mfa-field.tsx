// Asks for the code of an MFA device, where a login wants one.
import { Button, Loader, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Problem } from '../../../ui/problem.ts';
import { useSideName } from '../../../ui/window/keyboard-side.ts';
import style from '../acquire.module.css';
import box from '../problem-box.module.css';
import { ProblemBox } from '../problem-box.tsx';

type Props = {
  /** The device, as the role or profile names it. */
  serial: string | null;
  /** Why the last code was not taken. */
  problem: Problem | null;
  busy: boolean;
  onCode: (code: string) => void;
  onCancel?: () => void;
};

export function MfaField({ serial, problem, busy, onCode, onCancel }: Props) {
  const side = useSideName();
  const [code, setCode] = useState('');
  const complete = /^\d{6}$/.test(code);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!complete || busy) return;
    onCode(code);
    setCode('');
  };
  return (
    <form className={box.notice} onSubmit={submit} autoComplete="off" aria-label={`MFA code${side}`}>
      <b>A code of the MFA device is needed</b>
      {serial !== null && <div className="pm-mono pm-select">{serial}</div>}
      {problem && <ProblemBox problem={problem} />}
      <div className={style.fields} style={{ marginTop: 8 }}>
        <TextInput
          aria-label="MFA code"
          autoFocus
          w={120}
          classNames={{ input: 'pm-mono' }}
          inputMode="numeric"
          autoComplete="off"
          maxLength={6}
          placeholder="6 digits"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value.replaceAll(/\D/g, ''))}
        />
        <Button type="submit" data-next disabled={!complete || busy}>
          Sign in
        </Button>
        {onCancel && (
          <Button variant="default" onClick={onCancel}>
            Back
          </Button>
        )}
        {busy && <Loader mt={6} />}
      </div>
    </form>
  );
}
