// The pane's tools as commands of the window, while it is the one in front.
import type { RefObject } from 'react';
import { clearFilters, isFiltered } from '../../../shared/query/edit.ts';
import { type CommandId, useCommand } from '../../ui/commands.ts';
import { usePane, usePaneStore, useView } from './pane-context.ts';
import { usePaneExits } from './pane-exits.ts';
import { useTimelineShown } from './timeline/use-timeline-shown.ts';

type Places = { search: RefObject<HTMLElement | null>; jump: RefObject<HTMLButtonElement | null> };

export function usePaneCommands(active: boolean, { search, jump }: Places): void {
  const store = usePaneStore();
  const view = useView();
  const canUndo = usePane((state) => state.history.past.length > 0);
  const canRedo = usePane((state) => state.history.future.length > 0);
  const { openExport, openAsSql } = usePaneExits();
  const [, toggleTimeline] = useTimelineShown();
  const useTool = (id: CommandId, run: () => void, possible = true) => useCommand(id, active && possible ? run : null);
  const { edit, undo, redo, reload, toggleDock, show } = store.getState();
  useTool('grid-search', () => search.current?.focus());
  useTool('grid-go-to', () => {
    if (jump.current) show({ kind: 'jump', anchor: jump.current.getBoundingClientRect() });
  });
  useTool('grid-undo', undo, canUndo);
  useTool('grid-redo', redo, canRedo);
  useTool('grid-clear-filters', () => edit(clearFilters), isFiltered(view));
  useTool('grid-columns', () => toggleDock('columns'));
  useTool('grid-facets', () => toggleDock('facets'));
  useTool('grid-timeline', toggleTimeline);
  useTool('grid-compare', () => toggleDock('compare'));
  useTool('grid-record', () => toggleDock('record'));
  useTool('grid-read-again', reload);
  useTool('grid-export', openExport);
  useTool('grid-open-as-sql', openAsSql);
}
