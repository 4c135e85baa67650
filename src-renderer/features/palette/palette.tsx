// Every command, tab and table by name, without a mouse: Ctrl+K, some letters, Enter.
import { Kbd, Modal, TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useCommand } from '../../ui/commands.ts';
import { listEntries } from './list-entries.ts';
import style from './palette.module.css';
import { type Entry, rankEntries } from './rank.ts';

export function Palette() {
  const [entries, setEntries] = useState<Entry[] | null>(null);
  useCommand('palette', () => setEntries(listEntries()));
  const close = () => setEntries(null);
  return (
    <Modal
      opened={entries !== null}
      onClose={close}
      withCloseButton={false}
      padding={0}
      size={560}
      yOffset="12vh"
      attributes={{ content: { 'aria-label': 'All commands' } }}
      transitionProps={{ duration: 0 }}
    >
      {entries && <List entries={entries} onDone={close} />}
    </Modal>
  );
}

function List({ entries, onDone }: { entries: Entry[]; onDone: () => void }) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const found = useMemo(() => rankEntries(entries, typed), [entries, typed]);
  const chosen = found[Math.min(at, found.length - 1)];

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });

  const run = (entry: Entry | undefined) => {
    if (!entry) return;
    onDone();
    // The dialog gives the focus back first, so that the command finds it where it was.
    setTimeout(entry.run);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const move = moves[event.key];
    if (event.key === 'Enter') run(chosen);
    else if (move !== undefined)
      setAt((now) => Math.max(0, Math.min(found.length - 1, Math.min(now, found.length - 1) + move)));
    else return;
    event.preventDefault();
  };

  return (
    <div className={style.palette}>
      <TextInput
        data-autofocus
        size="md"
        placeholder="A command, a tab or a table"
        role="combobox"
        aria-label="A command, a tab or a table"
        aria-expanded
        aria-controls="palette-list"
        aria-activedescendant={chosen && `palette-${chosen.id}`}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id="palette-list" role="listbox" aria-label="Found" className={style.list}>
        {found.map((entry) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys, and names the chosen option
          <div
            key={entry.id}
            id={`palette-${entry.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={entry === chosen}
            className={style.entry}
            onClick={() => run(entry)}
            onMouseMove={() => setAt(found.indexOf(entry))}
          >
            <span className={style.title}>
              <bdi>{entry.title}</bdi>
            </span>
            {entry.keys && <Kbd size="xs">{entry.keys}</Kbd>}
            <span className={style.group}>{entry.group}</span>
          </div>
        ))}
        {found.length === 0 && <p className={style.none}>Nothing is called that.</p>}
      </div>
    </div>
  );
}
