// How the rows of this table look: height, lines, times and colours, all in one small panel.
import { Button, Checkbox, Kbd, SegmentedControl, Select, Switch } from '@mantine/core';
import { useId } from 'react';
import { readColumnKey } from '../../../../shared/query/column-key.ts';
import { type ColumnRef, columnKey } from '../../../../shared/query/view.ts';
import { useTimeZone } from '../../../ui/case.ts';
import { Floating } from '../floating.tsx';
import { usePane } from '../pane-context.ts';
import { type Anchor, shownColumns } from '../pane-store.ts';
import { edgeColour, groundColour } from './colours.ts';
import styles from './looks.module.css';
import { Density, TimeLook } from './looks.ts';
import { timeWords } from './time-text.ts';
import { useColouring } from './use-colouring.ts';

const timeNames: Record<TimeLook, string> = {
  absolute: 'Absolute',
  relative: 'Relative',
  previous: 'Since row before',
  anchor: 'Anchor',
};
const densityNames: Record<Density, string> = { compact: 'Compact', normal: 'Normal', comfortable: 'Comfortable' };

export function LooksPopup({ anchor }: { anchor: Anchor }) {
  return (
    <Floating anchor={anchor} label="Looks of this table" width={420}>
      <div className={styles.popup}>
        <RowChoices />
        <TimeChoices />
        <ColourChoices />
      </div>
    </Floating>
  );
}

function RowChoices() {
  const { density, lines } = usePane((state) => state.looks);
  const look = usePane((state) => state.look);
  return (
    <>
      <Choice
        label="Rows"
        value={density}
        values={Density.options.map((value) => ({ value, label: densityNames[value] }))}
        onChange={(value) => look({ density: Density.parse(value) })}
      />
      <Choice
        label="Lines in a row"
        value={String(lines)}
        values={[1, 2, 3, 4, 6].map((count) => ({ value: String(count), label: String(count) }))}
        onChange={(value) => look({ lines: Number(value) })}
      />
    </>
  );
}

function TimeChoices() {
  const { times, anchor } = usePane((state) => state.looks);
  const look = usePane((state) => state.look);
  const hasTimes = usePane((state) => state.table.columns.some(({ kind }) => kind === 'time'));
  const zone = useTimeZone();
  if (!hasTimes) return null;
  const hint = anchor === null ? 'An anchor is set with the key a on a time.' : 'Copies and exports keep the instant.';
  return (
    <div>
      <Choice
        label="Times"
        value={times}
        values={TimeLook.options.map((value) => ({
          value,
          label: timeNames[value],
          disabled: value === 'anchor' && anchor === null,
        }))}
        onChange={(value) => look({ times: TimeLook.parse(value) })}
      />
      <p className={styles.hint}>
        {timeWords({ times, anchor, zone })}. {hint}
      </p>
    </div>
  );
}

function ColourChoices() {
  const { colouring, ready, toggle, toggleRule, toggleValues, colourRowsBy } = useColouring();
  const shown = usePane(shownColumns);
  const rest = (taken: ColumnRef[]) => optionsOf(shown, taken);
  return (
    <section className={styles.colours} aria-label="Colours">
      <div className={styles.head}>
        <Switch label="Colours" checked={colouring.on} onChange={toggle} />
        <Kbd size="xs">k</Kbd>
      </div>
      {ready.map(({ id, title, hue }) => (
        <Checkbox
          key={id}
          checked={colouring.on && colouring.rules.includes(id)}
          onChange={() => toggleRule(id)}
          label={
            <span className={styles.rule}>
              <span className={styles.swatch} style={{ background: groundColour(hue), borderColor: edgeColour(hue) }} />
              {title}
            </span>
          }
        />
      ))}
      <Select
        label="Rows by the value of"
        placeholder="No column"
        clearable
        clearButtonProps={{ 'aria-label': 'Do not colour rows by a value' }}
        searchable
        comboboxProps={{ withinPortal: false }}
        data={rest(colouring.rows ? [colouring.rows] : [])}
        value={colouring.rows && columnKey(colouring.rows)}
        onChange={(key) => colourRowsBy(key === null ? null : readColumnKey(key))}
      />
      <Select
        label="Same value, same colour in"
        placeholder="Add a column"
        searchable
        comboboxProps={{ withinPortal: false }}
        data={rest([]).filter((key) => !colouring.values.some((ref) => columnKey(ref) === key))}
        value={null}
        onChange={(key) => {
          const ref = key === null ? null : readColumnKey(key);
          if (ref) toggleValues(ref);
        }}
      />
      {colouring.values.map((ref) => (
        <Button
          key={columnKey(ref)}
          variant="default"
          size="compact-xs"
          aria-label={`Do not colour ${columnKey(ref)}`}
          onClick={() => toggleValues(ref)}
        >
          {columnKey(ref)} ×
        </Button>
      ))}
    </section>
  );
}

/** Keys of the shown columns, and of those chosen already though they are not shown. */
const optionsOf = (shown: ColumnRef[], taken: ColumnRef[]): string[] => [
  ...new Set([...taken, ...shown].map(columnKey)),
];

type ChoiceProps = {
  label: string;
  value: string;
  values: { value: string; label: string; disabled?: boolean }[];
  onChange: (value: string) => void;
};

function Choice({ label, value, values, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div className={styles.choice}>
      <span id={id}>{label}</span>
      <SegmentedControl aria-labelledby={id} data={values} value={value} onChange={onChange} />
    </div>
  );
}
