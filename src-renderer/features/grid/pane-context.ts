// Hands the pane's store to the components inside it.
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { PaneActions, PaneState, PaneStore } from './pane-store.ts';

export const PaneContext = createContext<PaneStore | null>(null);

export function usePaneStore(): PaneStore {
  const store = useContext(PaneContext);
  if (!store) throw new Error('No grid pane above this component.');
  return store;
}

export const usePane = <T>(select: (state: PaneState & PaneActions) => T): T => useStore(usePaneStore(), select);

export const useView = () => usePane((state) => state.history.present);
