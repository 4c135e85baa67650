// Everything that narrows the view, as chips in words.
import { Button } from '@mantine/core';
import { describeFilter, describeSearch, describeTime } from '../../../../shared/query/describe.ts';
import * as edits from '../../../../shared/query/edit.ts';
import { isColumnFilter } from '../../../../shared/query/view.ts';
import { useTimeZone } from '../../../ui/case.ts';
import { usePane, useView } from '../pane-context.ts';
import { Chip } from './chip.tsx';
import styles from './filters.module.css';

export function ChipsBar({ onEditSearch }: { onEditSearch: () => void }) {
  const view = useView();
  const edit = usePane((state) => state.edit);
  const show = usePane((state) => state.show);
  const timeColumn = usePane((state) => state.table.timeColumn);
  const timeZone = useTimeZone();
  if (!edits.isFiltered(view)) return null;
  const { search, time } = view;
  return (
    <div className={styles.bar} role="toolbar" aria-label="Filters">
      {time && (
        <Chip
          words={describeTime(time, { timeZone })}
          enabled={time.enabled !== false}
          onEdit={(anchor) => timeColumn && show({ kind: 'time', anchor })}
          onToggle={() => edit(edits.toggleTime)}
          onRemove={() => edit((now) => edits.setTime(now, undefined))}
        />
      )}
      {search && (
        <Chip
          words={describeSearch(search)}
          enabled={search.enabled !== false}
          onEdit={onEditSearch}
          onToggle={() => edit(edits.toggleSearch)}
          onRemove={() => edit((now) => edits.setSearch(now, undefined))}
        />
      )}
      {view.where.map((filter) => (
        <Chip
          key={filter.id}
          words={describeFilter(filter, { timeZone })}
          enabled={filter.enabled}
          negated={filter.negated}
          onEdit={(anchor) =>
            isColumnFilter(filter)
              ? show({ kind: 'filter', anchor, column: filter.column, filterId: filter.id })
              : onEditSearch()
          }
          onToggle={() => edit((now) => edits.toggleFilter(now, filter.id))}
          onNegate={() => edit((now) => edits.negateFilter(now, filter.id))}
          onRemove={() => edit((now) => edits.removeFilter(now, filter.id))}
        />
      ))}
      <Button variant="subtle" color="gray" size="compact-xs" onClick={() => edit(edits.clearFilters)}>
        Clear all
      </Button>
    </div>
  );
}
