// Merges the rooms' calls into one router, and maps engine errors to the contract's typed ones.
import { createRouterClient, implement, ORPCError, type RouterClient } from '@orpc/server';
import { contract } from '../../shared/contract/contract.ts';
import { EngineError, messageOf } from './engine-error.ts';
import type { EngineOptions, EngineState } from './engine-state.ts';

/** The implementer that every room builds its routes with: `os.views.page.handler(…)`. */
export const os = implement(contract).use(async ({ next }) => {
  try {
    return await next();
  } catch (error) {
    if (error instanceof ORPCError) throw error;
    const known =
      error instanceof EngineError ? error : new EngineError('FAILED', messageOf(error), {}, { cause: error });
    throw new ORPCError(known.code, { message: known.message, data: known.detail, defined: true, cause: error });
  }
});
export type { EngineOptions, EngineState };

void createRouterClient;

export type { RouterClient };
