// The parts of a strip at the bottom: how far something is, its pause, and how it ended.
import { ActionIcon, Progress, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconPlayerPause, IconPlayerPlay, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import style from './strip.module.css';

/** `share`: 0 to 1; null: nobody can tell. */
export function StripBar({ share, still = false, label }: { share: number | null; still?: boolean; label: string }) {
  return (
    <>
      <Progress
        className={style.bar ?? ''}
        value={share === null ? 100 : share * 100}
        animated={share === null && !still}
        color={still ? 'gray' : 'tracker'}
        aria-label={label}
      />
      <span className={style.percent}>{share === null ? '' : `${Math.floor(share * 100)} %`}</span>
    </>
  );
}

type PauseProps = {
  paused: boolean;
  /** What runs: `the load`. */
  what: string;
  /** What is still done before it rests: `the batch in flight`. */
  rest: string;
  disabled: boolean;
  onPause: () => void;
  onResume: () => void;
};

export function StripPause({ paused, what, rest, disabled, onPause, onResume }: PauseProps) {
  return (
    <Tooltip label={paused ? 'Go on' : `Pause after ${rest}`}>
      <ActionIcon
        aria-label={`${paused ? 'Resume' : 'Pause'} ${what}`}
        disabled={disabled}
        onClick={paused ? onResume : onPause}
      >
        {paused ? <IconPlayerPlay size={15} /> : <IconPlayerPause size={15} />}
      </ActionIcon>
    </Tooltip>
  );
}

type EndProps = {
  /** `failed`: it broke; `partly`: it did not do all. */
  outcome: 'good' | 'partly' | 'failed';
  /** How it ended, in a word. */
  word: string;
  /** What it came to, and what to do now. */
  numbers: ReactNode;
  error: string | null;
  actions: ReactNode;
  onDismiss: () => void;
};

export function StripEnd({ outcome, word, numbers, error, actions, onDismiss }: EndProps) {
  return (
    <>
      {outcome === 'good' ? (
        <IconCheck size={16} color="var(--pm-ok)" />
      ) : (
        <IconAlertTriangle size={16} color={outcome === 'failed' ? 'var(--pm-danger)' : 'var(--pm-warn)'} />
      )}
      <strong role="status">{word}</strong>
      <span className={`${style.numbers} pm-select`}>
        {numbers}
        {error !== null && <span className={style.error}>{error}</span>}
      </span>
      {actions}
      <ActionIcon aria-label="Dismiss" onClick={onDismiss}>
        <IconX size={15} />
      </ActionIcon>
    </>
  );
}
