// The form behind every column filter, new or edited: a value list, a text comparison or a range, each also negated.
import { Button, Checkbox, Group, SegmentedControl } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import type { ColumnKind } from '../../../shared/contract/views.ts';
import type { NewFilter } from '../../../shared/query/edit.ts';
import { type ColumnRef, type Filter, isOnColumn, type View } from '../../../shared/query/view.ts';
import { useTimeZone } from '../case.ts';
import { type DraftProblem, draftOf, type FilterDraft, filterOf, isProblem } from './draft.ts';
import styles from './filter-form.module.css';
import { RangeCondition } from './range-condition.tsx';
import { TextCondition } from './text-condition.tsx';
import { ValueList } from './value-list.tsx';

/** What is filtered: its unique text name, what its values are, and what they mean. */
export type FilteredColumn = { ref: ColumnRef; key: string; kind: ColumnKind; doc: string | undefined };

type Props = {
  view: View;
  column: FilteredColumn;
  /** The filter that is edited; absent for a new one. */
  filter?: Filter | undefined;
  onApply: (filter: NewFilter) => void;
  onRemove?: () => void;
  onCancel: () => void;
};

const modes = [
  { value: 'values', label: 'Values' },
  { value: 'text', label: 'Text' },
  { value: 'range', label: 'Range' },
];

export function FilterForm({ view, column, filter, onApply, onRemove, onCancel }: Props) {
  const zone = useTimeZone();
  const [draft, setDraft] = useState(() => draftOf(filter, column.kind, zone));
  const [problem, setProblem] = useState<DraftProblem | null>(null);
  const change = (patch: Partial<FilterDraft>) => {
    setDraft({ ...draft, ...patch });
    setProblem(null);
  };
  const apply = () => {
    const made = filterOf(draft, column.ref, column.kind, zone);
    if (isProblem(made)) setProblem(made);
    else onApply(made);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isButton = (event.target as HTMLElement).closest('button, [role="option"]');
    if (event.key !== 'Enter' || isButton) return;
    event.preventDefault();
    apply();
  };
  // The list offers what the other filters leave, so that a chosen value can be taken back.
  const others = { ...view, where: view.where.filter((f) => f.id !== filter?.id && !isOnColumn(f, column.ref)) };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter anywhere in the form applies it, as in a <form>
    <div className={styles.form} onKeyDown={onKeyDown}>
      <div className={styles.formTitle} title={column.doc}>
        <bdi>{column.key}</bdi> <span className="pm-dim">{column.kind}</span>
      </div>
      <SegmentedControl
        fullWidth
        data={modes}
        value={draft.mode}
        aria-label="Kind of filter"
        onChange={(mode) => change({ mode: mode as FilterDraft['mode'] })}
      />
      <div className={styles.formBody} key={draft.mode}>
        {draft.mode === 'values' && (
          <ValueList
            view={others}
            column={column.ref}
            chosen={draft.values}
            onChoose={(values) => change({ values })}
          />
        )}
        {draft.mode === 'text' && <TextCondition draft={draft} problem={problem?.message ?? null} onChange={change} />}
        {draft.mode === 'range' && (
          <RangeCondition draft={draft} kind={column.kind} problem={problem} onChange={change} />
        )}
      </div>
      <Checkbox
        label="Leave these rows out"
        checked={draft.negated}
        onChange={(event) => change({ negated: event.currentTarget.checked })}
      />
      {problem?.field === 'values' && <div className={styles.problem}>{problem.message}</div>}
      <Group gap={6} justify="flex-end">
        {onRemove && (
          <Button variant="subtle" color="red" mr="auto" onClick={onRemove}>
            Remove
          </Button>
        )}
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        <Button onClick={apply}>Apply</Button>
      </Group>
    </div>
  );
}
