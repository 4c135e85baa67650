// What one grid pane knows: the view with its history, the rows on screen, and what is focused, selected and open around them.
import { createStore, type StoreApi } from 'zustand';
import type { TableInfo } from '../../../shared/contract/views.ts';
import { rowsKey } from '../../../shared/query/edit.ts';
import { type History, startHistory, step, undo } from '../../../shared/query/history.ts';
import type { ColumnRef, View } from '../../../shared/query/view.ts';
import type { Problem } from '../../ui/problem.ts';
import { type ColumnLooks, type Pin, setPin } from './columns/layout.ts';
import { freshColumns } from './columns/resolve.ts';
import { type DockName, type KeptDock, usualDock } from './kept-dock.ts';
import type { Looks } from './looks/looks.ts';
import { type Act, addAct, createStepper } from './marks/acts.ts';
import type { MarkTarget } from './marks/mark-actions.ts';
import { canGo, startTrail, type Trail, visit } from './marks/trail.ts';
import { noRows, type Selection } from './table/selection.ts';
import type { TableHandle } from './table/table-handle.ts';
import type { Compared } from './timeline/compared.ts';

/** A view whose rows can be paged. `ready`: the count is final. `key`: which rows (see `rowsKey`). */
export type Opened = {
  viewId: string;
  key: string;
  view: View;
  matched: number;
  total: number;
  scanned: number;
  /** From asking until the count was final, as the person in front of it felt it. */
  elapsedMs: number;
  ready: boolean;
  /** The try it came from (see `PaneState.attempt`). */
  attempt: number;
};

/** `began`: a `performance.now()`. */
export type Opening = Pick<Opened, 'matched' | 'total' | 'scanned'> & { began: number };

export type CellPlace = { index: number; column: ColumnRef };

/** Where a popup stands, in window pixels. */
export type Anchor = { left: number; top: number; width: number; height: number };

export type Popup =
  | { kind: 'cell'; anchor: Anchor; place: CellPlace }
  | { kind: 'header'; anchor: Anchor; column: ColumnRef }
  | { kind: 'filter'; anchor: Anchor; column: ColumnRef; filterId?: string }
  | { kind: 'time'; anchor: Anchor }
  | { kind: 'looks'; anchor: Anchor }
  | { kind: 'layouts'; anchor: Anchor }
  | { kind: 'tags'; anchor: Anchor; target: MarkTarget }
  | { kind: 'note'; anchor: Anchor; row: number }
  | { kind: 'history'; anchor: Anchor }
  | { kind: 'jump'; anchor: Anchor };

export type PaneState = {
  table: TableInfo;
  /** What is shown while the view names no columns. */
  fresh: ColumnRef[];
  history: History<View>;
  /** The views that were looked at, for back and forward. */
  trail: Trail;
  looks: ColumnLooks;
  opened: Opened | null;
  /** The last complete view, while `opened` shows the first rows of one that is still being looked for. */
  previous: Opened | null;
  /** The rows that are painted (see `rowsToken`); those of `opened` come a page request later. */
  painted: string | null;
  /** How far the view on its way has come; null when there is none. */
  opening: Opening | null;
  /** Why the present view could not be opened, or a page not read. */
  failure: Problem | null;
  /** Counts up to open the same view again (new data, a second try). */
  attempt: number;
  focus: CellPlace | null;
  selection: Selection;
  popup: Popup | null;
  /** The panel that is open at the side. */
  dock: DockName | null;
  /** Its width, in CSS pixels. */
  dockWidth: number;
  /** What the compare panel compares; null: the present range with the time before it. */
  compared: Compared | null;
  handle: TableHandle | null;
  /** Stops the view on its way; null when there is none. */
  stop: (() => void) | null;
};

export type PaneActions = {
  /** One undoable step. */
  edit: (change: (view: View, shown: ColumnRef[]) => View) => void;
  /** A step that changed something else than the view. */
  act: (act: Act) => void;
  undo: () => void;
  redo: () => void;
  /** Goes to a visit of the trail, so many before or after the present one. */
  goBy: (by: number) => void;
  /** Takes a view that came from outside the pane. */
  adopt: (view: View) => void;
  pin: (key: string, pin: Pin | null) => void;
  resize: (widths: Record<string, number>) => void;
  /** How rows look: height, lines, times, colours. */
  look: (change: Partial<Looks>) => void;
  reload: () => void;
  /** Stops the view on its way and goes back to the one whose rows are on screen. */
  cancel: () => void;
  select: (change: (selection: Selection) => Selection) => void;
  show: (popup: Popup | null) => void;
  toggleDock: (dock: DockName) => void;
};

export type PaneStore = StoreApi<PaneState & PaneActions>;

export const shownColumns = (state: Pick<PaneState, 'fresh' | 'history'>): ColumnRef[] =>
  state.history.present.columns ?? state.fresh;

/** Names the rows of an opened view, which are put in order once more when it becomes ready. */
export const rowsToken = (opened: Opened): string => `${rowsOf(opened)}${opened.ready}`;

/** How the tokens of an opened view's rows begin, ready or not. */
export const rowsOf = ({ viewId }: Opened): string => `${viewId}/`;

/** Whether what is painted is not (yet) what the view says. */
export function showsOldRows({ opened, painted, history, opening }: PaneState): boolean {
  if (!opened) return false;
  const isReplaced = opening !== null && opened.key !== rowsKey(history.present);
  return isReplaced || (opened.matched > 0 && painted !== rowsToken(opened));
}

/** `onStep` hears of every change a person makes to the view. */
export function createPaneStore(
  start: { table: TableInfo; view: View; looks: ColumnLooks; dock?: KeptDock },
  onStep: (view: View) => void,
): PaneStore {
  const dock = start.dock ?? usualDock;
  return createStore((set, get) => {
    const go = (history: History<View>) => {
      if (history === get().history) return;
      set({ history, failure: null, trail: visit(get().trail, history.present) });
      onStep(history.present);
    };
    const goStep = createStepper(() => get().history, go);
    return {
      table: start.table,
      fresh: freshColumns(start.table),
      history: startHistory(start.view),
      trail: startTrail(start.view),
      looks: start.looks,
      opened: null,
      previous: null,
      painted: null,
      opening: null,
      failure: null,
      attempt: 0,
      focus: null,
      selection: noRows,
      popup: null,
      dock: dock.open,
      dockWidth: dock.width,
      compared: null,
      handle: null,
      stop: null,
      edit: (change) => go(step(get().history, change(get().history.present, shownColumns(get())))),
      act: (act) => go(addAct(get().history, act)),
      undo: () => goStep('undo'),
      redo: () => goStep('redo'),
      goBy(by) {
        const { trail, history } = get();
        const there = trail.visits[trail.here + by];
        if (!there || !canGo(trail, by)) return;
        set({ trail: { ...trail, here: trail.here + by } });
        go(step(history, there.view));
      },
      adopt: (view) => set({ history: step(get().history, view), trail: visit(get().trail, view) }),
      pin: (key, pin) => set({ looks: setPin(get().looks, key, pin) }),
      resize: (widths) => set({ looks: { ...get().looks, widths: { ...get().looks.widths, ...widths } } }),
      look: (change) => set({ looks: { ...get().looks, ...change } }),
      reload: () => set({ attempt: get().attempt + 1, failure: null }),
      cancel() {
        const { history, stop } = get();
        stop?.();
        const opened = get().opened?.ready ? get().opened : get().previous;
        set({ opening: null, opened, previous: null });
        if (!opened) return set({ failure: { title: 'Stopped before the first rows came', message: '' } });
        if (rowsKey(history.present) === opened.key) return;
        const previous = history.past.at(-1);
        const isUndo = previous !== undefined && rowsKey(previous) === opened.key;
        const { columns } = history.present;
        go(isUndo ? undo(history) : step(history, { ...opened.view, ...(columns ? { columns } : {}) }));
      },
      select: (change) => set({ selection: change(get().selection) }),
      show: (popup) => set({ popup }),
      toggleDock: (name) => set({ dock: get().dock === name ? null : name }),
    };
  });
}
