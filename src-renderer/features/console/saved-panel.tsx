// Queries with a name: open here or in a new console, rename, delete.
import { ActionIcon, Menu, TextInput } from '@mantine/core';
import { IconDotsVertical, IconExternalLink, IconPencil, IconTrash } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useEngine } from '../../ui/engine.ts';
import { showProblem } from '../../ui/problem.ts';
import style from './console.module.css';
import { deleteQuery, findSaved, renameQuery, type SavedQuery, useSavedQueries } from './saved-queries.ts';
import { EmptySide, SideItem, SidePanel } from './side-panel.tsx';
import { summarise } from './statements.ts';

type Props = { onOpen: (query: SavedQuery) => void; onNewTab: (query: SavedQuery) => void; onClose: () => void };

export function SavedPanel({ onOpen, onNewTab, onClose }: Props) {
  const queries = useSavedQueries((state) => state.queries);
  return (
    <SidePanel title="Saved queries" searchLabel="Search saved queries" onClose={onClose}>
      {(search) => {
        const words = search.toLowerCase();
        const found = queries.filter((query) => `${query.name} ${query.sql}`.toLowerCase().includes(words));
        if (queries.length === 0) return <EmptySide>Save keeps a query under a name, in this case.</EmptySide>;
        if (found.length === 0) return <EmptySide>No saved query has this text.</EmptySide>;
        return found.map((query) => <Item key={query.id} query={query} onOpen={onOpen} onNewTab={onNewTab} />);
      }}
    </SidePanel>
  );
}

function Item({ query, onOpen, onNewTab }: { query: SavedQuery } & Omit<Props, 'onClose'>) {
  const engine = useEngine();
  const [renaming, setRenaming] = useState(false);
  if (renaming) return <Rename query={query} onDone={() => setRenaming(false)} />;
  const remove = () => {
    deleteQuery(engine, query).catch((error: unknown) => showProblem(error, `delete ${query.name}`));
  };
  return (
    <SideItem
      title={<bdi>{query.name}</bdi>}
      sql={query.sql}
      note={<code className={style.itemSql}>{summarise(query.sql, 120)}</code>}
      onPick={() => onOpen(query)}
      actions={
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label={`More for ${query.name}`}>
              <IconDotsVertical size={14} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconExternalLink size={14} />} onClick={() => onNewTab(query)}>
              Open in a new console
            </Menu.Item>
            <Menu.Item leftSection={<IconPencil size={14} />} onClick={() => setRenaming(true)}>
              Rename
            </Menu.Item>
            <Menu.Item color="red" leftSection={<IconTrash size={14} />} onClick={remove}>
              Delete
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      }
    />
  );
}

function Rename({ query, onDone }: { query: SavedQuery; onDone: () => void }) {
  const engine = useEngine();
  const [name, setName] = useState(query.name);
  const taken = findSaved(name);
  const problem =
    name.trim() === '' ? 'A name is needed' : taken && taken.id !== query.id ? 'This name is taken' : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (problem) return;
    renameQuery(engine, query, name).catch((error: unknown) => showProblem(error, `rename ${query.name}`));
    onDone();
  };
  return (
    <form className={style.rename} onSubmit={submit}>
      <TextInput
        aria-label="New name"
        value={name}
        error={problem}
        data-autofocus
        autoFocus
        onChange={(event) => setName(event.currentTarget.value)}
        onBlur={onDone}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          onDone();
        }}
      />
    </form>
  );
}
