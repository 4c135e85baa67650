// The one error that engine code throws on purpose. `app.ts` turns it into the contract's typed error; anything else that
// reaches the boundary becomes FAILED with its own message, so nothing is swallowed.
import type { ErrorCode } from '../../shared/contract/base.ts';

/** As `Problem` of the contract. */
export type ErrorDetail = {
  at?: string;
  hint?: string;
  offset?: number;
  length?: number;
  needs?: 'mfa' | 'login';
  serial?: string;
};

export class EngineError extends Error {
  readonly code: ErrorCode;
  readonly detail: ErrorDetail;

  constructor(code: ErrorCode, message: string, detail: ErrorDetail = {}, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EngineError';
    this.code = code;
    this.detail = detail;
  }
}

/** Message of any thrown value. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What came of writing a file or folder, `at`. `what`: `The export cannot be written`. A full disk is said to be one. */
export function toWriteProblem(what: string, error: unknown, at: string): EngineError {
  const isFull = (error as NodeJS.ErrnoException).code === 'ENOSPC';
  const hint = isFull ? { hint: 'The disk is full.' } : {};
  return new EngineError('FAILED', `${what}: ${messageOf(error)}`, { at, ...hint }, { cause: error });
}
