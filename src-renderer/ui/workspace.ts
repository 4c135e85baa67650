// What is open on the floor: the tabs and the one dialog. Features meet here instead of importing each other.
import { create } from 'zustand';
import type { ExportRequest } from '../../shared/contract/exports.ts';
import type { LoadAs } from '../../shared/contract/loads.ts';
import type { View } from '../../shared/query/view.ts';

export type Tab =
  | { id: string; kind: 'grid'; title: string; view: View }
  | { id: string; kind: 'console'; title: string; sql: string }
  | { id: string; kind: 'loads'; title: string }
  /** `acquisitionId`: the one that it shows; null: one is being prepared. */
  | { id: string; kind: 'acquire'; title: string; way: AcquireWay; acquisitionId: number | null };

/** From the objects of a bucket, or from CloudTrail's own API. */
export type AcquireWay = 's3' | 'cloudtrail';

export type Dialog =
  | { kind: 'export'; request: Pick<ExportRequest, 'view' | 'viewId' | 'selection' | 'columns'>; matched: number }
  /** `as`: how to read what no format recognises, where that is known already. */
  | { kind: 'load'; paths: string[]; as?: LoadAs };

type Workspace = {
  tabs: Tab[];
  activeId: string | null;
  dialog: Dialog | null;
  /** Opens a grid tab; an untouched tab of the same table is shown again instead. */
  openGrid: (view: View, title: string) => string;
  openConsole: (sql: string, title?: string) => string;
  openLoads: () => string;
  /** One tab per way; `acquisitionId` makes it show that acquisition. */
  openAcquire: (way: AcquireWay, acquisitionId?: number) => string;
  activate: (id: string) => void;
  close: (id: string) => void;
  update: (id: string, patch: Partial<Pick<Tab, 'title'>> & TabPatch) => void;
  /** Moves a tab to another place in the strip. */
  move: (id: string, to: number) => void;
  /** Replaces everything, when a case opens with the tabs it had. */
  restore: (tabs: Tab[], activeId: string | null) => void;
  showDialog: (dialog: Dialog | null) => void;
};

type TabPatch = { view?: View; sql?: string; acquisitionId?: number | null };

const acquireTitles: Record<AcquireWay, string> = { s3: 'Acquire from S3', cloudtrail: 'Acquire from CloudTrail' };

let nextId = 0;
const newId = () => `tab-${Date.now().toString(36)}-${nextId++}`;

export const useWorkspace = create<Workspace>((set, get) => {
  const add = (tab: Tab) => {
    set({ tabs: [...get().tabs, tab], activeId: tab.id });
    return tab.id;
  };
  const show = (tab: Tab) => {
    set({ activeId: tab.id });
    return tab.id;
  };
  return {
    tabs: [],
    activeId: null,
    dialog: null,
    openGrid(view, title) {
      const wanted = JSON.stringify(view);
      const same = get().tabs.find((tab) => tab.kind === 'grid' && JSON.stringify(tab.view) === wanted);
      return same ? show(same) : add({ id: newId(), kind: 'grid', title, view });
    },
    openConsole: (sql, title = 'SQL') => add({ id: newId(), kind: 'console', title, sql }),
    openLoads() {
      const same = get().tabs.find((tab) => tab.kind === 'loads');
      return same ? show(same) : add({ id: newId(), kind: 'loads', title: 'Evidence' });
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
    activate: (id) => set({ activeId: id }),
    close(id) {
      const { tabs, activeId } = get();
      const at = tabs.findIndex((tab) => tab.id === id);
      const left = tabs.filter((tab) => tab.id !== id);
      set({ tabs: left, activeId: activeId === id ? (left[Math.min(at, left.length - 1)]?.id ?? null) : activeId });
    },
    update: (id, patch) =>
      set({ tabs: get().tabs.map((tab) => (tab.id === id ? ({ ...tab, ...patch } as Tab) : tab)) }),
    move(id, to) {
      const tab = get().tabs.find((one) => one.id === id);
      if (!tab) return;
      const others = get().tabs.filter((one) => one !== tab);
      set({ tabs: [...others.slice(0, to), tab, ...others.slice(to)] });
    },
    restore: (tabs, activeId) => set({ tabs, activeId }),
    showDialog: (dialog) => set({ dialog }),
  };
});
