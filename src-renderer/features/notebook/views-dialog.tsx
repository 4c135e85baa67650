// Saved views: save the one that is looked at, open another, rename, duplicate and remove them.
import { ActionIcon, Button, Modal, TextInput, Tooltip } from '@mantine/core';
import { IconCopy, IconDeviceFloppy, IconPencil, IconTrash } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { describeView } from '../../../shared/query/describe.ts';
import { useTimeZone } from '../../ui/case.ts';
import { useEngine } from '../../ui/engine.ts';
import { showNote, showProblem } from '../../ui/problem.ts';
import { copyName, refreshViews, removeView, type SavedView, saveView, useSavedViews } from '../../ui/saved-views.ts';
import { moveFocus } from '../../ui/window/roving.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';
import styles from './views-dialog.module.css';

export function ViewsDialog() {
  const dialog = useWorkspace((state) => state.dialog);
  const engine = useEngine();
  const views = useSavedViews((state) => state.views);
  const close = () => useWorkspace.getState().showDialog(null);
  const shown = dialog?.kind === 'views';
  useEffect(() => {
    if (shown) refreshViews(engine).catch((error: unknown) => showProblem(error, 'read the saved views'));
  }, [engine, shown]);
  return (
    <Modal opened={shown} onClose={close} title="Saved views" size={640}>
      {dialog?.kind === 'views' && dialog.view && <SaveForm view={dialog.view} views={views} onSaved={close} />}
      {views.length === 0 ? (
        <p className={styles.none}>
          No view is saved yet. A saved view is a table or query with its filters, sort and columns, to come back to.
        </p>
      ) : (
        <ul className={styles.views} aria-label="Saved views" onKeyDown={moveFocus}>
          {views.map((view) => (
            <ViewRow key={view.id} saved={view} views={views} onOpened={close} />
          ))}
        </ul>
      )}
    </Modal>
  );
}

function SaveForm({ view, views, onSaved }: { view: SavedView['view']; views: SavedView[]; onSaved: () => void }) {
  const engine = useEngine();
  const timeZone = useTimeZone();
  const [name, setName] = useState('');
  const same = views.find((one) => one.name === name.trim());
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    saveView(engine, name.trim(), view, same?.id)
      .then(() => {
        showNote(`Saved view “${name.trim()}”.`);
        onSaved();
      })
      .catch((error: unknown) => showProblem(error, 'save the view'));
  };
  return (
    <form onSubmit={onSubmit} className={styles.save}>
      <TextInput
        data-autofocus
        className={styles.grow ?? ''}
        label="Save this view as"
        description={describeView(view, { timeZone })}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" leftSection={<IconDeviceFloppy size={14} />} disabled={name.trim() === ''}>
        {same ? 'Replace' : 'Save'}
      </Button>
    </form>
  );
}

function ViewRow({ saved, views, onOpened }: { saved: SavedView; views: SavedView[]; onOpened: () => void }) {
  const engine = useEngine();
  const timeZone = useTimeZone();
  const [renaming, setRenaming] = useState(false);
  const { id, name, view } = saved;
  const report = (doing: string) => (error: unknown) => showProblem(error, doing);
  const open = () => {
    useWorkspace.getState().openGrid(view, name);
    onOpened();
  };
  const rename = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget).get('name');
    const wanted = typeof typed === 'string' ? typed.trim() : '';
    setRenaming(false);
    if (wanted !== '' && wanted !== name) saveView(engine, wanted, view, id).catch(report('rename the view'));
  };
  const copy = copyName(
    name,
    views.map((one) => one.name),
  );
  return (
    <li className={styles.view}>
      {renaming ? (
        <form className={styles.grow} onSubmit={rename}>
          <TextInput name="name" aria-label={`New name of ${name}`} defaultValue={name} autoFocus />
        </form>
      ) : (
        <button type="button" data-roving className={styles.open} onClick={open}>
          <bdi className={styles.name}>{name}</bdi>
          <span className={styles.words}>{describeView(view, { timeZone })}</span>
        </button>
      )}
      <Tool label={`Rename ${name}`} onClick={() => setRenaming(!renaming)}>
        <IconPencil size={14} />
      </Tool>
      <Tool
        label={`Duplicate ${name}`}
        onClick={() => void saveView(engine, copy, view).catch(report('duplicate the view'))}
      >
        <IconCopy size={14} />
      </Tool>
      <Tool label={`Remove ${name}`} onClick={() => void removeView(engine, id).catch(report('remove the view'))}>
        <IconTrash size={14} />
      </Tool>
    </li>
  );
}

function Tool({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
