// Every command, tab and table by name, without a mouse: Ctrl+K, some letters, Enter.
import { Kbd } from '@mantine/core';
import { useMemo, useState } from 'react';
import { ChooseDialog, ChooseList } from '../../ui/controls/choose-list.tsx';
import { useCommand } from '../../ui/window/commands.ts';
import { listEntries } from './list-entries.ts';
import style from './palette.module.css';
import { type Entry, rankEntries } from './rank.ts';

export function Palette() {
  const [entries, setEntries] = useState<Entry[] | null>(null);
  useCommand('palette', () => setEntries(listEntries()));
  const close = () => setEntries(null);
  return (
    <ChooseDialog opened={entries !== null} name="All commands" width={560} onClose={close}>
      <List entries={entries ?? []} onDone={close} />
    </ChooseDialog>
  );
}

function List({ entries, onDone }: { entries: Entry[]; onDone: () => void }) {
  const [typed, setTyped] = useState('');
  const found = useMemo(() => rankEntries(entries, typed), [entries, typed]);
  const run = (entry: Entry) => {
    onDone();
    // The dialog gives the focus back first, so that the command finds it where it was.
    setTimeout(entry.run);
  };
  return (
    <ChooseList
      id="palette"
      label="A command, a tab or a table"
      typed={typed}
      onTyped={setTyped}
      found={found}
      keyOf={({ id }) => id}
      none="Nothing is called that."
      onChoose={run}
      render={({ title, keys, group }) => (
        <>
          <span className={style.title}>
            <bdi>{title}</bdi>
          </span>
          {keys && <Kbd size="xs">{keys}</Kbd>}
          <span className={style.group}>{group}</span>
        </>
      )}
    />
  );
}
