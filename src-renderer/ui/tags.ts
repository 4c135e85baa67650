// The tags of the open case as the whole UI sees them, and one number that grows whenever marks change: who shows marks, or rows
// found by them, reads again.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { TagInfo } from '../../shared/contract/marks.ts';
import { useCase } from './case.ts';
import { type EngineClient, useEngine } from './engine.ts';
import { showProblem } from './problem.ts';
import { refreshTables } from './tables.ts';

type Tags = { caseId: string | null; tags: TagInfo[]; version: number };

export const useTagStore = create<Tags>(() => ({ caseId: null, tags: [], version: 0 }));

let asked = 0;

/** Reads the tags again; when several reads overlap the newest answer wins. */
export async function refreshTags(engine: EngineClient): Promise<void> {
  const ask = ++asked;
  const caseId = useCase.getState().info?.id ?? null;
  const tags = await engine.marks.tags();
  if (ask === asked) useTagStore.setState({ tags, caseId });
}

/** To be called when marks have changed. */
export function marksChanged(engine: EngineClient): void {
  useTagStore.setState({ version: useTagStore.getState().version + 1 });
  Promise.all([refreshTags(engine), refreshTables(engine)]).catch((error: unknown) =>
    showProblem(error, 'read the tags'),
  );
}

/** A number that is another after marks have changed; always 0 for what does not `depend` on them. */
export const useMarksVersion = (depends: boolean): number => useTagStore(({ version }) => (depends ? version : 0));

/** The tags of the open case, by digit. */
export function useTags(): TagInfo[] {
  const engine = useEngine();
  const open = useCase((state) => state.info?.id ?? null);
  const { caseId, tags } = useTagStore();
  useEffect(() => {
    if (open !== null && open !== useTagStore.getState().caseId)
      refreshTags(engine).catch((error: unknown) => showProblem(error, 'read the tags'));
  }, [engine, open]);
  return caseId === open ? tags : none;
}

const none: TagInfo[] = [];

/** CSS colour of a tag; unknown tags are grey. */
export const tagColor = (tags: Pick<TagInfo, 'name' | 'color'>[], name: string): string =>
  `var(--pm-tag-${tags.find((tag) => tag.name === name)?.color ?? 'grey'})`;
