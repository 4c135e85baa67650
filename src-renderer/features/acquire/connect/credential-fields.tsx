// The fields of each way to sign in. What is secret is typed hidden, and no browser is asked to remember it.
import { Select, TextInput, type TextInputProps } from '@mantine/core';
import { type ClipboardEvent, useEffect, useState } from 'react';
import type { Profile } from '../../../../shared/contract/aws.ts';
import { useEngine } from '../../../ui/engine.ts';
import { pickPaths } from '../../../ui/pick-paths.ts';
import { describeProblem, type Problem, showNote } from '../../../ui/problem.ts';
import style from '../acquire.module.css';
import { ProblemBox } from '../problem-box.tsx';
import { Line } from '../step.tsx';
import { type LoginForm, readPastedKeys } from './login-form.ts';

type Props = { form: LoginForm; onChange: (patch: Partial<LoginForm>) => void };

export function CredentialFields({ form, onChange }: Props) {
  if (form.kind === 'profile') return <ProfileField form={form} onChange={onChange} />;
  if (form.kind === 'keys') return <KeyFields form={form} onChange={onChange} />;
  if (form.kind === 'web-identity') return <WebIdentityFields form={form} onChange={onChange} />;
  return null;
}

function ProfileField({ form, onChange }: Props) {
  const { profiles, problem } = useProfiles();
  if (problem) return <ProblemBox problem={problem} />;
  const details = new Map(profiles?.map((profile) => [profile.name, profile]));
  const known = [...details.keys()];
  // A profile that was used before and is not listed (any more) can still be tried.
  const data = form.profile !== '' && !details.has(form.profile) ? [form.profile, ...known] : known;
  if (profiles !== null && data.length === 0)
    return (
      <Line label="Profile">
        <p ref={focusWays} className={style.empty}>
          There are none in ~/.aws/config and ~/.aws/credentials. Sign in in another way.
        </p>
      </Line>
    );
  return (
    <Line label="Profile">
      <Select
        openOnFocus={false}
        aria-label="Profile"
        data-autofocus
        className={style.long ?? ''}
        searchable
        selectFirstOptionOnChange
        // Without it Mantine 9.7 forgets the first option a moment after typing has opened the list, and Enter takes none.
        selectFirstOptionOnDropdownOpen
        placeholder={profiles === null ? 'Reading the profiles…' : 'Choose a profile'}
        nothingFoundMessage="No profile of this name"
        data={data}
        value={form.profile === '' ? null : form.profile}
        onChange={(profile) => onChange({ profile: profile ?? '' })}
        renderOption={({ option }) => <ProfileOption name={option.value} profile={details.get(option.value)} />}
        maxDropdownHeight={300}
        comboboxProps={{ shadow: 'md' }}
      />
    </Line>
  );
}

/** The field of profiles had the keyboard and is gone: the ways to sign in take it. */
function focusWays(note: HTMLElement | null): void {
  if (document.activeElement !== document.body) return;
  note?.closest('form')?.querySelector<HTMLElement>('input[type="radio"]:checked')?.focus();
}

function ProfileOption({ name, profile }: { name: string; profile: Profile | undefined }) {
  return (
    <span style={{ display: 'flex', gap: 10, flex: 1, minWidth: 0 }}>
      <bdi style={{ flex: 1, overflow: 'hidden', textOverflow: 'ellipsis' }}>{name}</bdi>
      <span className={style.optionNote}>{[profile?.kind, profile?.region].filter(Boolean).join(' · ')}</span>
    </span>
  );
}

function useProfiles(): { profiles: Profile[] | null; problem: Problem | null } {
  const engine = useEngine();
  const [profiles, setProfiles] = useState<Profile[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    engine.aws
      .profiles()
      .then(setProfiles, (error: unknown) => setProblem(describeProblem(error, 'read the profiles of the AWS files')));
  }, [engine]);
  return { profiles, problem };
}

/** Chrome fills and offers to save password fields whatever `off` says, unless they look like no login of a page. */
const hidden: TextInputProps & Record<`data-${string}`, string> = {
  type: 'password',
  autoComplete: 'off',
  'data-1p-ignore': '',
  'data-lpignore': 'true',
  'data-form-type': 'other',
  spellCheck: false,
};

function KeyFields({ form, onChange }: Props) {
  const onPaste = (event: ClipboardEvent) => {
    const keys = readPastedKeys(event.clipboardData.getData('text'));
    if (!keys) return;
    event.preventDefault();
    onChange(keys);
    showNote('Key id, secret and session token were taken from what you pasted.');
  };
  return (
    <Line label="Keys">
      <div className={style.fields} onPaste={onPaste}>
        <TextInput
          label="Access key id"
          data-autofocus
          className={style.short ?? ''}
          classNames={{ input: 'pm-mono' }}
          autoComplete="off"
          spellCheck={false}
          value={form.accessKeyId}
          onChange={(event) => onChange({ accessKeyId: event.currentTarget.value })}
        />
        <TextInput
          {...hidden}
          label="Secret access key"
          className={style.short ?? ''}
          value={form.secretAccessKey}
          onChange={(event) => onChange({ secretAccessKey: event.currentTarget.value })}
        />
        <TextInput
          {...hidden}
          label="Session token"
          placeholder="of temporary keys"
          className={style.short ?? ''}
          value={form.sessionToken}
          onChange={(event) => onChange({ sessionToken: event.currentTarget.value })}
        />
      </div>
      <p className={style.doc}>
        Paste a block of <span className="pm-mono">export AWS_…</span> lines, a section of a credentials file or the
        JSON of assume-role into any of them: all three are filled.
      </p>
    </Line>
  );
}

function WebIdentityFields({ form, onChange }: Props) {
  const browse = async () => {
    const [path] = await pickPaths({ title: 'Choose the token file', mode: 'file', confirm: 'Use this file' });
    if (path !== undefined) onChange({ tokenFile: path });
  };
  return (
    <Line label="Token">
      <div className={style.fields}>
        <TextInput
          label="Role"
          data-autofocus
          className={style.long ?? ''}
          classNames={{ input: 'pm-mono' }}
          placeholder="arn:aws:iam::111122223333:role/NAME"
          spellCheck={false}
          value={form.roleArn}
          onChange={(event) => onChange({ roleArn: event.currentTarget.value })}
        />
        <TextInput
          label="Token file"
          className={style.long ?? ''}
          classNames={{ input: 'pm-mono' }}
          spellCheck={false}
          value={form.tokenFile}
          onChange={(event) => onChange({ tokenFile: event.currentTarget.value })}
          rightSectionWidth={64}
          rightSection={
            <button type="button" className={style.inField} onClick={() => void browse()}>
              Browse…
            </button>
          }
        />
      </div>
    </Line>
  );
}
