// What every call shares: the errors that may cross the boundary, as tagged values with a next step for the reader.
import { oc } from '@orpc/contract';
import { z } from 'zod';

/**
 * `needs`: what the caller has to give and call again, with `serial`, the MFA device's number. `at`: the file or the place in a text (`file.json.gz › record 12`, `line 3, column 8`); `hint`: what to do next;
 * `offset` and `length`: the place in the text, SQL or the query of a view, 0-based in UTF-16 units; no length: from there on.
 */
export const Problem = z.object({
  at: z.string().optional(),
  hint: z.string().optional(),
  offset: z.number().int().optional(),
  length: z.number().int().optional(),
  needs: z.enum(['mfa', 'login']).optional(),
  serial: z.string().optional(),
});

/** A place in SQL text: 0-based character offset. */
export const SqlProblem = z.object({ offset: z.number().int().optional(), hint: z.string().optional() });

/**
 * - `NO_CASE`: a call that needs an open case came without one.
 * - `NOT_FOUND`: a file, case, view, row or document that is not there (any more).
 * - `REFUSED`: not allowed here (the sandbox, a newer case version, a lock held by another process).
 * - `INVALID`: the input cannot be understood.
 * - `SQL`: DuckDB's own complaint about a statement, with its place.
 * - `CANCELLED`: stopped on request.
 * - `FAILED`: anything else that the outside world did (disk full, permission denied).
 */
export const base = oc.errors({
  NO_CASE: { data: Problem },
  NOT_FOUND: { data: Problem },
  REFUSED: { data: Problem },
  INVALID: { data: Problem },
  SQL: { data: SqlProblem },
  CANCELLED: { data: Problem },
  FAILED: { data: Problem },
});

export type ErrorCode = 'NO_CASE' | 'NOT_FOUND' | 'REFUSED' | 'INVALID' | 'SQL' | 'CANCELLED' | 'FAILED';
