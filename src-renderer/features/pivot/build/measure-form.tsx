// What a measure says of its column, and whether as a share.
import { NumberInput, Select } from '@mantine/core';
import { canShare, type Measure, type MeasureKind, measuredColumn } from '../../../../shared/query/pivot.ts';
import { changeMeasure, measureAs } from '../../../../shared/query/pivot-edit.ts';
import { columnKey } from '../../../../shared/query/view.ts';
import { type Field, kindIn, measureKinds, measureLabels } from '../field-options.ts';
import { usePivot } from '../pivot-context.ts';
import styles from './build.module.css';

type Props = { at: number; measure: Measure; fields: Field[] };

const shares = [
  { value: '', label: 'the figure itself' },
  { value: 'row', label: 'share of its row' },
  { value: 'column', label: 'share of its column' },
  { value: 'total', label: 'share of everything' },
];

export function MeasureForm({ at, measure, fields }: Props) {
  const edit = usePivot((state) => state.edit);
  const hasTime = usePivot((state) => state.source.timeColumn !== null);
  const change = (next: Measure) => edit((pivot) => changeMeasure(pivot, at, next));
  const column = measuredColumn(measure);
  const kinds: MeasureKind[] = column === null ? ['count'] : measureKinds(kindIn(fields, column), hasTime);
  return (
    <div className={styles.form}>
      {column ? (
        <Select
          label={columnKey(column)}
          data-autofocus
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          maxDropdownHeight={320}
          data={kinds.map((kind) => ({ value: kind, label: measureLabels[kind] }))}
          value={measure.kind}
          onChange={(kind) => kind && change(measureAs(kind as MeasureKind, column, measure))}
        />
      ) : (
        <b>Count of rows</b>
      )}
      {measure.kind === 'percentile' && (
        <NumberInput
          label="Percentile"
          min={0}
          max={100}
          value={measure.at}
          description="The smallest value that so many percent of the values do not exceed."
          onChange={(percent) =>
            typeof percent === 'number' && percent >= 0 && percent <= 100 && change({ ...measure, at: percent })
          }
        />
      )}
      {canShare(measure) && (
        <Select
          label="Shown as"
          {...(column === null ? { 'data-autofocus': true } : {})}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          data={shares}
          value={measure.of ?? ''}
          onChange={(of) => {
            const { of: _of, ...plain } = measure;
            change(of ? { ...plain, of: of as 'row' } : plain);
          }}
        />
      )}
    </div>
  );
}
