// Signs in: credentials are asked for at once, so that what is wrong with a login is said where it was typed, and the service
// is asked who that is.
import type { Connected, Login } from '../../../../shared/contract/aws.ts';
import { EngineError } from '../../engine-error.ts';
import { classifyAwsError } from '../s3/aws-problem-kind.ts';
import { credentialsFor, type LoginCredentials } from '../s3/credentials.ts';
import { describeLogin, type JournalledLogin, journalledLogin } from '../s3/login.ts';
import { completeLogin } from '../s3/profiles.ts';
import { findCaller } from './caller.ts';
import './quiet-sdk.ts';

export type SignedIn = {
  /** Completed: with region and endpoints of profile and environment. */
  login: Login;
  described: string;
  journalled: JournalledLogin;
  credentials: LoginCredentials;
} & Pick<Connected, 'caller' | 'callerProblem' | 'expires'>;

/**
 * @param mfaCode is used once; a later renewal asks for another one
 * @throws EngineError REFUSED with `needs: 'mfa'` and the serial when a code is wanted, or was not accepted; INVALID for
 *   endpoints that are none; else as `toAwsProblem` when the credentials cannot be had or do not work
 */
export async function signIn(given: Login, mfaCode: string | undefined): Promise<SignedIn> {
  const login = await completeLogin(given);
  for (const url of [login.endpoint, login.stsEndpoint, login.cloudTrailEndpoint]) if (url) checkEndpoint(url);
  const mfa = answerOnce(mfaCode?.replaceAll(/\s/g, ''));
  const credentials = credentialsFor(login, { askMfa: mfa.ask });
  const first = credentials === 'anonymous' ? credentials : await credentials().catch(mfa.explain);
  const whoIsThat = await findCaller(login, first);
  mfa.endSignIn();
  return {
    login,
    described: describeLogin(login),
    journalled: journalledLogin(login),
    credentials,
    ...whoIsThat,
    expires: first === 'anonymous' ? null : (first.expiration?.toISOString() ?? null),
  };
}

/** A code is good once. Who asks when there is none (left) is told which device's code is wanted. */
function answerOnce(code: string | undefined) {
  let left = code || undefined;
  let isSigningIn = true;
  let asked: string | null = null;
  return {
    async ask(this: void, serial: string): Promise<string> {
      if (left === undefined && asked !== null && isSigningIn && code)
        throw new EngineError('INVALID', 'This login asks for two MFA codes, one after the other.', {
          at: serial,
          hint: 'Take the first role with the AWS CLI, into a profile, and sign in with that profile here.',
        });
      asked = serial;
      if (left === undefined)
        throw new EngineError('REFUSED', `A code of the MFA device ${serial} is needed.`, {
          hint: 'Enter the code that the device shows now.',
          needs: 'mfa',
          serial,
        });
      const used = left;
      left = undefined;
      return used;
    },
    /** A code that was not accepted is asked for again. */
    explain(this: void, error: unknown): never {
      const isMfa = error instanceof EngineError && classifyAwsError(error.cause) === 'mfa';
      if (!isMfa || asked === null) throw error;
      throw new EngineError(
        error.code,
        error.message,
        { ...error.detail, needs: 'mfa', serial: asked },
        { cause: error.cause },
      );
    },
    endSignIn(): void {
      isSigningIn = false;
    },
  };
}

/** The page gives it: it must be an address of a server, and hold nothing that would have to be kept secret. */
function checkEndpoint(url: string): void {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed || !/^https?:$/.test(parsed.protocol))
    throw new EngineError('INVALID', 'The endpoint is no address of a server.', {
      hint: 'Give it as https://host, with the port if it has one of its own.',
    });
  if (parsed.username || parsed.password || parsed.search || parsed.hash)
    throw new EngineError('INVALID', 'The endpoint holds more than an address: a user name, a password or a query.', {
      hint: 'Give the address alone, as https://host:port; keys go into their own fields.',
    });
}
