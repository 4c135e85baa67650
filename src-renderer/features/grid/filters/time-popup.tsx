// Editing the view's time range, which stands on the source's time column.
import { Button, Group } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { setTime } from '../../../../shared/query/edit.ts';
import { useTimeZone } from '../../../ui/case.ts';
import { Floating, useClosePopup } from '../floating.tsx';
import { usePane, useView } from '../pane-context.ts';
import type { Anchor } from '../pane-store.ts';
import { type DraftProblem, draftOf, filterOf, isProblem } from './draft.ts';
import styles from './filters.module.css';
import { RangeFields } from './range-condition.tsx';

const column = { column: 'time', path: [] };

export function TimePopup({ anchor }: { anchor: Anchor }) {
  const zone = useTimeZone();
  const time = useView().time;
  const edit = usePane((state) => state.edit);
  const close = useClosePopup();
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
    edit((view) => setTime(view, { ...(from ? { from } : {}), ...(to ? { to } : {}) }));
    close();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !(event.target as HTMLElement).closest('button')) apply();
  };
  return (
    <Floating anchor={anchor} label="Time range" width={260}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter anywhere in the form applies it, as in a <form> */}
      <div className={styles.form} onKeyDown={onKeyDown}>
        <RangeFields draft={draft} kind="time" problem={problem} onChange={(p) => setDraft({ ...draft, ...p })} />
        <Group gap={6} justify="flex-end">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button onClick={apply}>Apply</Button>
        </Group>
      </div>
    </Floating>
  );
}
