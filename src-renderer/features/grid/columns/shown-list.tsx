// The shown columns in their order: dragged or moved by keys, pinned and hidden.
import { ActionIcon, UnstyledButton } from '@mantine/core';
import { IconEyeOff, IconGripVertical, IconPin, IconPinFilled } from '@tabler/icons-react';
import { type DragEvent, type KeyboardEvent, useRef, useState } from 'react';
import { hideColumn, moveColumn } from '../../../../shared/query/edit.ts';
import { usePane } from '../pane-context.ts';
import { shownColumns } from '../pane-store.ts';
import styles from './columns.module.css';
import type { Pin } from './layout.ts';
import { type ResolvedColumn, resolveColumn } from './resolve.ts';

const nextPin: Record<string, Pin | null> = { none: 'left', left: 'right', right: null };

export function ShownList({ search }: { search: string }) {
  const columns = usePane(shownColumns);
  const table = usePane((state) => state.table);
  const pins = usePane((state) => state.looks.pins);
  const edit = usePane((state) => state.edit);
  const pin = usePane((state) => state.pin);
  const list = useRef<HTMLUListElement>(null);
  const dragged = useRef<ResolvedColumn | null>(null);
  const [over, setOver] = useState<number | null>(null);

  const all = columns.map((ref) => resolveColumn(table, ref));
  const wanted = search.trim().toLowerCase();

  const move = (column: ResolvedColumn, to: number) => {
    edit((view, shown) => moveColumn(view, shown, column.ref, to));
    requestAnimationFrame(() => list.current?.querySelectorAll<HTMLElement>('[data-row]')[to]?.focus());
  };
  const onKeyDown = (event: KeyboardEvent, column: ResolvedColumn, at: number) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step && event.altKey) move(column, Math.max(0, Math.min(all.length - 1, at + step)));
    else if (step) list.current?.querySelectorAll<HTMLElement>('[data-row]')[at + step]?.focus();
    else if (event.key === 'Delete') edit((view, shown) => hideColumn(view, shown, column.ref));
    else if (event.key === 'p') pin(column.key, nextPin[pins[column.key] ?? 'none'] ?? null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onDrop = (event: DragEvent, at: number) => {
    event.preventDefault();
    if (dragged.current) move(dragged.current, at);
    dragged.current = null;
    setOver(null);
  };

  return (
    <ul ref={list} className={styles.list} aria-label="Shown columns">
      {all.map((column, at) => {
        if (wanted && !column.key.toLowerCase().includes(wanted)) return null;
        const pinned = pins[column.key];
        return (
          <li
            key={column.key}
            className={styles.row}
            data-over={over === at || undefined}
            draggable
            onDragStart={(event) => {
              dragged.current = column;
              event.dataTransfer.effectAllowed = 'move';
              event.dataTransfer.setData('text/plain', column.key);
            }}
            onDragOver={(event) => {
              if (!dragged.current) return;
              event.preventDefault();
              setOver(at);
            }}
            onDragLeave={() => setOver(null)}
            onDrop={(event) => onDrop(event, at)}
          >
            <IconGripVertical size={13} className={styles.grip} />
            <UnstyledButton
              data-row
              className={styles.name}
              data-unknown={!column.known || undefined}
              title={`${[column.key, column.doc].filter(Boolean).join('\n')}\nAlt+↑ ↓ moves, p pins, Delete hides.`}
              onKeyDown={(event) => onKeyDown(event, column, at)}
            >
              <bdi>{column.key}</bdi>
            </UnstyledButton>
            <ActionIcon
              aria-label={pinned ? `Pinned ${pinned}: ${column.key}` : `Pin ${column.key}`}
              title={pinned ? `Pinned ${pinned}` : 'Pin'}
              tabIndex={-1}
              onClick={() => pin(column.key, nextPin[pinned ?? 'none'] ?? null)}
            >
              {pinned ? (
                <IconPinFilled size={13} style={pinned === 'right' ? { transform: 'scaleX(-1)' } : {}} />
              ) : (
                <IconPin size={13} />
              )}
            </ActionIcon>
            <ActionIcon
              aria-label={`Hide ${column.key}`}
              title="Hide"
              tabIndex={-1}
              onClick={() => edit((view, shown) => hideColumn(view, shown, column.ref))}
            >
              <IconEyeOff size={13} />
            </ActionIcon>
          </li>
        );
      })}
    </ul>
  );
}
