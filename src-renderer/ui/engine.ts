// The engine as the UI sees it: a typed client of the contract, whatever carries it.
import type { ContractRouterClient } from '@orpc/contract';
import { createContext, useContext } from 'react';
import type { Contract } from '../../shared/contract/contract.ts';

export type EngineClient = ContractRouterClient<Contract>;

export const EngineContext = createContext<EngineClient | null>(null);

export function useEngine(): EngineClient {
  const engine = useContext(EngineContext);
  if (!engine) throw new Error('No engine above this component: wrap it in EngineContext.');
  return engine;
}
