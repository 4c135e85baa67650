// Named layouts of a table: take one up, save the present one, remove one, go back to the format's own columns.
import { ActionIcon, Button, Popover, TextInput } from '@mantine/core';
import { IconLayoutColumns, IconRestore, IconTrash } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { setColumns } from '../../../../shared/query/edit.ts';
import { useEngine } from '../../../ui/engine.ts';
import { showNote, showProblem } from '../../../ui/problem.ts';
import { moveFocus } from '../../../ui/roving.ts';
import { usePaneStore } from '../pane-context.ts';
import styles from './columns.module.css';
import { type Layout, plainLooks } from './layout.ts';
import { layoutTable, readLayouts, removeLayout, type SavedLayout, saveLayout } from './layouts.ts';
import { freshColumns } from './resolve.ts';
import { currentLayout } from './use-remembered-layout.ts';

export function LayoutsMenu() {
  const engine = useEngine();
  const store = usePaneStore();
  const [saved, setSaved] = useState<SavedLayout[]>([]);
  const [name, setName] = useState('');
  const [opened, setOpened] = useState(false);
  const table = layoutTable(store.getState().history.present.from);
  if (table === null) return null;

  const reload = () =>
    readLayouts(engine, table)
      .then((layouts) => setSaved(layouts.saved))
      .catch((error: unknown) => showProblem(error, 'read the layouts'));
  const open = () => {
    setOpened(true);
    void reload();
  };
  const use = ({ columns, table: _table, ...looks }: Layout) => {
    store.setState({ looks });
    store.getState().edit((view) => setColumns(view, columns));
    setOpened(false);
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
    <Popover position="bottom-end" width={280} opened={opened} onChange={setOpened} trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon
          aria-label="Layouts"
          title="Layouts: save and restore columns, widths, pins and looks"
          onClick={() => (opened ? setOpened(false) : open())}
        >
          <IconLayoutColumns size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={8} aria-label={`Layouts of ${table}`}>
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
      </Popover.Dropdown>
    </Popover>
  );
}
