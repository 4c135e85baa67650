// From when to when, typed in UTC, with the usual spans one key away.
import { Button, TextInput } from '@mantine/core';
import style from '../acquire.module.css';
import { Line } from '../step.tsx';
import { lastDays } from './scope-form.ts';

type Props = {
  label: string;
  from: string;
  to: string;
  errors: { from: boolean; to: boolean };
  onChange: (patch: { from: string; to: string }) => void;
};

const spans = [
  { days: 1, label: 'Today' },
  { days: 7, label: '7 days' },
  { days: 30, label: '30 days' },
  { days: 90, label: '90 days' },
];

export function TimeRange({ label, from, to, errors, onChange }: Props) {
  return (
    <Line label={label}>
      <div className={style.fields}>
        <TextInput
          aria-label="Events from (UTC)"
          className={style.short ?? ''}
          classNames={{ input: 'pm-mono' }}
          placeholder="from: the first (UTC)"
          spellCheck={false}
          value={from}
          error={errors.from}
          onChange={(event) => onChange({ from: event.currentTarget.value, to })}
        />
        <TextInput
          aria-label="Events through (UTC)"
          className={style.short ?? ''}
          classNames={{ input: 'pm-mono' }}
          placeholder="through: the last (UTC)"
          spellCheck={false}
          value={to}
          error={errors.to}
          onChange={(event) => onChange({ from, to: event.currentTarget.value })}
        />
        <Button.Group>
          {spans.map(({ days, label: name }) => (
            <Button key={days} variant="default" onClick={() => onChange(lastDays(days, Date.now()))}>
              {name}
            </Button>
          ))}
          <Button variant="default" onClick={() => onChange({ from: '', to: '' })}>
            All
          </Button>
        </Button.Group>
      </div>
      <p className={style.doc}>
        Times of the events, UTC; a plain day at the end is meant whole. Logs lie under the day they were delivered, so
        the day after the last is looked through too.
      </p>
    </Line>
  );
}
