// One number that grows when a verification has given the files of the case other verdicts. Rows do not change with it, but
// what they say does.
import { create } from 'zustand';
import { useDataVersion } from './data-version.ts';

export const useVerdicts = create<{ version: number }>(() => ({ version: 0 }));

export function raiseVerdicts(): void {
  useVerdicts.setState({ version: useVerdicts.getState().version + 1 });
  useDataVersion.getState().bump();
}
