// Hands the notebook's store to the components inside it.
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { NotebookStore } from './notebook-store.ts';

export const NotebookContext = createContext<NotebookStore | null>(null);

export function useNotebookStore(): NotebookStore {
  const store = useContext(NotebookContext);
  if (!store) throw new Error('No notebook above this component.');
  return store;
}

export const useNotebook = <T>(select: (state: ReturnType<NotebookStore['getState']>) => T): T =>
  useStore(useNotebookStore(), select);
