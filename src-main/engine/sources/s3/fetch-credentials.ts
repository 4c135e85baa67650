// Credentials for workers: the engine's thread alone holds the login and asks the user; each worker keeps what it was given
// until shortly before it ends. However many requests are refused, a login is refreshed once.
import type { AwsCredentialIdentity } from '@smithy/types';
import { type FetchProblem, fromFetchProblem, toCredentialProblem } from './fetch-problem.ts';
import type { Identity, RequestCredentials } from './object-requests.ts';

export type FetchCredentials = (options?: { forceRefresh?: boolean }) => Promise<Identity>;

/** `serial` changes with the credentials. */
export type CredentialAnswer = { serial: number; identity: Identity } | { problem: FetchProblem };

type Grant = Exclude<CredentialAnswer, { problem: FetchProblem }>;

/** Credentials that were refreshed and are refused all the same are not refreshed again so soon. */
const refreshedMs = 60_000;
/** Kept until so long before they end. */
const earlyMs = 2 * 60_000;
/** A login that has nothing better than what is about to end is not asked for each request. */
const patienceMs = 10_000;

export type CredentialDesk = {
  /** @param refused serial number of what the server does not take; the answer has the same one when there is nothing else */
  ask(refused: number | null): Promise<CredentialAnswer>;
};

/** The engine's side, for all workers. */
export function openCredentialDesk(credentials: FetchCredentials, now: () => number = Date.now): CredentialDesk {
  let last: Grant | null = null;
  let refreshed = Number.NEGATIVE_INFINITY;
  let under: Promise<CredentialAnswer> | null = null;

  async function obtain(forceRefresh: boolean): Promise<CredentialAnswer> {
    try {
      const identity = forPosting(await (forceRefresh ? credentials({ forceRefresh }) : credentials()));
      if (forceRefresh) refreshed = now();
      if (!last || !isSame(last.identity, identity)) last = { serial: (last?.serial ?? 0) + 1, identity };
      return last;
    } catch (error) {
      return { problem: toCredentialProblem(error) };
    }
  }

  return {
    async ask(refused) {
      while (under) {
        const answer = await under;
        if ('problem' in answer || answer.serial !== refused) return answer;
      }
      if (refused !== null && last && last.serial !== refused) return last;
      under = obtain(refused !== null && now() - refreshed > refreshedMs).finally(() => {
        under = null;
      });
      return under;
    },
  };
}

/** A provider may hang things on its answer that cannot cross to another thread. */
function forPosting(identity: Identity): Identity {
  if (identity === 'anonymous') return identity;
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = identity;
  return {
    accessKeyId,
    secretAccessKey,
    ...(sessionToken === undefined ? {} : { sessionToken }),
    ...(expiration === undefined ? {} : { expiration }),
  };
}

function isSame(a: Identity, b: Identity): boolean {
  if (a === 'anonymous' || b === 'anonymous') return a === b;
  return (
    a.accessKeyId === b.accessKeyId && a.secretAccessKey === b.secretAccessKey && a.sessionToken === b.sessionToken
  );
}

export type KeptCredentials = RequestCredentials & {
  /** Asks again after it was told that there are none; until then nobody is bothered for what waits already. */
  forgetFailure(): void;
};

/** A worker's side. */
export function keepCredentials(ask: CredentialDesk['ask'], now: () => number = Date.now): KeptCredentials {
  let kept: Grant | null = null;
  let goodUntil = 0;
  let failure: FetchProblem | null = null;
  let asking: Promise<Grant> | null = null;

  async function fetchGrant(refused: number | null): Promise<Grant> {
    const answer = await ask(refused);
    if ('problem' in answer) {
      failure = answer.problem;
      throw fromFetchProblem(answer.problem);
    }
    if (kept?.serial !== answer.serial) kept = answer;
    const ends = answer.identity === 'anonymous' ? undefined : endOf(answer.identity);
    goodUntil = ends === undefined ? Number.POSITIVE_INFINITY : Math.max(ends - earlyMs, now() + patienceMs);
    return kept;
  }

  /** One question at a time. */
  function obtain(refused: number | null): Promise<Grant> {
    if (failure) return Promise.reject(fromFetchProblem(failure));
    asking ??= fetchGrant(refused).finally(() => {
      asking = null;
    });
    return asking;
  }

  return {
    async get() {
      return (kept && now() < goodUntil ? kept : await obtain(null)).identity;
    },
    async renew(refused) {
      if (kept?.identity !== refused) return true;
      const { serial } = kept;
      if (asking) await asking;
      return kept.serial !== serial || (await obtain(serial)).serial !== serial;
    },
    forgetFailure() {
      failure = null;
    },
  };
}

const endOf = ({ expiration }: AwsCredentialIdentity): number | undefined => expiration?.getTime();
