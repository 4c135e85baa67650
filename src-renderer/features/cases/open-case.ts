// What happens when a case opens or closes, wherever it was asked for.

import type { CaseInfo } from '../../../shared/contract/cases.ts';
import { freshView } from '../../../shared/query/fresh-view.ts';
import { useCase } from '../../ui/case.ts';
import { useDataVersion } from '../../ui/data-version.ts';
import type { EngineClient } from '../../ui/engine.ts';
import { pickPaths } from '../../ui/pick-paths.ts';
import { showProblem } from '../../ui/problem.ts';
import { forgetTables, refreshTables } from '../../ui/tables.ts';
import { useWorkspace } from '../../ui/workspace.ts';
import { flushTabs, readTabs } from './keep-tabs.ts';

/** Runs what opens a case, then brings back its tabs. Resolves to whether a case is open now. */
export async function enterCase(
  engine: EngineClient,
  doing: string,
  open: () => Promise<CaseInfo | null>,
): Promise<boolean> {
  try {
    await flushTabs();
    const info = await open();
    if (!info) return false;
    await showCase(engine, info);
    return true;
  } catch (error) {
    showProblem(error, doing);
    return false;
  }
}

/** Shows a case that the engine has open already. */
export async function showCase(engine: EngineClient, info: CaseInfo): Promise<void> {
  forgetTables();
  const [tables, kept] = await Promise.all([refreshTables(engine), readTabs(engine)]);
  const { restore, openGrid } = useWorkspace.getState();
  restore(kept?.tabs ?? [], kept?.activeId ?? null);
  const first = tables.filter((table) => table.kind === 'log').sort((a, b) => (b.rows ?? 0) - (a.rows ?? 0))[0];
  if (!kept && first?.rows) openGrid(freshView(first), first.title);
  useCase.getState().set(info);
  useDataVersion.getState().bump();
}

export async function leaveCase(engine: EngineClient): Promise<void> {
  try {
    await flushTabs();
    await engine.cases.close();
    useCase.getState().set(null);
    useWorkspace.getState().restore([], null);
    forgetTables();
  } catch (error) {
    showProblem(error, 'close the case');
  }
}

/** Asks for a case folder and opens it. */
export async function pickAndOpenCase(engine: EngineClient): Promise<void> {
  const [dir] = await pickPaths({ title: 'Open a case', mode: 'case' });
  if (dir !== undefined) await enterCase(engine, 'open this case', () => engine.cases.open({ dir }));
}
