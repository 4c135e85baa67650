// Where the pane has been, in words, newest last; any of it can be gone back to, or all of it gone through from the start.
import { Button, Group } from '@mantine/core';
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { describeView } from '../../../../shared/query/describe.ts';
import { formatInstant } from '../../../../shared/values/time.ts';
import { useTimeZone } from '../../../ui/case.ts';
import { moveFocus } from '../../../ui/window/roving.ts';
import { Floating } from '../floating.tsx';
import { usePane, usePaneStore } from '../pane-context.ts';
import type { Popup } from '../pane-store.ts';
import styles from './marks.module.css';

/** Between two views of a replay. */
const replayMs = 1_500;

export function HistoryPopup({ anchor }: Extract<Popup, { kind: 'history' }>) {
  const store = usePaneStore();
  const trail = usePane((state) => state.trail);
  const timeZone = useTimeZone();
  const list = useRef<HTMLOListElement>(null);
  const [replaying, setReplaying] = useState(false);
  const goTo = (at: number) => store.getState().goBy(at - store.getState().trail.here);

  useEffect(() => {
    list.current?.children[trail.here]?.scrollIntoView({ block: 'nearest' });
  }, [trail.here]);
  useEffect(() => {
    if (!replaying) return;
    const timer = setInterval(() => {
      const { trail: now, opening, goBy } = store.getState();
      if (opening) return; // The rows of this view are not there yet.
      if (now.here + 1 < now.visits.length) goBy(1);
      else setReplaying(false);
    }, replayMs);
    return () => clearInterval(timer);
  }, [replaying, store]);

  return (
    <Floating anchor={anchor} label="History of this tab" width={460}>
      <Group justify="space-between" mb={6}>
        <b>History of this tab</b>
        <Button
          variant="default"
          size="compact-xs"
          disabled={trail.visits.length < 2}
          leftSection={replaying ? <IconPlayerStop size={13} /> : <IconPlayerPlay size={13} />}
          onClick={() => {
            if (!replaying) goTo(0);
            setReplaying(!replaying);
          }}
        >
          {replaying ? 'Stop' : 'Replay from the start'}
        </Button>
      </Group>
      <ol ref={list} className={styles.visits} onKeyDown={moveFocus}>
        {trail.visits.map(({ view, at }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: visits are told apart by their place alone
          <li key={i}>
            <button
              type="button"
              data-roving
              className={styles.visit}
              {...(i === trail.here ? { 'aria-current': 'step' as const, 'data-autofocus': true } : {})}
              onClick={() => {
                setReplaying(false);
                goTo(i);
              }}
            >
              <span className="pm-dim pm-mono">
                {formatInstant(new Date(at).toISOString(), timeZone).slice(11, 19)}
              </span>
              <bdi className={styles.visitWords}>{describeView(view, { timeZone })}</bdi>
            </button>
          </li>
        ))}
      </ol>
    </Floating>
  );
}
