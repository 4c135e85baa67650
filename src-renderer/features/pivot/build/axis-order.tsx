// In which order the values of an axis stand: by their names, or by a figure.
import { Select } from '@mantine/core';
import type { Axis, Pivot, PivotSort } from '../../../../shared/query/pivot.ts';
import { setSort, sortOf } from '../../../../shared/query/pivot-edit.ts';
import { usePivot, usePresent } from '../pivot-context.ts';
import { measureTitle } from '../words.ts';
import styles from './build.module.css';

export function AxisOrder({ axis }: { axis: Axis }) {
  const pivot = usePresent();
  const edit = usePivot((state) => state.edit);
  if (pivot[axis].length === 0) return null;
  const current = sortOf(pivot, axis);
  const orders = listOrders(pivot, current);
  return (
    <Select
      variant="unstyled"
      size="xs"
      aria-label={`Order of the ${axis}`}
      leftSection={<span className={styles.before}>Order</span>}
      leftSectionWidth={42}
      classNames={{ input: styles.order ?? '' }}
      allowDeselect={false}
      comboboxProps={{ width: 280, position: 'bottom-start' }}
      data={orders.map(({ sort, label }) => ({ value: JSON.stringify(sort), label }))}
      value={JSON.stringify(current)}
      onChange={(text) => {
        const chosen = orders.find(({ sort }) => JSON.stringify(sort) === text);
        if (chosen) edit((now) => setSort(now, chosen.sort, axis));
      }}
    />
  );
}

function listOrders({ values }: Pivot, current: PivotSort): { sort: PivotSort; label: string }[] {
  const known = [
    { sort: { measure: null, descending: false }, label: 'by name' },
    { sort: { measure: null, descending: true }, label: 'by name, last first' },
    ...values.flatMap((measure, i) => [
      { sort: { measure: i, descending: true }, label: `by ${measureTitle(measure)}, largest first` },
      { sort: { measure: i, descending: false }, label: `by ${measureTitle(measure)}, smallest first` },
    ]),
  ];
  if (current.at === undefined) return known;
  const measure = values[current.measure ?? 0];
  const at = current.at.map((value) => value ?? 'empty').join(' · ');
  const direction = current.descending ? 'largest first' : 'smallest first';
  return [...known, { sort: current, label: `by ${measure ? measureTitle(measure) : 'count'} at ${at}, ${direction}` }];
}
