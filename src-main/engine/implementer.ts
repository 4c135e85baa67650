// What every room builds its calls with (`os.views.page.handler(…)`): the contract, and engine errors as its typed ones.
import { implement, ORPCError } from '@orpc/server';
import { contract } from '../../shared/contract/contract.ts';
import { EngineError, messageOf } from './engine-error.ts';

export const os = implement(contract).use(async ({ next }) => {
  try {
    return await next();
  } catch (error) {
    throw toContractError(error);
  }
});

/** Streams end with the same typed errors as calls do: wrap the body of every event iterator in this. */
export async function* typedErrors<T>(events: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* events;
  } catch (error) {
    throw toContractError(error);
  }
}

function toContractError(error: unknown): ORPCError<string, unknown> {
  if (error instanceof ORPCError) return error;
  const known =
    error instanceof EngineError ? error : new EngineError('FAILED', messageOf(error), {}, { cause: error });
  return new ORPCError(known.code, { message: known.message, data: known.detail, defined: true, cause: error });
}
