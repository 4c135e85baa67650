// What a verification is given beside the evidence, and the button that starts it.
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { IntegrityState } from '../../../shared/contract/integrity.ts';
import { formatNoun } from '../../../shared/values/sizes.ts';
import { useEngine } from '../../ui/engine.ts';
import { pickPaths } from '../../ui/pick-paths.ts';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import style from './integrity.module.css';
import { startVerification, useVerification } from './verification-store.ts';

export function VerifyForm({ state }: { state: IntegrityState }) {
  const engine = useEngine();
  const side = useSideName();
  const [keys, setKeys] = useState<string[]>([]);
  const [signatures, setSignatures] = useState<string[]>([]);
  const [bucket, setBucket] = useState(state.last?.bucket ?? '');
  const runs = useVerification(({ progress }) => progress !== null);
  const start = async (event: FormEvent) => {
    event.preventDefault();
    await startVerification(engine, { keys, signatures, bucket: bucket.trim() === '' ? null : bucket.trim() });
    const { ended } = useVerification.getState();
    if (ended === null || ended === 'cancelled' || 'problem' in ended) return;
    // The case keeps them.
    setKeys([]);
    setSignatures([]);
  };
  return (
    <form className={style.form} aria-label={`Verify digests${side}`} onSubmit={(event) => void start(event)}>
      <Files
        label="Public keys"
        hint="Answers of “aws cloudtrail list-public-keys”, JSON."
        kept={state.keyFiles}
        paths={keys}
        onChange={setKeys}
      />
      <Files
        label="Signatures"
        hint="Where they are not with the objects: {“signatures”: {“key of the digest”: “hex”}}."
        kept={state.signatureFiles}
        paths={signatures}
        onChange={setSignatures}
      />
      <TextInput
        label="Bucket"
        description="Where copies come from, if you know it."
        placeholder="any"
        value={bucket}
        onChange={(event) => setBucket(event.currentTarget.value)}
      />
      <Button type="submit" disabled={runs}>
        Verify {state.digests > 0 && formatNoun(state.digests, 'digest')}
        {state.last && ' again'}
      </Button>
    </form>
  );
}

type FilesProps = {
  label: string;
  hint: string;
  /** Files that the case has of them already. */
  kept: number;
  paths: string[];
  onChange: (paths: string[]) => void;
};

function Files({ label, hint, kept, paths, onChange }: FilesProps) {
  const add = async () => {
    const more = await pickPaths({ title: `${label}: choose files`, mode: 'sources', confirm: 'Use these' });
    onChange([...new Set([...paths, ...more])]);
  };
  return (
    <fieldset className={style.files}>
      <legend>{label}</legend>
      <p>{hint}</p>
      {kept > 0 && <p>{formatNoun(kept, 'file is', 'files are')} kept in the case.</p>}
      {paths.map((path) => (
        <div key={path} className={style.file}>
          <span className="pm-mono pm-select" title={path}>
            <bdi>{path}</bdi>
          </span>
          <ActionIcon
            size="xs"
            aria-label={`Do not use ${path}`}
            onClick={() => onChange(paths.filter((one) => one !== path))}
          >
            <IconX size={12} />
          </ActionIcon>
        </div>
      ))}
      <Button variant="default" size="compact-xs" aria-label={`Add files: ${label}`} onClick={() => void add()}>
        Add files…
      </Button>
    </fieldset>
  );
}
