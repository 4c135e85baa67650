// Failures that are not an object's own: the login has ended, the network is away, the disk is full. They hold the whole
// acquisition up until somebody, or time, mends them; every other failure costs only its object.
import { EngineError, messageOf } from '../engine-error.ts';
import type { OpenLogin } from '../sources/aws/logins.ts';
import { toAwsProblem } from '../sources/s3/aws-problem.ts';
import { classifyAwsError } from '../sources/s3/aws-problem-kind.ts';
import { FetchFailure } from '../sources/s3/fetch-problem.ts';
import type { Waiting } from './gate.ts';

/**
 * `unsteady` and `refused` are one object's fate at first, and everybody's when they come in a row: cut connections, an
 * overloaded server, a policy.
 */
export type Trouble = 'login' | 'network' | 'unsteady' | 'refused' | 'space';

const troubles: Record<string, Trouble> = {
  login: 'login',
  mfa: 'login',
  expired: 'login',
  'bad-token': 'login',
  'wrong-key': 'login',
  'wrong-secret': 'login',
  'sso-expired': 'login',
  'sso-denied': 'login',
  'web-token': 'login',
  'token-file': 'login',
  'no-credentials': 'login',
  'no-profile': 'login',
  process: 'login',
  dns: 'network',
  refused: 'network',
  unreachable: 'network',
  timeout: 'network',
  cut: 'unsteady',
  server: 'unsteady',
  'slow-down': 'unsteady',
  denied: 'refused',
  'silent-denial': 'refused',
  kms: 'refused',
  'requester-pays': 'refused',
  space: 'space',
};

/** @param kind an `AwsProblemKind`, or what the fetch pool says */
export const troubleOf = (kind: string): Trouble | null => troubles[kind] ?? null;

/** The same for a thrown value. Errors of a login's own are worded already, and say what they need. */
export function troubleOfError(error: unknown): Trouble | null {
  if (error instanceof FetchFailure) return troubleOf(error.kind);
  if (!(error instanceof EngineError)) return troubleOf(classifyAwsError(error));
  if (error.detail.needs !== undefined) return 'login';
  return isDiskFull(error) ? 'space' : null;
}

/** DuckDB and Node each say it in their own way. */
export const isDiskFull = (error: unknown): boolean =>
  /ENOSPC|EDQUOT|no space left|disk quota|not enough space/i.test(messageOf(error));

export async function waitingForLogin(login: OpenLogin, error: unknown): Promise<Waiting> {
  // Asked again, the login says whether a code would do.
  const asked = await login.credentials({ forceRefresh: true }).then(
    () => error,
    (refusal: unknown) => refusal,
  );
  const problem = toAwsProblem(asked, { doing: 'go on' });
  const { needs, serial, hint } = problem.detail;
  return {
    for: needs === 'mfa' ? 'mfa' : 'login',
    loginId: login.loginId,
    serial: serial ?? null,
    message: problem.message,
    hint: hint ?? null,
  };
}

export function waitingForNetwork(login: OpenLogin, error: unknown): Waiting {
  const problem = toAwsProblem(error, { doing: 'reach the store' });
  return {
    for: 'network',
    loginId: login.loginId,
    serial: null,
    message: problem.message,
    hint: `${problem.detail.hint ?? 'Check the network.'} It is tried again every ${networkRetryMs / 1000} seconds.`,
  };
}

export function waitingForPermission(login: OpenLogin, error: unknown): Waiting {
  const problem = toAwsProblem(error, { doing: 'go on' });
  return {
    for: 'permission',
    loginId: login.loginId,
    serial: null,
    message: `Nothing but refusals any more. ${problem.message}`,
    hint: `${problem.detail.hint ?? ''} Sign in anew, or go on as it is: what was refused is tried again when the acquisition is resumed.`.trim(),
  };
}

export const networkRetryMs = 10_000;

export const waitingForSpace = (login: OpenLogin, dir: string): Waiting => ({
  for: 'space',
  loginId: login.loginId,
  serial: null,
  message: 'The disk that holds the case is full.',
  hint: `Free some space where ${dir} is. It goes on by itself, and nothing that is complete is fetched again.`,
});

export const spaceRetryMs = 5_000;
