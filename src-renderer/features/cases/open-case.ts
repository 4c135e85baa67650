// What happens when a case opens or closes, wherever it was asked for.

import { flushSync } from 'react-dom';
import type { CaseInfo } from '../../../shared/contract/cases.ts';
import { breakAdvice, describeBreaks } from '../../../shared/journal/breaks.ts';
import { freshView } from '../../../shared/query/fresh-view.ts';
import { useCase } from '../../ui/case.ts';
import { useDataVersion } from '../../ui/data-version.ts';
import type { EngineClient } from '../../ui/engine.ts';
import { pickPaths } from '../../ui/pick-paths.ts';
import { showProblem, useToasts } from '../../ui/problem.ts';
import { allSaved } from '../../ui/saves.ts';
import { forgetTables, refreshTables } from '../../ui/tables.ts';
import { keysOf } from '../../ui/window/commands.ts';
import { mayLeave } from '../../ui/window/leaving.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';
import { flushTabs, readTabs } from './keep-tabs.ts';

/** Opens a case, with its tabs. Resolves to whether it is open; an error is on screen otherwise. */
export async function enterCase(engine: EngineClient, doing: string, open: () => Promise<CaseInfo>): Promise<boolean> {
  try {
    return await switchCase(engine, open);
  } catch (error) {
    showProblem(error, doing);
    return false;
  }
}

/**
 * Opens a case in the place of the one that is open, if any. When that fails the earlier one is shown again. Resolves to
 * false when the user would rather stay.
 */
export async function switchCase(engine: EngineClient, open: () => Promise<CaseInfo>): Promise<boolean> {
  if (!(await mayLeave())) return false;
  await putAway();
  try {
    await showCase(engine, await open());
    return true;
  } catch (error) {
    const still = await engine.cases.current();
    if (still) await showCase(engine, still);
    throw error;
  } finally {
    useCase.setState({ switching: false });
  }
}

/** Takes the case window down: its panes save what they hold and free their views while the case is still open. */
async function putAway(): Promise<void> {
  if (!useCase.getState().info) return;
  await flushTabs();
  flushSync(() => useCase.setState({ info: null, switching: true }));
  useWorkspace.getState().restore([], null);
  forgetTables();
  await allSaved();
}

/** Shows a case that the engine has open already. */
export async function showCase(engine: EngineClient, info: CaseInfo): Promise<void> {
  forgetTables();
  const [tables, kept] = await Promise.all([refreshTables(engine), readTabs(engine)]);
  const { restore, openGrid } = useWorkspace.getState();
  restore(kept?.tabs ?? [], kept?.activeId ?? null, kept?.fronts, kept?.shares);
  const first = tables.filter((table) => table.kind === 'log').sort((a, b) => (b.rows ?? 0) - (a.rows ?? 0))[0];
  if (!kept && first?.rows) openGrid(freshView(first), first.title);
  useCase.getState().set(info);
  useDataVersion.getState().bump();
  warnOfJournal(info);
}

/** The case opens all the same: evidence must be readable. */
function warnOfJournal({ journalBreaks }: CaseInfo): void {
  if (journalBreaks.length === 0) return;
  useToasts.getState().push('problem', {
    title: 'The journal of this case is damaged',
    message: describeBreaks(journalBreaks),
    hint: `${breakAdvice} The journal’s page (${keysOf('show-journal')}) has all of it.`,
  });
}

export async function leaveCase(engine: EngineClient): Promise<void> {
  if (!(await mayLeave())) return;
  try {
    await putAway();
    await engine.cases.close();
  } catch (error) {
    showProblem(error, 'close the case');
  } finally {
    useCase.setState({ switching: false });
  }
}

/** Asks for a case folder and opens it. */
export async function pickAndOpenCase(engine: EngineClient): Promise<void> {
  const [dir] = await pickPaths({ title: 'Open a case', mode: 'case' });
  if (dir !== undefined) await enterCase(engine, 'open this case', () => engine.cases.open({ dir }));
}
