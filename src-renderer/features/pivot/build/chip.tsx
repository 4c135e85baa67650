// A dimension or measure in the builder: its name, what can be changed of it, and away with it.
import { CloseButton, Popover } from '@mantine/core';
import { IconGripVertical } from '@tabler/icons-react';
import { type DragEvent, type KeyboardEvent, type ReactNode, useState } from 'react';
import type { Spot } from '../../../../shared/query/pivot-edit.ts';
import styles from './build.module.css';

type Props = {
  name: string;
  note: string;
  spot: Spot;
  /** A dragged chip would come before it. */
  mark: boolean;
  onKeyDown: (event: KeyboardEvent) => void;
  onDragStart: (event: DragEvent) => void;
  onRemove: () => void;
  children: ReactNode;
};

export function Chip({ name, note, spot, mark, onKeyDown, onDragStart, onRemove, children }: Props) {
  const [opened, setOpened] = useState(false);
  return (
    <li className={styles.item} data-chip data-mark={mark || undefined}>
      <Popover
        opened={opened}
        onChange={setOpened}
        position="right-start"
        width={300}
        trapFocus
        returnFocus
        withinPortal
      >
        <Popover.Target>
          <button
            type="button"
            data-spot={`${spot.zone} ${spot.at}`}
            className={styles.chip}
            draggable
            title={`${name}\nEnter: change · Delete: remove · Alt+arrows: move`}
            onClick={() => setOpened(!opened)}
            onKeyDown={(event) => !opened && onKeyDown(event)}
            onDragStart={onDragStart}
          >
            <IconGripVertical size={13} aria-hidden />
            <span className={styles.chipName}>{name}</span>
            {note && <span className={styles.note}>{note}</span>}
          </button>
        </Popover.Target>
        <Popover.Dropdown aria-label={name}>{children}</Popover.Dropdown>
      </Popover>
      <CloseButton size={18} iconSize={12} aria-label={`Remove ${name}`} tabIndex={-1} onClick={onRemove} />
    </li>
  );
}
