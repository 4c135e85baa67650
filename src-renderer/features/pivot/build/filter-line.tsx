// A condition in the builder, in words: opened to change it; switched off, turned round or removed by its keys.
import { CloseButton } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import styles from './build.module.css';

type Props = {
  /** Names it within the builder. */
  line: string;
  words: string;
  enabled: boolean;
  onEdit: () => void;
  onToggle: () => void;
  onNegate?: () => void;
  onRemove: () => void;
};

export function FilterLine({ line, words, enabled, onEdit, onToggle, onNegate, onRemove }: Props) {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Delete' || event.key === 'Backspace') {
      focusNext(event.currentTarget);
      onRemove();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      focusBeside(event.currentTarget, event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'o') onToggle();
    else if (event.key === 'n' && onNegate) onNegate();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <li className={styles.item} data-off={!enabled || undefined}>
      <button
        type="button"
        data-line={line}
        className={styles.chip}
        title={`${words}\nEnter: change · ${onNegate ? 'n: turn round · ' : ''}o: off or on · Delete: remove`}
        onClick={onEdit}
        onKeyDown={onKeyDown}
      >
        <span className={styles.filter}>
          <bdi>{words}</bdi>
        </span>
        {!enabled && <span className={styles.note}>off</span>}
      </button>
      <CloseButton size={18} iconSize={12} aria-label={`Remove ${words}`} tabIndex={-1} onClick={onRemove} />
    </li>
  );
}

const linesOf = (line: HTMLElement) => [
  ...(line.closest('section')?.querySelectorAll<HTMLElement>('[data-line], input') ?? []),
];

/** The next condition, or where one is added. */
function focusBeside(line: HTMLElement, by: number): void {
  const lines = linesOf(line);
  lines[lines.indexOf(line) + by]?.focus();
}

const focusNext = (line: HTMLElement) => focusBeside(line, 1);
