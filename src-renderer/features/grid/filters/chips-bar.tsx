// What narrows the view besides the query, as chips in words; each can go on as part of the query.
import { Button } from '@mantine/core';
import { IconCursorText } from '@tabler/icons-react';
import { describeFilter, describeTime } from '../../../../shared/query/describe.ts';
import * as edits from '../../../../shared/query/edit.ts';
import { filtersToQuery } from '../../../../shared/query/query-text/convert.ts';
import { isColumnFilter } from '../../../../shared/query/view.ts';
import { useTimeZone } from '../../../ui/case.ts';
import { showProblem } from '../../../ui/problem.ts';
import { usePane, useView } from '../pane-context.ts';
import { Chip } from './chip.tsx';
import styles from './filters.module.css';

export function ChipsBar({ onEditQuery }: { onEditQuery: () => void }) {
  const view = useView();
  const edit = usePane((state) => state.edit);
  const show = usePane((state) => state.show);
  const table = usePane((state) => state.table);
  const timeZone = useTimeZone();
  const { time } = view;
  if (view.where.length === 0 && !time) return null;
  const asText = (ids: string[]) => {
    try {
      edit((now) => filtersToQuery(now, ids, table));
    } catch (error) {
      showProblem(error, 'put it into the query');
    }
    onEditQuery();
  };
  const live = view.where.filter(({ enabled }) => enabled);
  return (
    <div className={styles.bar} role="toolbar" aria-label="Filters">
      {time && (
        <Chip
          words={describeTime(time, { timeZone })}
          enabled={time.enabled !== false}
          onEdit={(anchor) => table.timeColumn && show({ kind: 'time', anchor })}
          onToggle={() => edit(edits.toggleTime)}
          onRemove={() => edit((now) => edits.setTime(now, undefined))}
        />
      )}
      {view.where.map((filter) => (
        <Chip
          key={filter.id}
          words={describeFilter(filter, { timeZone })}
          enabled={filter.enabled}
          negated={filter.negated}
          more={{
            label: 'Edit as text',
            key: 't',
            icon: <IconCursorText size={13} />,
            run: () => asText([filter.id]),
          }}
          onEdit={(anchor) =>
            isColumnFilter(filter)
              ? show({ kind: 'filter', anchor, column: filter.column, filterId: filter.id })
              : asText([filter.id])
          }
          onToggle={() => edit((now) => edits.toggleFilter(now, filter.id))}
          onNegate={() => edit((now) => edits.negateFilter(now, filter.id))}
          onRemove={() => edit((now) => edits.removeFilter(now, filter.id))}
        />
      ))}
      {live.length > 1 && (
        <Button variant="subtle" color="gray" size="compact-xs" onClick={() => asText(live.map(({ id }) => id))}>
          All as text
        </Button>
      )}
      <Button variant="subtle" color="gray" size="compact-xs" onClick={() => edit(edits.clearFilters)}>
        Clear all
      </Button>
    </div>
  );
}
