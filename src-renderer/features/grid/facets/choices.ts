// What a click on a value does to the view: the value is kept, left out, or no longer either.
import { filterIn, filterOut, removeFilter, replaceFilter } from '../../../../shared/query/edit.ts';
import { type ColumnRef, isOnColumn, type Scalar, type View } from '../../../../shared/query/view.ts';

export type Choice = 'in' | 'out';

const listOf = (view: View, column: ColumnRef, choice: Choice) =>
  view.where.find(
    (filter) =>
      filter.op === 'in' && filter.enabled && filter.negated === (choice === 'out') && isOnColumn(filter, column),
  );

/** Whether the column's value lists that are on name the value. */
export function choiceOf(view: View, column: ColumnRef, value: Scalar): Choice | null {
  const names = (choice: Choice) => {
    const list = listOf(view, column, choice);
    return list?.op === 'in' && list.values.includes(value);
  };
  return names('in') ? 'in' : names('out') ? 'out' : null;
}

/** The same choice again takes it back; the other one takes its place. */
export function chooseValue(view: View, column: ColumnRef, value: Scalar, choice: Choice): View {
  const present = choiceOf(view, column, value);
  const without = present ? takeBack(view, column, value, present) : view;
  if (present === choice) return without;
  return choice === 'in' ? filterIn(without, column, value) : filterOut(without, column, value);
}

function takeBack(view: View, column: ColumnRef, value: Scalar, choice: Choice): View {
  const list = listOf(view, column, choice);
  if (list?.op !== 'in') return view;
  const values = list.values.filter((known) => known !== value);
  return values.length === 0 ? removeFilter(view, list.id) : replaceFilter(view, list.id, { ...list, values });
}
