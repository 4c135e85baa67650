// Keeps the open tabs in the case, so that reopening it brings the work back as it was left.
import { z } from 'zod';
import { Entity } from '../../../shared/query/entity.ts';
import { Pivot } from '../../../shared/query/pivot.ts';
import { View } from '../../../shared/query/view.ts';
import type { EngineClient } from '../../ui/engine.ts';
import { showProblem } from '../../ui/problem.ts';
import { trackSave } from '../../ui/saves.ts';
import { mostSides } from '../../ui/window/sides.ts';
import { pageKinds, type Tab, useWorkspace } from '../../ui/window/workspace.ts';

const side = z
  .number()
  .int()
  .min(0)
  .max(mostSides - 1);
const common = { id: z.string().min(1), title: z.string(), side: side.optional() };
const KeptTab = z.discriminatedUnion('kind', [
  z.object({ ...common, kind: z.literal('grid'), view: View }),
  z.object({ ...common, kind: z.literal('console'), sql: z.string() }),
  z.object({ ...common, kind: z.literal('pivot'), pivot: Pivot }),
  z.object({ ...common, kind: z.enum(pageKinds) }),
  z.object({
    ...common,
    kind: z.literal('acquire'),
    way: z.enum(['s3', 'cloudtrail']),
    acquisitionId: z.number().int().nullable(),
  }),
  z.object({ ...common, kind: z.literal('entity'), entity: Entity, scope: z.enum(['own', 'chain']) }),
]);
type Kept = { tabs: Tab[]; activeId: string | null; fronts: string[]; shares: number[] };

/** Cases of earlier versions have neither fronts nor shares. */
const KeptFloor = z.object({
  tabs: z.array(z.unknown()),
  activeId: z.string().nullable(),
  fronts: z.array(z.string()).default([]),
  shares: z.array(z.number()).default([]),
});

const saveDelayMs = 600;
const places = ['tabs', 'activeId', 'fronts', 'shares'] as const;
const place = { kind: 'tabs', id: 'open' } as const;

/** The tabs as they were left; null when the case never had any. Tabs this version cannot read are left out. */
export async function readTabs(engine: EngineClient): Promise<Kept | null> {
  const documents = await engine.documents.list({ kind: place.kind });
  const found = documents.find((document) => document.id === place.id);
  return found ? parseTabs(found.body) : null;
}

export function parseTabs(body: unknown): Kept | null {
  const outer = KeptFloor.safeParse(body);
  if (!outer.success) return null;
  const tabs = outer.data.tabs.flatMap((tab) => {
    const read = KeptTab.safeParse(tab);
    return read.success ? [read.data as Tab] : [];
  });
  const { activeId, fronts, shares } = outer.data;
  const isThere = tabs.some((tab) => tab.id === activeId);
  return { tabs, activeId: isThere ? activeId : (tabs[0]?.id ?? null), fronts, shares };
}

let flush: () => Promise<void> = async () => {};

/** Writes tabs to the open case a moment after they change. Returns what stops it. */
export function keepTabs(engine: EngineClient): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let chain = Promise.resolve();
  const save = () => {
    timer = undefined;
    const { tabs, activeId, fronts, shares } = useWorkspace.getState();
    chain = chain
      .then(() => engine.documents.put({ ...place, name: 'Open tabs', body: { tabs, activeId, fronts, shares } }))
      .then(
        () => {},
        (error: unknown) => showProblem(error, 'remember the open tabs'),
      );
    return trackSave(chain);
  };
  const unsubscribe = useWorkspace.subscribe((now, before) => {
    if (places.every((place) => now[place] === before[place])) return;
    clearTimeout(timer);
    timer = setTimeout(() => void save(), saveDelayMs);
  });
  flush = async () => {
    if (timer === undefined) return chain;
    clearTimeout(timer);
    await save();
  };
  // The page may go without another word; the socket still carries what is sent now.
  const onHide = () => document.visibilityState === 'hidden' && void flush();
  document.addEventListener('visibilitychange', onHide);
  return () => {
    document.removeEventListener('visibilitychange', onHide);
    unsubscribe();
    clearTimeout(timer);
    flush = async () => {};
  };
}

/** Saves what waits to be saved; to be called before the case closes. */
export const flushTabs = () => flush();
