// The filter form as it opens from a column's header: for the one filter the column has, else for a new one.
import { addFilter, removeFilter, replaceFilter } from '../../../../shared/query/edit.ts';
import { type ColumnRef, isOnColumn } from '../../../../shared/query/view.ts';
import { FilterForm } from '../../../ui/filters/filter-form.tsx';
import { resolveColumn } from '../columns/resolve.ts';
import { Floating, useClosePopup } from '../floating.tsx';
import { usePane, useView } from '../pane-context.ts';
import type { Anchor } from '../pane-store.ts';

type Props = { anchor: Anchor; column: ColumnRef; filterId?: string | undefined };

export function FilterPopup({ anchor, column, filterId }: Props) {
  const view = useView();
  const table = usePane((state) => state.table);
  const edit = usePane((state) => state.edit);
  const close = useClosePopup();
  const onColumn = view.where.filter((filter) => isOnColumn(filter, column));
  const filter = filterId
    ? view.where.find(({ id }) => id === filterId)
    : onColumn.length === 1
      ? onColumn[0]
      : undefined;
  const resolved = resolveColumn(table, column);
  return (
    <Floating anchor={anchor} label={`Filter ${resolved.key}`} width={320}>
      <FilterForm
        view={view}
        column={resolved}
        filter={filter}
        onCancel={close}
        onApply={(made) => {
          edit((now) => (filter ? replaceFilter(now, filter.id, made) : addFilter(now, made)));
          close();
        }}
        {...(filter
          ? {
              onRemove: () => {
                edit((now) => removeFilter(now, filter.id));
                close();
              },
            }
          : {})}
      />
    </Floating>
  );
}
