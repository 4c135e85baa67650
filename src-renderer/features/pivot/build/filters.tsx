// What the pivot counts under: conditions on columns, a time range, a query, each made and changed here as in a grid.
import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { describeFilter, describeTime } from '../../../../shared/query/describe.ts';
import * as edits from '../../../../shared/query/edit.ts';
import { filtersToQuery } from '../../../../shared/query/query-text/convert.ts';
import { isColumnFilter, type View } from '../../../../shared/query/view.ts';
import { useTimeZone } from '../../../ui/case.ts';
import { FilterForm } from '../../../ui/filters/filter-form.tsx';
import { TimeForm } from '../../../ui/filters/time-form.tsx';
import { showProblem } from '../../../ui/problem.ts';
import { useSideName } from '../../../ui/window/keyboard-side.ts';
import { useWorkspace } from '../../../ui/window/workspace.ts';
import { type Field, fieldOf } from '../field-options.ts';
import { usePivot, usePresent } from '../pivot-context.ts';
import { Beside } from './beside.tsx';
import styles from './build.module.css';
import { FieldPicker } from './field-picker.tsx';
import { FilterLine } from './filter-line.tsx';
import { QueryForm } from './query-form.tsx';

/** What is made or changed: a new condition on a column, a filter by id, the time range, the query. */
type Open = { kind: 'new'; field: Field } | { kind: 'filter'; id: string } | { kind: 'time' } | { kind: 'query' };

export function Filters({ fields }: { fields: Field[] }) {
  const side = useSideName();
  const { view } = usePresent();
  const timeZone = useTimeZone();
  const edit = usePivot((state) => state.edit);
  const source = usePivot((state) => state.source);
  const [open, setOpen] = useState<Open | null>(null);
  const section = useRef<HTMLElement>(null);
  const change = (next: (view: View) => View) => edit((pivot) => ({ ...pivot, view: next(pivot.view) }));
  const close = () => {
    setOpen(null);
    requestAnimationFrame(() => {
      // Whoever clicked into another field meant it.
      const has = document.activeElement;
      if (has !== document.body && !has?.closest('[role="dialog"]')) return;
      const opener = section.current?.querySelector<HTMLElement>(
        open?.kind === 'new' ? 'input' : `[data-line="${lineOf(open)}"]`,
      );
      (opener ?? section.current?.querySelector<HTMLElement>('input'))?.focus();
    });
  };
  const apply = (next: (view: View) => View) => {
    change(next);
    close();
  };
  const { query, time } = view;
  const edited = open?.kind === 'filter' ? view.where.find(({ id }) => id === open.id) : undefined;
  const column =
    open?.kind === 'new' ? open.field : edited && isColumnFilter(edited) ? fieldOf(fields, edited.column) : null;
  const asText = (id: string) => {
    try {
      change((now) => filtersToQuery(now, [id], source));
      setOpen({ kind: 'query' });
    } catch (error) {
      showProblem(error, 'write the condition as text');
    }
  };
  const isNone = view.where.length === 0 && !time && !query;
  return (
    <section ref={section} className={styles.zone} data-zone="filters" aria-label={`Filters${side}`}>
      <h2 className={styles.title}>Filters</h2>
      {isNone && <p className={styles.empty}>All rows of {source.title}.</p>}
      <ul className={styles.chips}>
        {query && (
          <FilterLine
            line="query"
            words={query.text}
            enabled={query.enabled !== false}
            onEdit={() => setOpen({ kind: 'query' })}
            onToggle={() => change(edits.toggleQuery)}
            onRemove={() => change((now) => edits.setQuery(now, undefined))}
          />
        )}
        {time && (
          <FilterLine
            line="time"
            words={describeTime(time, { timeZone })}
            enabled={time.enabled !== false}
            onEdit={() => setOpen({ kind: 'time' })}
            onToggle={() => change(edits.toggleTime)}
            onRemove={() => change((now) => edits.setTime(now, undefined))}
          />
        )}
        {view.where.map((filter) => (
          <FilterLine
            key={filter.id}
            line={filter.id}
            words={describeFilter(filter, { timeZone })}
            enabled={filter.enabled}
            onEdit={() => (isColumnFilter(filter) ? setOpen({ kind: 'filter', id: filter.id }) : asText(filter.id))}
            onNegate={() => change((now) => edits.negateFilter(now, filter.id))}
            onToggle={() => change((now) => edits.toggleFilter(now, filter.id))}
            onRemove={() => change((now) => edits.removeFilter(now, filter.id))}
          />
        ))}
      </ul>
      <Beside
        opened={open !== null}
        label={column ? `Filter ${column.key}` : open?.kind === 'time' ? 'Time range' : 'Query'}
        onClose={close}
        target={
          <div>
            <FieldPicker
              fields={fields}
              label="Add a filter"
              extras={[
                ...(source.timeColumn === null
                  ? []
                  : [{ label: 'Time range', onPick: () => setOpen({ kind: 'time' }) }]),
                { label: 'Query', onPick: () => setOpen({ kind: 'query' }) },
              ]}
              onPick={(field) => setOpen({ kind: 'new', field })}
            />
          </div>
        }
      >
        {column && (
          <FilterForm
            key={edited?.id ?? column.key}
            view={view}
            column={column}
            filter={edited}
            onCancel={close}
            onApply={(made) =>
              apply((now) => (edited ? edits.replaceFilter(now, edited.id, made) : edits.addFilter(now, made)))
            }
            {...(edited ? { onRemove: () => apply((now) => edits.removeFilter(now, edited.id)) } : {})}
          />
        )}
        {open?.kind === 'time' && <TimeForm time={time} onApply={apply} onCancel={close} />}
        {open?.kind === 'query' && <QueryForm query={query} source={source} onApply={apply} onCancel={close} />}
      </Beside>
      <Button
        variant="subtle"
        color="gray"
        size="compact-xs"
        justify="flex-start"
        onClick={() => useWorkspace.getState().openGrid(view, source.title)}
      >
        Show these rows as a grid…
      </Button>
    </section>
  );
}

const lineOf = (open: Open | null) => (open?.kind === 'filter' ? open.id : (open?.kind ?? ''));
