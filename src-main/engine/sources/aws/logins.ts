// The logins of this process: in memory only, by number, gone when the engine ends. No SDK is loaded before somebody signs in.
import type { AwsCredentialIdentity } from '@smithy/types';
import type { Connected, Login } from '../../../../shared/contract/aws.ts';
import { EngineError } from '../../engine-error.ts';
import type { JournalledLogin } from '../s3/login.ts';
import type { SignedIn } from './sign-in.ts';

/** One login. It stays the same object when it is renewed; what it says is always the newest. */
export type OpenLogin = {
  loginId: number;
  /** Holds secrets: for memory only. Region and endpoints are completed from profile and environment. */
  login: Login;
  /** Without secrets. */
  described: string;
  journalled: JournalledLogin;
  /** Who the service says this is; null when it does not say. */
  caller: Connected['caller'];
  /**
   * Current credentials; renewals included.
   * @throws EngineError REFUSED with `needs: 'mfa'` and the serial when a code is wanted; else as `toAwsProblem`
   */
  credentials(options?: { forceRefresh?: boolean }): Promise<AwsCredentialIdentity | 'anonymous'>;
  /** Tells when somebody signed in anew for this login. Gives a function that ends it. */
  onRenewed(listener: () => void): () => void;
  /** Keeps the login from being forgotten, until the function that it gives is called. */
  hold(): () => void;
};

/** One of `login` and `loginId` at least. */
export type ConnectRequest = { login?: Login | undefined; mfaCode?: string | undefined; loginId?: number | undefined };

export type Logins = {
  /** @throws EngineError: as the contract's `connect` */
  connect(request: ConnectRequest): Promise<Connected>;
  find(loginId: number): OpenLogin | null;
  /** @throws EngineError REFUSED while it is held */
  disconnect(loginId: number): void;
};

export function createLogins(): Logins {
  const logins = new Map<number, Held>();
  let last = 0;

  return {
    async connect({ login, mfaCode, loginId }) {
      const before = loginId === undefined ? null : (logins.get(loginId) ?? failUnknown());
      const { signIn } = await import('./sign-in.ts');
      const signedIn = await signIn(login ?? before?.open.login ?? failUnknown(), mfaCode);
      const held = before ?? holdLogin(++last, signedIn);
      if (before) before.renew(signedIn);
      else logins.set(last, held);
      const { described, caller } = held.open;
      const { callerProblem, expires } = signedIn;
      return { loginId: held.open.loginId, described, caller, callerProblem, expires };
    },
    find: (loginId) => logins.get(loginId)?.open ?? null,
    disconnect(loginId) {
      const held = logins.get(loginId);
      if (!held) return;
      if (held.users() > 0)
        throw new EngineError('REFUSED', `An acquisition still uses this login (${held.open.described}).`, {
          hint: 'Cancel it or let it end, then sign out.',
        });
      held.forget();
      logins.delete(loginId);
    },
  };
}

/** @throws EngineError REFUSED with `needs: 'login'` when there is no such login (any more) */
export function requireLogin(state: { logins: Logins }, loginId: number): OpenLogin {
  return state.logins.find(loginId) ?? failUnknown();
}

function failUnknown(): never {
  throw new EngineError('REFUSED', 'That login is not there any more: logins end with the program.', {
    hint: 'Sign in again.',
    needs: 'login',
  });
}

type Held = { open: OpenLogin; users(): number; renew(signedIn: SignedIn): void; forget(): void };

function holdLogin(loginId: number, first: SignedIn): Held {
  let current: SignedIn | null = first;
  let users = 0;
  const listeners = new Set<() => void>();
  const now = () => current ?? failUnknown();

  const open: OpenLogin = {
    loginId,
    get login() {
      return now().login;
    },
    get described() {
      return now().described;
    },
    get journalled() {
      return now().journalled;
    },
    get caller() {
      return now().caller;
    },
    async credentials(options) {
      const { credentials } = now();
      return credentials === 'anonymous' ? credentials : credentials(options);
    },
    onRenewed(listener) {
      // Wrapped, for the same function may listen twice.
      const mine = () => listener();
      listeners.add(mine);
      return () => void listeners.delete(mine);
    },
    hold() {
      let isHeld = true;
      users++;
      return () => {
        if (isHeld) users--;
        isHeld = false;
      };
    },
  };

  return {
    open,
    users: () => users,
    renew(signedIn) {
      // Clients that are open sign their requests, or do not: that is settled when they are made.
      if ((signedIn.credentials === 'anonymous') !== (now().credentials === 'anonymous'))
        throw new EngineError('INVALID', 'A login cannot be renewed by public access, nor the other way round.', {
          hint: 'Sign in anew instead, and choose that login.',
        });
      current = signedIn;
      // Those of now: one may listen anew while it is told.
      const told = [...listeners];
      for (const listener of told) listener();
    },
    forget() {
      current = null;
    },
  };
}
