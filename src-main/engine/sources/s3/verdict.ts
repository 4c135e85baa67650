// What came of trying something that may not be allowed, for `check-access.ts` and `check-cloudtrail.ts`.
import type { AccessCheck } from '../../../../shared/contract/aws.ts';
import { type AwsProblemContext, toAwsProblem } from './aws-problem.ts';

export type Verdict = Omit<AccessCheck, 'what'>;

export const allowed = (says: string): Verdict => ({ outcome: 'allowed', says, hint: null });
export const unknown = (says: string, hint: string | null = null): Verdict => ({ outcome: 'unknown', says, hint });

/**
 * A failure as a verdict: a refusal is one, a network that is down leaves it unknown.
 * @throws CANCELLED; what `needs` something of the user that can be asked for
 */
export function verdictOf(error: unknown, context: AwsProblemContext): Verdict {
  const problem = toAwsProblem(error, context);
  if (problem.code === 'CANCELLED' || problem.detail.needs !== undefined) throw problem;
  const outcome = problem.code === 'FAILED' ? 'unknown' : 'refused';
  return { outcome, says: problem.message, hint: problem.detail.hint ?? null };
}
