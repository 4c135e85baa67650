// The list at the right: questions, saved queries or history. One search field, arrow keys, Enter.
import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import { moveFocus } from '../../ui/window/roving.ts';
import style from './console.module.css';

type Props = {
  title: string;
  searchLabel: string;
  onClose: () => void;
  /** More buttons in the head. */
  actions?: ReactNode;
  children: (search: string) => ReactNode;
};

export function SidePanel({ title, searchLabel, onClose, actions, children }: Props) {
  const side = useSideName();
  const [search, setSearch] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => field.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      if (search) setSearch('');
      else onClose();
    } else if (event.key === 'ArrowDown' && event.target === field.current) {
      event.preventDefault();
      list.current?.querySelector<HTMLElement>('[data-roving]')?.focus();
    }
  };
  return (
    <aside className={style.side} aria-label={`${title}${side}`} onKeyDown={onKeyDown}>
      <div className={style.sideHead}>
        <h2>{title}</h2>
        {actions}
        <CloseButton size="sm" aria-label={`Close ${title}`} onClick={onClose} />
      </div>
      <TextInput
        ref={field}
        className={style.sideSearch ?? ''}
        aria-label={searchLabel}
        placeholder={searchLabel}
        leftSection={<IconSearch size={13} />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <div
        ref={list}
        className={style.sideList}
        role="toolbar"
        aria-orientation="vertical"
        aria-label={title}
        onKeyDown={(event) => moveFocus(event)}
      >
        {children(search)}
      </div>
    </aside>
  );
}

type ItemProps = {
  title: ReactNode;
  /** Shown when the mouse rests on the item. */
  sql: string;
  note?: ReactNode;
  onPick: () => void;
  /** Small buttons at the right, shown on hover and focus. */
  actions?: ReactNode;
};

export function SideItem({ title, sql, note, onPick, actions }: ItemProps) {
  return (
    <div className={style.item}>
      <button type="button" data-roving className={style.itemMain} title={sql} onClick={onPick}>
        <span className={style.itemTitle}>{title}</span>
        {note && <span className={style.itemNote}>{note}</span>}
      </button>
      {actions && <span className={style.itemActions}>{actions}</span>}
    </div>
  );
}

export const EmptySide = ({ children }: { children: ReactNode }) => <p className={style.sideEmpty}>{children}</p>;
