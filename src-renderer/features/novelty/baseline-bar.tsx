// What is known before and what is asked about: a proposal, or times of one's own.
import { Select, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Baseline, TrailExtent } from '../../../shared/contract/novelty.ts';
import { proposeBaselines } from '../../../shared/novelty/baselines.ts';
import { formatInstant, parseInstant } from '../../../shared/values/time.ts';
import { useTimeZone } from '../../ui/case.ts';
import pane from '../../ui/controls/pane.module.css';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import style from './novelty.module.css';

type Props = { extent: TrailExtent; baseline: Baseline; onBaseline: (baseline: Baseline) => void };

export function BaselineBar({ extent, baseline, onBaseline }: Props) {
  const zone = useTimeZone();
  const side = useSideName();
  const proposed = proposeBaselines(extent.first!, extent.last!);
  const isChosen = (one: Baseline) => JSON.stringify(one) === JSON.stringify(baseline);
  const chosen = proposed.find((one) => isChosen(one.baseline));
  const set = (end: keyof Baseline, iso: string | null) => {
    const { [end]: _old, ...rest } = baseline;
    onBaseline({ ...(rest as Baseline), ...(iso === null ? {} : { [end]: iso }) });
  };
  return (
    <div className={pane.toolbar} role="toolbar" aria-label={`Baseline${side}`}>
      <span className={style.label}>Known ({zone}):</span>
      <Select
        aria-label="What is known before"
        w={185}
        allowDeselect={false}
        value={chosen?.id ?? 'own'}
        data={[
          ...proposed.map(({ id, title }) => ({ value: id, label: title })),
          ...(chosen ? [] : [{ value: 'own', label: 'Times of my own' }]),
        ]}
        onChange={(id) => {
          const found = proposed.find((one) => one.id === id);
          if (found) onBaseline(found.baseline);
        }}
      />
      <TimeField
        label="Known from"
        empty={formatInstant(extent.first!, zone).slice(0, 16)}
        iso={baseline.from ?? null}
        onTime={(iso) => set('from', iso)}
      />
      <TimeField
        label="New from"
        empty=""
        iso={baseline.to}
        onTime={(iso) => {
          if (iso !== null) set('to', iso);
        }}
      />
      <TimeField
        label="New until"
        empty={formatInstant(extent.last!, zone).slice(0, 16)}
        iso={baseline.until ?? null}
        onTime={(iso) => set('until', iso)}
      />
    </div>
  );
}

type FieldProps = { label: string; empty: string; iso: string | null; onTime: (iso: string | null) => void };

const written = (iso: string | null, zone: string) =>
  iso === null ? '' : formatInstant(iso, zone).replace(/:00(?:\.0+)?$/, '');

/** Taken on Enter and when it is left; a text that is no time is marked and not used. */
function TimeField({ label, empty, iso, onTime }: FieldProps) {
  const zone = useTimeZone();
  const [text, setText] = useState(written(iso, zone));
  useEffect(() => setText(written(iso, zone)), [iso, zone]);
  const read = parseInstant(text, zone);
  const isWrong = text.trim() !== '' && read === null;
  const take = () => {
    if (text === written(iso, zone) || isWrong) return;
    if (text.trim() === '' && empty === '') return setText(written(iso, zone));
    onTime(read);
  };
  return (
    <span className={style.field}>
      {label}
      <TextInput
        aria-label={`${label} (${zone})`}
        placeholder={empty}
        classNames={{ input: 'pm-mono' }}
        w={150}
        spellCheck={false}
        error={isWrong}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={take}
        onKeyDown={(event) => event.key === 'Enter' && take()}
      />
    </span>
  );
}
