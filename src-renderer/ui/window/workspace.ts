// What is open on the floor: the tabs and the one dialog. Features meet here instead of importing each other.
import { create } from 'zustand';
import type { ExportRequest } from '../../../shared/contract/exports.ts';
import type { LoadAs } from '../../../shared/contract/loads.ts';
import { type Entity, entityTitle } from '../../../shared/query/entity.ts';
import { describePivot, type Pivot } from '../../../shared/query/pivot.ts';
import type { View } from '../../../shared/query/view.ts';
import { closeTab, moveTab, nextSide, onSide, type Standing, settle, sideOf } from './sides.ts';

/** `side`: where on the floor it stands, see sides.ts. */
export type Tab = { side?: number | undefined } & (
  | { id: string; kind: 'grid'; title: string; view: View }
  | { id: string; kind: 'console'; title: string; sql: string }
  | { id: string; kind: 'pivot'; title: string; pivot: Pivot }
  | { id: string; kind: PageKind; title: string }
  /** `acquisitionId`: the one that it shows; null: one is being prepared. */
  | { id: string; kind: 'acquire'; title: string; way: AcquireWay; acquisitionId: number | null }
  /** `scope`: its own requests, or those of all sessions that began with it. */
  | { id: string; kind: 'entity'; title: string; entity: Entity; scope: 'own' | 'chain' }
);

/** Pages that show the whole case, each in one tab. */
export const pageTitles = {
  loads: 'Evidence',
  findings: 'Findings',
  novelty: 'What is new',
  indicators: 'Indicators',
  notebook: 'Notebook',
  coverage: 'Coverage',
  integrity: 'Integrity',
  journal: 'Journal',
  report: 'Report',
  custody: 'Custody',
  formats: 'Log types',
} as const;
export type PageKind = keyof typeof pageTitles;
export const pageKinds = Object.keys(pageTitles) as [PageKind, ...PageKind[]];

/** From the objects of a bucket, or from CloudTrail's own API. */
export type AcquireWay = 's3' | 'cloudtrail';

export type Dialog =
  | { kind: 'export'; request: Pick<ExportRequest, 'view' | 'viewId' | 'selection' | 'columns'>; matched: number }
  /** `as`: how to read what no format recognises, where that is known already. */
  | { kind: 'load'; paths: string[]; as?: LoadAs }
  /** Saved views; `view`: one that can be saved. */
  | { kind: 'views'; view: View | null }
  /** Clocks of sources. */
  | { kind: 'clocks' };

type Workspace = Standing<Tab> & {
  /** Widths of the sides as shares of 1, from the left; see `readShares`. */
  shares: number[];
  dialog: Dialog | null;
  /** Opens a grid tab; an untouched tab of the same table is shown again instead. */
  openGrid: (view: View, title: string) => string;
  openConsole: (sql: string, title?: string) => string;
  /** `title` absent: what is counted; it follows the pivot until it gets a name. */
  openPivot: (pivot: Pivot, title?: string) => string;
  /** A page that there is one of. */
  openPage: (kind: PageKind) => string;
  /** One tab per way; `acquisitionId` makes it show that acquisition. */
  openAcquire: (way: AcquireWay, acquisitionId?: number) => string;
  /** The page of a key, a principal, an address, …; one that is open already is shown again. */
  openEntity: (entity: Entity) => string;
  activate: (id: string) => void;
  close: (id: string) => void;
  update: (id: string, patch: Partial<Pick<Tab, 'title'>> & TabPatch) => void;
  /** Moves a tab to a side, a new one included, and there to a place in its strip. */
  move: (id: string, side: number, at?: number) => void;
  /** Moves a tab to the other side; one that is alone on the floor stays, and a copy of it comes beside it. */
  sendAside: (id: string) => void;
  resizeSides: (shares: number[]) => void;
  /** Replaces everything, when a case opens with the tabs it had. */
  restore: (tabs: Tab[], activeId: string | null, fronts?: string[], shares?: number[]) => void;
  showDialog: (dialog: Dialog | null) => void;
};

type TabPatch = { view?: View; pivot?: Pivot; sql?: string; acquisitionId?: number | null; scope?: 'own' | 'chain' };

const acquireTitles: Record<AcquireWay, string> = { s3: 'Acquire from S3', cloudtrail: 'Acquire from CloudTrail' };

let nextId = 0;
const newId = () => `tab-${Date.now().toString(36)}-${nextId++}`;

export const useWorkspace = create<Workspace>((set, get) => {
  const stand = (change: Partial<Standing<Tab>>) => set(settle({ ...get(), ...change }));
  const add = (tab: Tab) => {
    const { tabs, activeId } = get();
    const active = tabs.find(({ id }) => id === activeId);
    stand({ tabs: [...tabs, active ? onSide(tab, sideOf(active)) : tab], activeId: tab.id });
    return tab.id;
  };
  const show = (tab: Tab) => {
    stand({ activeId: tab.id });
    return tab.id;
  };
  return {
    tabs: [],
    activeId: null,
    fronts: [],
    shares: [],
    dialog: null,
    openGrid(view, title) {
      const wanted = JSON.stringify(view);
      const same = get().tabs.find((tab) => tab.kind === 'grid' && JSON.stringify(tab.view) === wanted);
      return same ? show(same) : add({ id: newId(), kind: 'grid', title, view });
    },
    openConsole: (sql, title = 'SQL') => add({ id: newId(), kind: 'console', title, sql }),
    openPivot: (pivot, title = describePivot(pivot)) => add({ id: newId(), kind: 'pivot', title, pivot }),
    openPage(kind) {
      const same = get().tabs.find((tab) => tab.kind === kind);
      return same ? show(same) : add({ id: newId(), kind, title: pageTitles[kind] });
    },
    openAcquire(way, acquisitionId) {
      const same = get().tabs.find((tab) => tab.kind === 'acquire' && tab.way === way);
      if (!same)
        return add({
          id: newId(),
          kind: 'acquire',
          title: acquireTitles[way],
          way,
          acquisitionId: acquisitionId ?? null,
        });
      if (acquisitionId !== undefined) get().update(same.id, { acquisitionId });
      return show(same);
    },
    openEntity(entity) {
      const same = get().tabs.find(
        (tab) => tab.kind === 'entity' && tab.entity.kind === entity.kind && tab.entity.value === entity.value,
      );
      if (same) return show(same);
      const scope = entity.kind === 'actor' ? 'chain' : 'own';
      return add({ id: newId(), kind: 'entity', title: entityTitle(entity), entity, scope });
    },
    activate: (id) => stand({ activeId: id }),
    close: (id) => set(closeTab(get(), id)),
    update: (id, patch) =>
      set({ tabs: get().tabs.map((tab) => (tab.id === id ? ({ ...tab, ...patch } as Tab) : tab)) }),
    move: (id, side, at) => set(moveTab(get(), id, side, at)),
    sendAside(id) {
      const { tabs, activeId } = get();
      const [alone] = tabs;
      if (tabs.length > 1 || !alone) return set(moveTab(get(), id, nextSide(tabs, id)));
      stand({ tabs: [alone, onSide({ ...alone, id: newId() }, 1)], activeId });
    },
    resizeSides: (shares) => set({ shares }),
    restore: (tabs, activeId, fronts = [], shares = []) => set({ ...settle({ tabs, activeId, fronts }), shares }),
    showDialog: (dialog) => set({ dialog }),
  };
});
