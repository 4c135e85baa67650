// Numbers that grow when what the case keeps beside its rows is another: a verification ended, or rules were run. Rows do not
// change with it, but what their columns say does.
import { create } from 'zustand';
import { useDataVersion } from './data-version.ts';

export type Beside = 'verdicts' | 'findings';

export const useBeside = create<Record<Beside, number>>(() => ({ verdicts: 0, findings: 0 }));

export function raiseBeside(kind: Beside): void {
  useBeside.setState({ [kind]: useBeside.getState()[kind] + 1 });
  useDataVersion.getState().bump();
}
