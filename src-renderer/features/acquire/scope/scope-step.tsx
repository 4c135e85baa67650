// Step 3: which of the objects are wanted, and what becomes of them; said in words before anything is listed.
import { Button, Loader, SegmentedControl, Switch, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { formatNoun } from '../../../../shared/values/sizes.ts';
import type { Problem } from '../../../ui/problem.ts';
import style from '../acquire.module.css';
import { ProblemBox } from '../problem-box.tsx';
import { Line } from '../step.tsx';
import { placeText } from '../where/read-place.ts';
import { findScopeObstacle, type S3Place, type ScopeForm, toS3Request } from './scope-form.ts';
import { describeScope } from './scope-words.ts';
import { TimeRange } from './time-range.tsx';
import { TrailPicker } from './trail-picker.tsx';
import { makeTrailTable } from './trail-table.ts';
import type { Finding } from './use-trails.ts';

type Props = {
  place: S3Place;
  finding: Finding;
  form: ScopeForm;
  busy: boolean;
  /** Why listing could not begin. */
  problem: Problem | null;
  onChange: (patch: Partial<ScopeForm>) => void;
  onAgain: () => void;
  onSkip: () => void;
  onList: () => void;
};

export function ScopeStep(props: Props) {
  const { place, finding, form, busy, problem, onChange, onList } = props;
  if (finding.kind === 'asking' || finding.kind === 'none')
    return (
      <div className={style.footer} role="status">
        <Loader /> Looking for trails below <bdi className="pm-mono">{placeText(place.bucket, place.prefix)}</bdi>…
        <Button variant="default" onClick={props.onSkip} data-autofocus>
          Go on without
        </Button>
      </div>
    );
  if (finding.kind === 'problem')
    return (
      <ProblemBox problem={finding.problem}>
        <div className={style.footer} style={{ marginTop: 8 }}>
          <Button onClick={props.onAgain} data-autofocus>
            Try again
          </Button>
          <Button variant="default" onClick={props.onSkip}>
            Go on without looking for trails
          </Button>
        </div>
      </ProblemBox>
    );
  const { trails, requests, isComplete } = finding.found;
  const obstacle = findScopeObstacle(form);
  // The sentence stands beside the button, which is always in sight.
  const errorOf = (field: keyof ScopeForm) => obstacle?.field === field;
  return (
    <>
      {trails.length === 0 ? (
        <p className={style.doc}>
          {requests === 0
            ? 'Whether there are trails here is not known.'
            : 'No AWSLogs folder was found here: everything below the folder is taken, unless a pattern narrows it down.'}
        </p>
      ) : (
        <Line label="Choose by">
          <SegmentedControl
            aria-label="Choose by"
            data={[
              { value: 'layout', label: 'Account, region and day' },
              { value: 'prefix', label: 'Prefix and pattern' },
            ]}
            value={form.by}
            onChange={(by) => onChange({ by: by as ScopeForm['by'] })}
            data-autofocus
          />
          {!isComplete && (
            <p className={style.doc}>
              There is more here than was looked at in {formatNoun(requests, 'request')}: accounts and regions that are
              not in the table are taken too, as long as “all” is chosen.
            </p>
          )}
        </Line>
      )}
      {form.by === 'layout' && trails.length > 0 && (
        <>
          <TrailPicker trails={trails} place={place} form={form} onChange={onChange} />
          <TimeRange
            label="Events"
            from={form.from}
            to={form.to}
            errors={{ from: errorOf('from'), to: errorOf('to') }}
            onChange={onChange}
          />
        </>
      )}
      <Filters form={form} errorOf={errorOf} onChange={onChange} />
      <Switches form={form} onChange={onChange} />
      <div className={style.sticky}>
        {problem && <ProblemBox problem={problem} />}
        <footer className={style.footer}>
          <Button
            data-next
            disabled={obstacle !== null || busy}
            onClick={onList}
            title="Listing downloads nothing (Ctrl+Enter)"
          >
            List what is there
          </Button>
          {busy && <Loader />}
          <Words {...{ place, form, trails }} obstacle={obstacle?.says ?? null} />
        </footer>
      </div>
    </>
  );
}

type PartProps = {
  form: ScopeForm;
  errorOf: (field: keyof ScopeForm) => boolean;
  onChange: (patch: Partial<ScopeForm>) => void;
};

function Filters({ form, errorOf, onChange }: PartProps) {
  const field = (name: 'prefix' | 'glob' | 'modifiedFrom' | 'modifiedTo', label: string, more: object = {}) => (
    <TextInput
      label={label}
      className={style.short ?? ''}
      classNames={{ input: 'pm-mono' }}
      spellCheck={false}
      value={form[name]}
      error={errorOf(name)}
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
      {...more}
    />
  );
  return (
    <Line label={form.by === 'layout' ? 'Only those' : 'Objects'}>
      <div className={style.fields}>
        {form.by === 'prefix' && field('prefix', 'with keys that begin with', { className: style.long ?? '' })}
        {field('glob', 'with a key like', {
          placeholder: 'any (** * ?)',
          title: '* and ? within a part, ** across parts',
          // Without trails there is no choice above that would take the keyboard.
          ...(form.by === 'prefix' ? { 'data-autofocus': true } : {}),
        })}
        {field('modifiedFrom', 'last modified from (UTC)', { placeholder: 'any time' })}
        {field('modifiedTo', 'through (UTC)', { placeholder: 'any time' })}
      </div>
    </Line>
  );
}

function Switches({ form, onChange }: Omit<PartProps, 'errorOf'>) {
  return (
    <Line label="And">
      <div className={style.fields} style={{ columnGap: 24 }}>
        <Switch
          label="Overwritten and deleted versions too"
          title="Every version there is, where the bucket keeps versions: logs that were deleted or replaced are among them"
          checked={form.versions}
          onChange={(event) => onChange({ versions: event.currentTarget.checked })}
        />
        <Switch
          label="Keep a copy in the case"
          checked={form.keepCopy}
          onChange={(event) => onChange({ keepCopy: event.currentTarget.checked })}
        />
        <Switch
          label="Load while it arrives"
          checked={form.load}
          onChange={(event) => onChange({ load: event.currentTarget.checked })}
        />
      </div>
      {!form.keepCopy && (
        <p className={style.doc}>
          Without a copy the case holds the rows with their raw records, and each object’s hash, but not the files: they
          cannot be loaded again, handed over, or validated against their digests without being downloaded once more.
        </p>
      )}
    </Line>
  );
}

type WordsProps = {
  place: S3Place;
  form: ScopeForm;
  trails: Parameters<typeof makeTrailTable>[0];
  obstacle: string | null;
};

/** What the choice means, in sentences; or what is missing. */
function Words({ place, form, trails, obstacle }: WordsProps) {
  const table = useMemo(() => makeTrailTable(trails), [trails]);
  if (obstacle !== null)
    return (
      <p role="status" className={style.obstacle}>
        {obstacle}
      </p>
    );
  return (
    <div className={`${style.meaning} pm-select`} role="status" aria-label="What this means">
      {describeScope(toS3Request(form, place), form.by === 'layout' ? table : null).map((sentence) => (
        <p key={sentence}>
          <bdi dir="ltr">{sentence}</bdi>
        </p>
      ))}
    </div>
  );
}
