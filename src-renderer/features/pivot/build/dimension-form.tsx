// What a dimension's values are turned into, and how many of them are kept.
import { Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import { derivationKey } from '../../../../shared/query/derivation.ts';
import { type Axis, type Dimension, defaultTop } from '../../../../shared/query/pivot.ts';
import { changeDimension } from '../../../../shared/query/pivot-edit.ts';
import { columnKey } from '../../../../shared/query/view.ts';
import { useTimeZone } from '../../../ui/case.ts';
import { derivationChoices, type Field, kindIn } from '../field-options.ts';
import { usePivot, usePresent } from '../pivot-context.ts';
import { measureTitle, nameColumn } from '../words.ts';
import styles from './build.module.css';

type Props = { axis: Axis; at: number; dimension: Dimension; fields: Field[] };

export function DimensionForm({ axis, at, dimension, fields }: Props) {
  const zone = useTimeZone();
  const pivot = usePresent();
  const { values } = pivot;
  const edit = usePivot((state) => state.edit);
  const { column, top } = dimension;
  const change = (next: Dimension) => edit((pivot) => changeDimension(pivot, axis, at, next));
  const known = derivationChoices(kindIn(fields, column), column.by && 'zone' in column.by ? column.by.zone : zone);
  const keyOf = (by: Dimension['column']['by']) => (by ? derivationKey(by) : '');
  const current = keyOf(column.by);
  const choices = known.some(({ by }) => keyOf(by) === current) ? known : [...known, { label: current, by: column.by }];
  const { by: _by, ...plain } = column;
  const withBy = (by: NonNullable<typeof column.by>): Dimension => ({ ...dimension, column: { ...plain, by } });
  const split = column.by?.kind === 'split' ? column.by : null;
  return (
    <div className={styles.form}>
      <Select
        label={columnKey(plain)}
        data-autofocus
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        maxDropdownHeight={280}
        data={choices.map(({ label, by }) => ({ value: keyOf(by), label }))}
        value={current}
        onChange={(key) => {
          const by = choices.find((choice) => keyOf(choice.by) === key)?.by;
          change({ ...dimension, column: by ? { ...plain, by } : plain });
        }}
      />
      {split && (
        <div className={styles.line}>
          <Select
            aria-label="Side"
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
            data={['before', 'after']}
            value={split.side}
            onChange={(side) => change(withBy({ ...split, side: side === 'after' ? 'after' : 'before' }))}
          />
          <Select
            aria-label="Which separator"
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
            data={[
              { value: 'first', label: 'the first' },
              { value: 'last', label: 'the last' },
            ]}
            value={split.at}
            onChange={(which) => change(withBy({ ...split, at: which === 'last' ? 'last' : 'first' }))}
          />
        </div>
      )}
      {split && (
        <TextInput
          label="Separator"
          key={split.separator}
          defaultValue={split.separator}
          onBlur={(event) => {
            const separator = event.currentTarget.value;
            if (separator !== '') change(withBy({ ...split, separator }));
          }}
          onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
        />
      )}
      <Checkbox
        label="Only some of its values"
        description={`The others come together as one. Otherwise the ${defaultTop[axis].toLocaleString('en-US')} with most are kept.`}
        checked={top !== undefined}
        onChange={(event) => {
          const { top: _top, ...rest } = dimension;
          change(event.currentTarget.checked ? { ...rest, top: { count: 10, by: 0, order: 'largest' } } : rest);
        }}
      />
      {top && (
        <div className={styles.line}>
          <Select
            aria-label="Which"
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
            data={[
              { value: 'largest', label: 'largest' },
              { value: 'smallest', label: 'smallest' },
            ]}
            value={top.order}
            onChange={(order) =>
              change({ ...dimension, top: { ...top, order: order === 'smallest' ? 'smallest' : 'largest' } })
            }
          />
          <NumberInput
            aria-label="How many"
            min={1}
            max={5000}
            allowDecimal={false}
            value={top.count}
            onChange={(count) =>
              typeof count === 'number' &&
              count >= 1 &&
              change({ ...dimension, top: { ...top, count: Math.min(5000, count) } })
            }
          />
        </div>
      )}
      {top && at > 0 && (
        <Select
          label="of"
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          data={[
            { value: '', label: 'all rows' },
            { value: 'parent', label: `each ${nameColumn(pivot[axis][at - 1]!.column)}` },
          ]}
          value={top.within ?? ''}
          onChange={(within) => {
            const { within: _within, ...wide } = top;
            change({ ...dimension, top: within === 'parent' ? { ...wide, within } : wide });
          }}
        />
      )}
      {top && values.length > 0 && (
        <Select
          label="by"
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          data={values.map((measure, i) => ({ value: String(i), label: measureTitle(measure) }))}
          value={String(Math.min(top.by, values.length - 1))}
          onChange={(by) => change({ ...dimension, top: { ...top, by: Number(by) } })}
        />
      )}
    </div>
  );
}
