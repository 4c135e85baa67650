// Named layouts of a table: take one up, save the present one, remove one, go back to the format's own columns.
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconRestore, IconTrash } from '@tabler/icons-react';
import { type FormEvent, useCallback, useEffect, useState } from 'react';
import { setColumns } from '../../../../shared/query/edit.ts';
import { useEngine } from '../../../ui/engine.ts';
import { showNote, showProblem } from '../../../ui/problem.ts';
import { moveFocus } from '../../../ui/window/roving.ts';
import { Floating, useClosePopup } from '../floating.tsx';
import { usePaneStore } from '../pane-context.ts';
import type { Popup } from '../pane-store.ts';
import styles from './columns.module.css';
import { type Layout, plainLooks } from './layout.ts';
import { layoutTable, readLayouts, removeLayout, type SavedLayout, saveLayout } from './layouts.ts';
import { freshColumns } from './resolve.ts';
import { currentLayout } from './use-remembered-layout.ts';

export function LayoutsPopup({ anchor }: Extract<Popup, { kind: 'layouts' }>) {
  const engine = useEngine();
  const store = usePaneStore();
  const [saved, setSaved] = useState<SavedLayout[]>([]);
  const [name, setName] = useState('');
  const close = useClosePopup();
  const table = layoutTable(store.getState().history.present.from);
  const reload = useCallback(
    () =>
      table === null
        ? Promise.resolve()
        : readLayouts(engine, table)
            .then((layouts) => setSaved(layouts.saved))
            .catch((error: unknown) => showProblem(error, 'read the layouts')),
    [engine, table],
  );
  useEffect(() => void reload(), [reload]);
  if (table === null) return null;
  const use = ({ columns, table: _table, ...looks }: Layout) => {
    store.setState({ looks });
    store.getState().edit((view) => setColumns(view, columns));
    close();
  };
  const reset = () => {
    const { looks, table: info } = store.getState();
    use({ ...looks, table, columns: freshColumns(info), widths: plainLooks.widths, pins: plainLooks.pins });
  };
  const save = async () => {
    const layout = currentLayout(store.getState());
    const wanted = name.trim();
    if (!layout || !wanted) return;
    await saveLayout(engine, wanted, layout);
    showNote(`Saved layout “${wanted}”.`);
    setName('');
    await reload();
  };
  const onSave = (event: FormEvent) => {
    event.preventDefault();
    save().catch((error: unknown) => showProblem(error, 'save the layout'));
  };
  const remove = (id: string) =>
    removeLayout(engine, id)
      .then(reload)
      .catch((error: unknown) => showProblem(error, 'remove the layout'));

  return (
    <Floating anchor={anchor} label={`Layouts of ${table}`} width={280}>
      <ul className={styles.layouts} aria-label="Saved layouts" onKeyDown={moveFocus}>
        {saved.map(({ id, name: title, layout }) => (
          <li key={id}>
            <Button data-roving variant="subtle" color="gray" justify="start" fullWidth onClick={() => use(layout)}>
              <bdi>{title}</bdi>
            </Button>
            <ActionIcon aria-label={`Remove layout ${title}`} title="Remove" onClick={() => void remove(id)}>
              <IconTrash size={13} />
            </ActionIcon>
          </li>
        ))}
        {saved.length === 0 && <li className="pm-dim">No layout saved yet.</li>}
      </ul>
      <form onSubmit={onSave} className={styles.saveLayout}>
        <TextInput
          data-autofocus
          flex={1}
          aria-label="Name of the layout"
          placeholder="Save as…"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" disabled={name.trim() === ''}>
          Save
        </Button>
      </form>
      <Button variant="default" fullWidth leftSection={<IconRestore size={14} />} onClick={reset}>
        Reset to the usual columns
      </Button>
    </Floating>
  );
}
