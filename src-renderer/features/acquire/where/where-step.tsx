// Step 2: which bucket, and which folder of it. Any address that a person has at hand can be pasted.
import { Autocomplete, Button, Switch } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useEngine } from '../../../ui/engine.ts';
import { describeProblem, type Problem } from '../../../ui/problem.ts';
import style from '../acquire.module.css';
import type { S3Place } from '../scope/scope-form.ts';
import { Line } from '../step.tsx';
import { AccessChecks } from './access-checks.tsx';
import { BucketBrowser } from './bucket-browser.tsx';
import { placeText, readPlace } from './read-place.ts';

type Props = {
  loginId: number;
  place: S3Place | null;
  onPlace: (place: S3Place) => void;
  onGoOn: () => void;
};

export function WhereStep({ loginId, place, onPlace, onGoOn }: Props) {
  const buckets = useBuckets(loginId);
  const [typed, setTyped] = useState(place === null ? '' : placeText(place.bucket, place.prefix));
  const [pays, setPays] = useState(place?.requesterPays ?? false);
  const [problem, setProblem] = useState<string | null>(null);
  const step = useRef<HTMLDivElement>(null);
  const go = (text: string) => {
    const read = readPlace(text);
    if (read === null)
      return setProblem('Type a bucket, s3://bucket/folder, an ARN, or paste an address of the console.');
    onPlace({ bucket: read.bucket, prefix: read.folder, requesterPays: pays });
    setTyped(placeText(read.bucket, read.folder));
    // The list has the keyboard next: it is there as soon as this is drawn.
    requestAnimationFrame(() => step.current?.querySelector<HTMLElement>('[role="listbox"][tabindex]')?.focus());
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    go(typed);
  };
  const into = (prefix: string) => {
    onPlace({ bucket: place!.bucket, prefix, requesterPays: pays });
    setTyped(placeText(place!.bucket, prefix));
  };
  return (
    <>
      <Line label="Address">
        <form className={style.fields} onSubmit={submit} autoComplete="off">
          <Autocomplete
            openOnFocus={false}
            size="xs"
            aria-label="Bucket or address"
            className={style.long ?? ''}
            classNames={{ input: 'pm-mono' }}
            placeholder="bucket, s3://bucket/folder, ARN or console address"
            data={buckets.names}
            limit={200}
            maxDropdownHeight={300}
            spellCheck={false}
            value={typed}
            error={problem}
            onChange={(text) => {
              setTyped(text);
              setProblem(null);
            }}
            onOptionSubmit={go}
            comboboxProps={{ shadow: 'md' }}
            {...(place === null ? { 'data-autofocus': true } : {})}
          />
          <Button type="submit" variant="default" disabled={typed.trim() === ''}>
            Look inside
          </Button>
          <Switch
            mt={5}
            label="Requester pays"
            title="For buckets whose readers must say that they pay for it"
            checked={pays}
            onChange={(event) => {
              setPays(event.currentTarget.checked);
              if (place) onPlace({ ...place, requesterPays: event.currentTarget.checked });
            }}
          />
        </form>
        {buckets.note !== null && <p className={style.doc}>{buckets.note}</p>}
      </Line>
      {place !== null && (
        <>
          <div ref={step} className={style.fields} style={{ gap: 16 }}>
            <BucketBrowser key={`${loginId} ${place.bucket}`} loginId={loginId} place={place} onPlace={into} />
            <AccessChecks loginId={loginId} place={place} />
          </div>
          <footer className={style.footer}>
            <Button data-next onClick={onGoOn} title="Ctrl+Enter">
              Use this folder
            </Button>
            <span className={style.words}>
              Everything below <bdi className="pm-mono pm-select">{placeText(place.bucket, place.prefix)}</bdi>, to be
              narrowed down next.
            </span>
          </footer>
        </>
      )}
    </>
  );
}

/** The account's buckets, where listing them is allowed; else a sentence that says so. */
function useBuckets(loginId: number): { names: string[]; note: string | null } {
  const engine = useEngine();
  const [names, setNames] = useState<string[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    let current = true;
    engine.aws.buckets({ loginId }).then(
      (buckets) => current && setNames(buckets.map(({ name }) => name)),
      (error: unknown) => current && setProblem(describeProblem(error, 'list the buckets')),
    );
    return () => {
      current = false;
    };
  }, [engine, loginId]);
  if (problem)
    return {
      names: [],
      note: `The buckets of the account cannot be listed, which is usual: type the name. (${problem.message})`,
    };
  if (names === null) return { names: [], note: 'Asking which buckets there are…' };
  return { names, note: names.length === 0 ? 'The account has no buckets of its own; another’s can be typed.' : null };
}
