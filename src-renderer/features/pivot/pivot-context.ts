// The pane's store for the components inside it.
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Pivot } from '../../../shared/query/pivot.ts';
import type { PivotState, PivotStore } from './pivot-store.ts';

export const PivotContext = createContext<PivotStore | null>(null);

export function usePivotStore(): PivotStore {
  const store = useContext(PivotContext);
  if (!store) throw new Error('No pivot above this component: wrap it in PivotContext.');
  return store;
}

export const usePivot = <T>(select: (state: PivotState) => T): T => useStore(usePivotStore(), select);

export const usePresent = (): Pivot => usePivot((state) => state.history.present);
