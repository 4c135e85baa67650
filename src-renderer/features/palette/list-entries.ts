// What the palette offers: the commands that work now, the tabs that are open, the tables of the case.
import { freshView } from '../../../shared/query/fresh-view.ts';
import { useSavedViews } from '../../ui/saved-views.ts';
import { useTables } from '../../ui/tables.ts';
import { commandTitles, keysOf, listCommands, runCommand } from '../../ui/window/commands.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';
import type { Entry } from './rank.ts';

/** As they are when the palette opens. */
export function listEntries(): Entry[] {
  const { tabs, activeId, activate, openGrid } = useWorkspace.getState();
  const commands = listCommands()
    .filter((id) => id !== 'palette')
    .map((id) => ({
      id: `command ${id}`,
      title: commandTitles[id],
      group: 'Command',
      keys: keysOf(id),
      run: () => void runCommand(id),
    }));
  const open = tabs
    .filter(({ id }) => id !== activeId)
    .map(({ id, title }) => ({ id: `tab ${id}`, title, group: 'Tab', run: () => activate(id) }));
  const tables = useTables.getState().tables.map((table) => ({
    id: `table ${table.name}`,
    title: `${table.title} (${table.name})`,
    group: 'Table',
    run: () => void openGrid(freshView(table), table.title),
  }));
  const views = useSavedViews.getState().views.map(({ id, name, view }) => ({
    id: `view ${id}`,
    title: name,
    group: 'Saved view',
    run: () => void openGrid(view, name),
  }));
  // What can be done with what is in front comes first.
  const [near, far] = [true, false].map((isNear) =>
    commands.filter(({ id }) => id.startsWith('command grid-') === isNear),
  );
  return [...near!, ...open, ...views, ...tables, ...far!];
}
