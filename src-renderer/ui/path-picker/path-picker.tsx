// Our own dialog for files and folders of this machine: the list follows the typed path, and everything has a key.
import { Button, Checkbox, Modal, TextInput } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { FolderEntry } from '../../../shared/contract/files.ts';
import { type PickRequest, usePicker } from '../pick-paths.ts';
import { EntryList } from './entry-list.tsx';
import style from './path-picker.module.css';
import { answerOf, type Chosen, leadsOn, toggle, visibleEntries } from './picker-state.ts';
import { Places } from './places.tsx';
import { asFolder, commonPrefix, splitTyped } from './typed-path.ts';
import { useFolder } from './use-folder.ts';

export function PathPicker() {
  const { request, answer } = usePicker();
  return (
    <Modal
      opened={request !== null}
      onClose={() => answer([])}
      title={request?.title}
      size={860}
      padding={0}
      // Above the dialogs that ask for a path, whichever was shown first.
      zIndex={250}
      classNames={{ header: style.header ?? '' }}
    >
      {request && <Picker key={request.title} request={request} />}
    </Modal>
  );
}

/** Where the picker was left, for the next time in this window. */
let lastDir: string | null = null;

function Picker({ request }: { request: PickRequest }) {
  const { mode } = request;
  const answer = usePicker((state) => state.answer);
  const [typed, setTyped] = useState(request.defaultPath ?? (lastDir === null ? '' : asFolder(lastDir)));
  const [home, setHome] = useState('/');
  const { dir: typedDir, prefix } = splitTyped(typed, home);
  const { listing, problem, fresh } = useFolder(typedDir);
  const [hidden, setHidden] = useState(false);
  const [at, setAt] = useState<number | null>(null);
  const [chosen, setChosen] = useState<Chosen>(new Map());
  const list = useRef<HTMLDivElement>(null);

  const homeNow = listing?.roots.find((root) => root.name === 'Home')?.path ?? home;
  if (homeNow !== home) setHome(homeNow);
  const entries = visibleEntries(problem ? [] : (listing?.entries ?? []), mode, prefix, hidden);
  const index = Math.min(at ?? (prefix && mode !== 'save' ? 0 : -1), entries.length - 1);
  const cursor = fresh ? entries[index] : undefined;
  const dir = problem || !fresh ? null : (listing?.dir ?? null);
  const result = answerOf({ mode, chosen, dir, typed: (typedDir ?? '') + prefix, cursor });

  const goTo = (path: string) => {
    setTyped(asFolder(path));
    setAt(null);
  };
  const open = (entry: FolderEntry) => {
    if (leadsOn(entry, mode)) return goTo(entry.path);
    if (mode === 'sources') return setChosen(toggle(chosen, [entry]));
    if (mode === 'save') return setTyped(entry.path);
    lastDir = dir;
    answer([entry.path]);
  };
  const confirm = () => {
    if (result.paths.length === 0) return;
    lastDir = dir;
    answer(result.paths);
  };
  const up = () => listing?.parent && goTo(listing.parent);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) confirm();
    else if (event.key === 'ArrowUp' && event.altKey) up();
    else return;
    event.preventDefault();
  };
  const onFieldKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') {
      setAt(Math.max(0, index));
      list.current?.focus();
    } else if (event.key === 'Tab' && !event.shiftKey && prefix !== '' && entries.length > 0) {
      const full = commonPrefix(
        entries.map((entry) => entry.name),
        prefix,
      );
      const only = entries.length === 1 ? entries[0] : undefined;
      setTyped(only && leadsOn(only, mode) ? asFolder(only.path) : (typedDir ?? '') + full);
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      if (cursor && mode !== 'save') open(cursor);
      else confirm();
    } else return;
    event.preventDefault();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: catches the dialog's shortcuts from all of its controls
    <div className={style.picker} onKeyDown={onKeyDown}>
      <TextInput
        className={style.field ?? ''}
        classNames={{ input: 'pm-mono' }}
        aria-label="Path"
        placeholder={`${asFolder(home)} (type or paste a path; Tab completes it)`}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setAt(null);
        }}
        onKeyDown={onFieldKey}
        data-autofocus
        spellCheck={false}
        autoComplete="off"
      />
      <Places listing={listing} dir={listing?.dir ?? null} onGo={goTo} />
      <EntryList
        ref={list}
        entries={entries}
        index={index}
        onIndex={setAt}
        chosen={chosen}
        onToggle={mode === 'sources' ? (some, on) => setChosen(toggle(chosen, some, on)) : null}
        onOpen={open}
        onUp={up}
        problem={problem}
        empty={emptyText(listing !== null, prefix, mode)}
        leftOut={listing?.leftOut ?? 0}
      />
      <footer className={style.footer}>
        <Checkbox label="Hidden files" checked={hidden} onChange={(event) => setHidden(event.currentTarget.checked)} />
        <span className={style.chosen} title={[...chosen.keys()].join('\n')}>
          {mode === 'sources' && chosen.size > 0 && `${chosen.size} chosen`}
          {mode !== 'sources' && result.paths[0]}
        </span>
        {chosen.size > 0 && (
          <Button variant="subtle" onClick={() => setChosen(new Map())}>
            Clear
          </Button>
        )}
        <Button variant="default" onClick={() => answer([])}>
          Cancel
        </Button>
        <Button onClick={confirm} disabled={result.paths.length === 0} title="Ctrl+Enter">
          {request.confirm && result.paths.length > 0 ? request.confirm : result.label}
        </Button>
      </footer>
    </div>
  );
}

function emptyText(listed: boolean, prefix: string, mode: PickRequest['mode']): string {
  if (!listed) return 'Reading…';
  if (prefix !== '') return `Nothing here begins with “${prefix}”.`;
  return mode === 'case' ? 'No case and no folder here.' : mode === 'folder' ? 'No folders in here.' : 'Empty folder.';
}
