// Which of the archive's two dialogs is open. They outlive the case window, which is down while a case is packed.
import { create } from 'zustand';
import type { CaseInfo } from '../../../../shared/contract/cases.ts';
import type { EngineClient } from '../../../ui/engine.ts';
import { pickPaths } from '../../../ui/pick-paths.ts';
import { showProblem } from '../../../ui/problem.ts';

/** `suggestion`: where the archive could go. */
type Pack = { kind: 'pack'; name: string; suggestion: string };
type Unpack = { kind: 'unpack'; path: string; sealed: boolean; size: number };

export const useArchiveDialog = create<{ dialog: Pack | Unpack | null }>(() => ({ dialog: null }));

export const closeArchiveDialog = (): void => useArchiveDialog.setState({ dialog: null });

/** The archive is suggested beside the case's folder. */
export function askToPack(info: CaseInfo | null): void {
  if (!info) return;
  const suggestion = info.dir.replace(/(\.pugmark)?[/\\]?$/, '');
  useArchiveDialog.setState({ dialog: { kind: 'pack', name: info.name, suggestion } });
}

/** Asks for an archive, looks at it, and shows what opening it takes. */
export async function pickAndUnpack(engine: EngineClient): Promise<void> {
  const [path] = await pickPaths({
    title: 'Choose the archive of a case',
    mode: 'file',
    confirm: 'Open this archive',
  });
  if (path === undefined) return;
  try {
    useArchiveDialog.setState({ dialog: { kind: 'unpack', path, ...(await engine.archives.inspect({ path })) } });
  } catch (error) {
    showProblem(error, 'open this archive');
  }
}
