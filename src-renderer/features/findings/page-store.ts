// What one page of findings shows, and where the keyboard is in it. Each side of the floor can have a page of its own.
import { createContext, useContext } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';
import type { Finding, RuleInfo } from '../../../shared/contract/detections.ts';
import { type FindingFilter, noFilter } from '../../../shared/findings/filter.ts';
import type { Grouping, LaneGrouping } from '../../../shared/findings/group.ts';
import type { Range } from '../../ui/time-map/zoom.ts';
import { nowhere, type Place } from './lines/place.ts';
import { type Folds, unfolded } from './list/list-lines.ts';

export const faces = { list: 'Findings', matrix: 'Matrix', timeline: 'Timeline', rules: 'Rules' } as const;
export type Face = keyof typeof faces;
export const faceKeys = Object.keys(faces) as Face[];

/** What is asked about these findings. */
export type DialogKind = 'dismiss' | 'tags' | 'note' | 'exception';
/** `rule` null: every rule. `before`: what had the keyboard. */
export type PageDialog = { before: Element | null } & (
  | { kind: DialogKind; findings: Finding[] }
  | { kind: 'rule-exception'; rule: RuleInfo | null }
);

export type Page = {
  face: Face;
  filter: FindingFilter;
  grouping: Grouping;
  folds: Folds;
  place: Place;
  /** Whether the matrix leaves out what nothing was found of. */
  onlyFound: boolean;
  lanesBy: LaneGrouping;
  range: Range;
  dialog: PageDialog | null;
  set: (patch: Partial<Omit<Page, 'set' | 'narrow' | 'ask' | 'askException'>>) => void;
  narrow: (patch: Partial<FindingFilter>) => void;
  ask: (kind: DialogKind, findings: Finding[]) => void;
  askException: (rule: RuleInfo | null) => void;
};

export type PageStore = StoreApi<Page>;

export const createPageStore = (): PageStore =>
  createStore<Page>((set, get) => ({
    face: 'list',
    filter: noFilter,
    grouping: 'none',
    folds: unfolded,
    place: nowhere,
    onlyFound: false,
    lanesBy: 'tactic',
    range: null,
    dialog: null,
    set: (patch) => set(patch),
    narrow: (patch) => set({ filter: { ...get().filter, ...patch } }),
    askException: (rule) => set({ dialog: { kind: 'rule-exception', rule, before: document.activeElement } }),
    ask: (kind, findings) => set({ dialog: { kind, findings, before: document.activeElement } }),
  }));

export const PageContext = createContext<PageStore | null>(null);

export function usePageStore(): PageStore {
  const store = useContext(PageContext);
  if (!store) throw new Error('No page of findings above this component.');
  return store;
}

export const usePage = <T>(select: (page: Page) => T): T => useStore(usePageStore(), select);
