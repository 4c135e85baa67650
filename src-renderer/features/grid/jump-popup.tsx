// Goes to a row by number, or to the first row at or after a time.
import { Button, Group, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { parseInstant } from '../../../shared/values/time.ts';
import { useTimeZone } from '../../ui/case.ts';
import { useEngine } from '../../ui/engine.ts';
import { describeProblem, showNote } from '../../ui/problem.ts';
import { Floating, useClosePopup } from './floating.tsx';
import { usePane, usePaneStore } from './pane-context.ts';
import type { Anchor } from './pane-store.ts';
import { readJump } from './read-jump.ts';

export function JumpPopup({ anchor }: { anchor: Anchor }) {
  const engine = useEngine();
  const store = usePaneStore();
  const zone = useTimeZone();
  const close = useClosePopup();
  const hasTime = usePane((state) => state.table.timeColumn !== null);
  const matched = usePane((state) => state.opened?.matched ?? 0);
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);

  const go = async () => {
    const { opened, handle, focus } = store.getState();
    const place = readJump(text, (typed) => (hasTime ? parseInstant(typed, zone) : null));
    if (!opened || !place) return setProblem(hasTime ? 'Write a row number or a time.' : 'Write a row number.');
    let index = 'row' in place ? place.row - 1 : null;
    if ('time' in place) {
      index = (await engine.views.locate({ viewId: opened.viewId, time: place.time })).index;
      if (index === null) showNote('No row is that late: went to the last one.');
    }
    store.getState().show(null);
    handle?.focusCell(Math.max(0, Math.min(opened.matched - 1, index ?? opened.matched - 1)), focus?.column, 'middle');
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    go().catch((error: unknown) => setProblem(describeProblem(error, 'go there').message));
  };
  return (
    <Floating anchor={anchor} label="Go to" width={280}>
      <form onSubmit={onSubmit}>
        <TextInput
          data-autofocus
          label={hasTime ? `Row number or time (${zone})` : 'Row number'}
          placeholder={hasTime ? '120000 or 2024-01-31 13:45' : '120000'}
          classNames={{ input: 'pm-mono' }}
          value={text}
          error={problem}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setProblem(null);
          }}
        />
        <Group gap={6} mt={8} justify="space-between">
          <Text size="xs" c="dimmed">
            {matched.toLocaleString('en-US')} rows
          </Text>
          <Group gap={6}>
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit">Go</Button>
          </Group>
        </Group>
      </form>
    </Floating>
  );
}
