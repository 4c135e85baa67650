// Named layouts of a table: take one up, save the present one, remove one, go back to the format's own columns.
import { ActionIcon, Button, Menu, TextInput, Tooltip } from '@mantine/core';
import { IconLayoutColumns, IconRestore, IconTrash } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { setColumns } from '../../../../shared/query/edit.ts';
import { useEngine } from '../../../ui/engine.ts';
import { showNote, showProblem } from '../../../ui/problem.ts';
import { usePaneStore } from '../pane-context.ts';
import { type Layout, plainLooks } from './layout.ts';
import { layoutTable, readLayouts, removeLayout, type SavedLayout, saveLayout } from './layouts.ts';
import { freshColumns } from './resolve.ts';
import { currentLayout } from './use-remembered-layout.ts';

export function LayoutsMenu() {
  const engine = useEngine();
  const store = usePaneStore();
  const [saved, setSaved] = useState<SavedLayout[]>([]);
  const [name, setName] = useState('');
  const table = layoutTable(store.getState().history.present.from);
  if (table === null) return null;

  const reload = () =>
    readLayouts(engine, table)
      .then((layouts) => setSaved(layouts.saved))
      .catch((error: unknown) => showProblem(error, 'read the layouts'));
  const use = ({ columns, widths, pins }: Layout) => {
    store.setState({ looks: { widths, pins } });
    store.getState().edit((view) => setColumns(view, columns));
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
    <Menu position="bottom-end" width={260} onOpen={() => void reload()} withinPortal>
      <Menu.Target>
        <Tooltip label="Layouts: save and restore columns, widths and pins">
          <ActionIcon aria-label="Layouts">
            <IconLayoutColumns size={16} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Layouts of {table}</Menu.Label>
        {saved.map(({ id, name: title, layout }) => (
          <Menu.Item
            key={id}
            onClick={() => use(layout)}
            rightSection={
              <ActionIcon
                component="span"
                aria-label={`Remove layout ${title}`}
                title="Remove"
                onClick={(event) => {
                  event.stopPropagation();
                  void remove(id);
                }}
              >
                <IconTrash size={13} />
              </ActionIcon>
            }
          >
            {title}
          </Menu.Item>
        ))}
        {saved.length === 0 && <Menu.Label>None saved yet.</Menu.Label>}
        <Menu.Divider />
        <form onSubmit={onSave} style={{ display: 'flex', gap: 6, padding: '2px 8px' }}>
          <TextInput
            flex={1}
            aria-label="Name of the layout"
            placeholder="Save as…"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            onKeyDown={(event) => event.stopPropagation()}
          />
          <Button type="submit" disabled={name.trim() === ''}>
            Save
          </Button>
        </form>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconRestore size={14} />}
          onClick={() => use({ table, columns: freshColumns(store.getState().table), ...plainLooks })}
        >
          Reset to the usual columns
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
