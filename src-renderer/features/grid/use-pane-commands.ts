// The pane's tools as commands of the window, while it is the one in front.
import type { RefObject } from 'react';
import { clearFilters, isFiltered, liveView } from '../../../shared/query/edit.ts';
import { type CommandId, useCommand } from '../../ui/window/commands.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';
import { layoutTable } from './columns/layouts.ts';
import { useColouring } from './looks/use-colouring.ts';
import { presentTarget } from './marks/mark-actions.ts';
import { canMark } from './marks/mark-places.ts';
import { canGo } from './marks/trail.ts';
import { usePane, usePaneStore, useView } from './pane-context.ts';
import { usePaneExits } from './pane-exits.ts';
import { shownColumns } from './pane-store.ts';
import { useTimelineShown } from './timeline/use-timeline-shown.ts';

type Places = { search: RefObject<HTMLElement | null>; more: RefObject<HTMLButtonElement | null> };

export function usePaneCommands(active: boolean, { search, more }: Places): void {
  const store = usePaneStore();
  const view = useView();
  const canUndo = usePane((state) => state.history.past.length > 0);
  const canRedo = usePane((state) => state.history.future.length > 0);
  const { openExport, openAsSql } = usePaneExits();
  const marks = usePane((state) => canMark(state.table) && (state.opened?.matched ?? 0) > 0);
  const trail = usePane((state) => state.trail);
  const { toggle: toggleColours } = useColouring();
  const [, toggleTimeline] = useTimelineShown();
  const useTool = (id: CommandId, run: () => void, possible = true) => useCommand(id, active && possible ? run : null);
  const { edit, undo, redo, reload, toggleDock, show, goBy } = store.getState();
  const at = () => more.current!.getBoundingClientRect();
  useTool('grid-search', () => search.current?.focus());
  useTool('grid-go-to', () => show({ kind: 'jump', anchor: at() }));
  useTool('grid-back', () => goBy(-1), canGo(trail, -1));
  useTool('grid-forward', () => goBy(1), canGo(trail, 1));
  useTool('grid-history', () => show({ kind: 'history', anchor: at() }));
  useTool('grid-save-view', () => {
    const state = store.getState();
    const saved = { ...liveView(state.history.present), columns: shownColumns(state) };
    useWorkspace.getState().showDialog({ kind: 'views', view: saved });
  });
  useTool('grid-tags', () => show({ kind: 'tags', anchor: at(), target: presentTarget(store) ?? 'all' }), marks);
  useTool('grid-undo', undo, canUndo);
  useTool('grid-redo', redo, canRedo);
  useTool('grid-clear-filters', () => edit(clearFilters), isFiltered(view));
  useTool('grid-columns', () => toggleDock('columns'));
  useTool('grid-facets', () => toggleDock('facets'));
  useTool('grid-timeline', toggleTimeline);
  useTool('grid-compare', () => toggleDock('compare'));
  useTool('grid-record', () => toggleDock('record'));
  useTool('grid-layouts', () => show({ kind: 'layouts', anchor: at() }), layoutTable(view.from) !== null);
  useTool('grid-looks', () => show({ kind: 'looks', anchor: at() }));
  useTool('grid-colours', toggleColours);
  useTool('grid-read-again', reload);
  useTool('grid-export', openExport);
  useTool('grid-open-as-sql', openAsSql);
}
