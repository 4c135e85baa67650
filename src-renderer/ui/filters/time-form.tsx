// The form of a view's time range, which stands on the source's time column.
import { Button, Group } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { setTime } from '../../../shared/query/edit.ts';
import type { View } from '../../../shared/query/view.ts';
import { useTimeZone } from '../case.ts';
import { type DraftProblem, draftOf, filterOf, isProblem } from './draft.ts';
import styles from './filter-form.module.css';
import { RangeFields } from './range-condition.tsx';

type Props = {
  time: View['time'];
  onApply: (change: (view: View) => View) => void;
  onCancel: () => void;
};

const column = { column: 'time', path: [] };

export function TimeForm({ time, onApply, onCancel }: Props) {
  const zone = useTimeZone();
  const [draft, setDraft] = useState(() =>
    draftOf({ ...time, id: '', op: 'range', column, negated: false, enabled: true, includeTo: false }, 'time', zone),
  );
  const [problem, setProblem] = useState<DraftProblem | null>(null);
  const apply = () => {
    const made = filterOf(draft, column, 'time', zone);
    if (isProblem(made)) return setProblem(made);
    if (made.op !== 'range') return;
    const bound = (value: unknown) => (typeof value === 'string' ? value : undefined);
    const [from, to] = [bound(made.from), bound(made.to)];
    onApply((view) => setTime(view, { ...(from ? { from } : {}), ...(to ? { to } : {}) }));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !(event.target as HTMLElement).closest('button')) apply();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter anywhere in the form applies it, as in a <form>
    <div className={styles.form} onKeyDown={onKeyDown}>
      <RangeFields draft={draft} kind="time" problem={problem} onChange={(p) => setDraft({ ...draft, ...p })} />
      <Group gap={6} justify="flex-end">
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        <Button onClick={apply}>Apply</Button>
      </Group>
    </div>
  );
}
