// What to ask of LookupEvents: regions, time, one attribute; with what it cannot give, said before it is used.
import { Autocomplete, Button, Loader, SegmentedControl, Select, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { partitionOf, regionsOf } from '../../../../shared/values/aws-regions.ts';
import { formatNoun } from '../../../../shared/values/sizes.ts';
import type { Problem } from '../../../ui/problem.ts';
import style from '../acquire.module.css';
import chips from '../chips.module.css';
import { ProblemBox } from '../problem-box.tsx';
import { Line } from '../step.tsx';
import { AllOrNone } from './all-or-none.tsx';
import {
  attributeExamples,
  attributeKeys,
  findLookupObstacle,
  type LookupAttributeKey,
  type LookupForm,
  mostDays,
  toLookupRequest,
} from './lookup-form.ts';
import { describeLookup } from './scope-words.ts';
import { toggleOne } from './trail-table.ts';

type Props = {
  form: LookupForm;
  /** ARN of who is signed in; '' when it is not known. */
  callerArn: string;
  busy: boolean;
  problem: Problem | null;
  onChange: (patch: Partial<LookupForm>) => void;
  onStart: () => void;
};

export function LookupStep({ form, callerArn, busy, problem, onChange, onStart }: Props) {
  const now = Date.now();
  const obstacle = findLookupObstacle(form, now);
  const errorOf = (field: keyof LookupForm) => obstacle?.field === field;
  return (
    <>
      <p className={style.doc}>
        For accounts without a trail. AWS keeps the management events of the last {mostDays} days and gives them out
        region by region, 50 events at a time, about two times a second. It has no data events (reading objects of a
        bucket, running functions), no network activity and no digests to prove that nothing was taken out: where there
        is a trail, acquire from its bucket.
      </p>
      <Regions form={form} callerArn={callerArn} onChange={onChange} />
      <Line label="Time">
        <div className={style.fields}>
          <SegmentedControl
            aria-label="Time"
            data={[
              { value: 'days', label: 'The last days' },
              { value: 'range', label: 'From … through' },
            ]}
            value={form.span}
            onChange={(span) => onChange({ span: span as LookupForm['span'] })}
          />
          {form.span === 'days' ? (
            <TextInput
              aria-label="Days"
              data-autofocus
              w={90}
              inputMode="numeric"
              value={form.days}
              error={errorOf('days')}
              onChange={(event) => onChange({ days: event.currentTarget.value })}
            />
          ) : (
            <>
              <RangeField form={form} field="from" label="From (UTC)" error={errorOf('from')} onChange={onChange} />
              <RangeField form={form} field="to" label="Through (UTC)" error={errorOf('to')} onChange={onChange} />
            </>
          )}
        </div>
      </Line>
      <Line label="Only those with">
        <div className={style.fields}>
          <Select
            aria-label="Attribute"
            className={style.short ?? ''}
            clearable
            placeholder="any attribute"
            data={attributeKeys.map((key) => key)}
            value={form.attribute}
            onChange={(key) => onChange({ attribute: key as LookupAttributeKey | null })}
          />
          {form.attribute !== null && (
            <TextInput
              aria-label="Value of the attribute"
              className={style.long ?? ''}
              classNames={{ input: 'pm-mono' }}
              placeholder={attributeExamples[form.attribute]}
              title="AWS compares it letter by letter"
              spellCheck={false}
              value={form.value}
              error={errorOf('value')}
              onChange={(event) => onChange({ value: event.currentTarget.value })}
            />
          )}
        </div>
        <p className={style.doc}>AWS takes one attribute at most, exactly as it stands in the events.</p>
      </Line>
      <Line label="And">
        <Switch
          mt={4}
          label="Load while it arrives"
          checked={form.load}
          onChange={(event) => onChange({ load: event.currentTarget.checked })}
        />
      </Line>
      <div className={style.sticky}>
        {problem && <ProblemBox problem={problem} />}
        <footer className={style.footer}>
          <Button data-next disabled={obstacle !== null || busy} onClick={onStart} title="Ctrl+Enter">
            Acquire
          </Button>
          {busy && <Loader />}
          {obstacle === null ? (
            <div className={`${style.meaning} pm-select`} role="status" aria-label="What this means">
              {describeLookup(toLookupRequest(form, now)).map((sentence) => (
                <p key={sentence}>
                  <bdi dir="ltr">{sentence}</bdi>
                </p>
              ))}
              <p>There is no preview: the API does not tell how much there is. It costs nothing.</p>
            </div>
          ) : (
            <p role="status" className={style.obstacle}>
              {obstacle.says}
            </p>
          )}
        </footer>
      </div>
    </>
  );
}

type RangeProps = {
  form: LookupForm;
  field: 'from' | 'to';
  label: string;
  error: boolean;
  onChange: Props['onChange'];
};

function RangeField({ form, field, label, error, onChange }: RangeProps) {
  return (
    <TextInput
      aria-label={label}
      className={style.short ?? ''}
      classNames={{ input: 'pm-mono' }}
      placeholder={field === 'from' ? '2026-03-01 or with a time' : 'now'}
      spellCheck={false}
      value={form[field]}
      error={error}
      onChange={(event) => onChange({ [field]: event.currentTarget.value })}
    />
  );
}

function Regions({ form, callerArn, onChange }: Pick<Props, 'form' | 'callerArn' | 'onChange'>) {
  const [typed, setTyped] = useState('');
  const known = regionsOf(partitionOf(callerArn)).map(({ name }) => name);
  const chosen = form.regions;
  // A region that is newer than the list can be typed.
  const all = [...new Set([...known, ...(chosen ?? [])])];
  const add = (text: string) => {
    const name = text.trim().toLowerCase();
    if (!/^[a-z]{2,5}(-[a-z]+)+-\d{1,2}$/.test(name)) return;
    onChange({ regions: [...new Set([...(chosen ?? []), name])] });
    setTyped('');
  };
  return (
    <Line label="Regions">
      <div className={style.fields}>
        <SegmentedControl
          aria-label="Regions"
          data={[
            { value: 'all', label: 'All that are switched on' },
            { value: 'some', label: 'Chosen ones' },
          ]}
          value={chosen === null ? 'all' : 'some'}
          onChange={(value) =>
            onChange({ regions: value === 'all' ? null : known.includes('us-east-1') ? ['us-east-1'] : [] })
          }
        />
        {chosen !== null && (
          <Autocomplete
            openOnFocus={false}
            size="xs"
            aria-label="Add a region"
            className={style.short ?? ''}
            placeholder="Add by name"
            data={all.filter((name) => !chosen.includes(name))}
            limit={60}
            value={typed}
            onChange={setTyped}
            onOptionSubmit={(name) => {
              add(name);
              // Mantine writes the option into the field after this.
              requestAnimationFrame(() => setTyped(''));
            }}
            onKeyDown={(event) => event.key === 'Enter' && !event.ctrlKey && add(typed)}
            comboboxProps={{ shadow: 'md' }}
          />
        )}
      </div>
      {chosen !== null && (
        <div className={chips.chips} style={{ marginTop: 8 }}>
          {all.map((name) => (
            // biome-ignore lint/a11y/useSemanticElements: a chip that can be switched on and off
            <button
              key={name}
              type="button"
              role="checkbox"
              aria-checked={chosen.includes(name)}
              className={chips.chip}
              onClick={() => onChange({ regions: toggleOne(all, chosen, name) ?? all })}
            >
              {name}
            </button>
          ))}
          <AllOrNone
            all={chosen.length === all.length}
            onAll={() => onChange({ regions: all })}
            onNone={() => onChange({ regions: [] })}
          />
        </div>
      )}
      <p className={style.doc}>
        {chosen === null
          ? `Each of the ${formatNoun(known.length, 'region')} is asked; one that is not switched on for the account is told as such.`
          : 'Global services (IAM, STS, CloudFront) write to us-east-1.'}
      </p>
    </Line>
  );
}
