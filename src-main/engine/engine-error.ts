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
