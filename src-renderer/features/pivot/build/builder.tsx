// The builder: rows, columns and values, filled by typing or dragging, and the filters that the pivot counts under.
import { useMemo } from 'react';
import { addDimension, addMeasure, measureAs } from '../../../../shared/query/pivot-edit.ts';
import { useTimeZone } from '../../../ui/case.ts';
import { useSideName } from '../../../ui/window/keyboard-side.ts';
import { type Field, freshColumn, listFields } from '../field-options.ts';
import { usePivot } from '../pivot-context.ts';
import { AxisOrder } from './axis-order.tsx';
import styles from './build.module.css';
import { FieldPicker } from './field-picker.tsx';
import { Filters } from './filters.tsx';
import { Zone } from './zone.tsx';

export function Builder() {
  const side = useSideName();
  const source = usePivot((state) => state.source);
  const edit = usePivot((state) => state.edit);
  const zone = useTimeZone();
  const fields = useMemo(() => listFields(source), [source]);
  const add = (axis: 'rows' | 'columns') => (field: Field) =>
    edit((pivot) => addDimension(pivot, axis, freshColumn(field, zone)));
  return (
    <aside className={styles.builder} aria-label={`Pivot builder${side}`}>
      <Zone zone="rows" title="Rows" fields={fields}>
        <FieldPicker fields={fields} label="Add to rows" onPick={add('rows')} />
        <AxisOrder axis="rows" />
      </Zone>
      <Zone zone="columns" title="Columns" fields={fields}>
        <FieldPicker fields={fields} label="Add to columns" onPick={add('columns')} />
        <AxisOrder axis="columns" />
      </Zone>
      <Zone zone="values" title="Values" fields={fields}>
        <FieldPicker
          fields={fields}
          label="Add a value"
          extras={[{ label: 'Count of rows', onPick: () => edit((pivot) => addMeasure(pivot, { kind: 'count' })) }]}
          onPick={({ ref, kind }) =>
            edit((pivot) =>
              addMeasure(pivot, measureAs(kind === 'number' ? 'sum' : kind === 'time' ? 'min' : 'distinct', ref)),
            )
          }
        />
      </Zone>
      <Filters fields={fields} />
    </aside>
  );
}
