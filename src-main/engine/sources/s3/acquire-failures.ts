// What can end the download of an object, and which of it passes.
import { EngineError } from '../../engine-error.ts';
import { classifyAwsError } from './aws-problem-kind.ts';
import { FetchFailure } from './fetch-problem.ts';

/** The answer ended before the object did. */
export class CutOff extends Error {
  constructor(have: number, size: number) {
    super(`The connection ended after ${have} of ${size} bytes.`);
  }
}

/** Not as many bytes, or not those, that there should be. */
export class WrongExtent extends Error {}

const passing = new Set(['slow-down', 'server', 'timeout', 'cut', 'dns', 'refused', 'unreachable']);

/** Cuts, stalls, overload and the server's own troubles pass; a refusal does not. */
export function isWorthAnotherTry(error: unknown): boolean {
  if (error instanceof CutOff) return true;
  if (!(error instanceof Error) || error instanceof EngineError) return false;
  const { code, $metadata } = error as { code?: string; $metadata?: { httpStatusCode?: number } };
  return passing.has(classifyAwsError(error)) || $metadata?.httpStatusCode === 408 || code === 'ECONNABORTED';
}

/** Refusals that mean: it is not any more what was listed. Anything else stays as it is. */
export function asChanged(error: unknown, key: string): unknown {
  if (error instanceof EngineError) return error;
  const kind = classifyAwsError(error);
  if (kind === 'changed')
    return new FetchFailure(
      kind,
      'FAILED',
      'The object was changed after it was listed.',
      { at: key, hint: 'List the scope again: it is taken as it is then, or by its version.' },
      { cause: error },
    );
  if (kind === 'no-object' || kind === 'delete-marker')
    return new FetchFailure(
      kind,
      'NOT_FOUND',
      'The object was deleted after it was listed.',
      { at: key, hint: 'In a bucket with versions, list deleted objects too.' },
      { cause: error },
    );
  return error;
}

export const mismatch = (fault: string, key: string) =>
  new FetchFailure('mismatch', 'FAILED', fault, { at: key, hint: 'Acquire it again later.' });

export const occupied = (target: string) =>
  new FetchFailure('occupied', 'FAILED', `Another file has the name already: ${target}.`, {
    at: target,
    hint: 'Move it away if it does not belong to the case, then acquire again.',
  });
