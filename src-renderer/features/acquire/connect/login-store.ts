// Who is signed in to AWS in this window. Secrets go to the engine and are not kept here: only what the engine says back.
import { create } from 'zustand';
import type { Connected, Login } from '../../../../shared/contract/aws.ts';
import type { EngineClient } from '../../../ui/engine.ts';
import { describeProblem, type Problem } from '../../../ui/problem.ts';
import { type LoginForm, toLogin } from './login-form.ts';
import { rememberLogin } from './remembered-login.ts';

export const useLogin = create<{ connection: Connected | null }>(() => ({ connection: null }));

/** `mfa`: the device whose code is asked for. */
export type SignInAnswer =
  | { kind: 'in'; connection: Connected }
  | { kind: 'mfa'; serial: string | null; problem: Problem | null }
  | { kind: 'problem'; problem: Problem };

type SignIn = { login?: Login; mfaCode?: string; loginId?: number };

/** Signs in with what the form holds, and remembers how, without the secrets. `loginId`: renews that login. */
export async function signIn(
  engine: EngineClient,
  form: LoginForm,
  more: Omit<SignIn, 'login'> = {},
): Promise<SignInAnswer> {
  const answer = await connect(engine, { login: toLogin(form), ...more });
  if (answer.kind === 'in') rememberLogin(form);
  return answer;
}

/** Signs in again as it was, after something was done elsewhere (`aws sso login`), or with a new MFA code. */
export const signInAgain = (engine: EngineClient, loginId: number, mfaCode?: string): Promise<SignInAnswer> =>
  connect(engine, { loginId, ...(mfaCode === undefined ? {} : { mfaCode }) });

/** Forgets the login here and in the engine, when a case is closed: the next one may be another client's. */
export function signOut(engine: EngineClient): void {
  const { connection } = useLogin.getState();
  useLogin.setState({ connection: null });
  if (connection) forget(engine, connection.loginId);
}

async function connect(engine: EngineClient, request: SignIn): Promise<SignInAnswer> {
  try {
    const connection = await engine.aws.connect(request);
    if (request.loginId === undefined) takeOver(engine, connection);
    else renewed(connection);
    return { kind: 'in', connection };
  } catch (error) {
    const problem = describeProblem(error, 'sign in');
    const { needs, serial } = (error as { data?: { needs?: string; serial?: string } }).data ?? {};
    if (needs !== 'mfa') return { kind: 'problem', problem };
    // The first time the refusal is only the question; after a code it says that the code was not taken.
    return { kind: 'mfa', serial: serial ?? null, problem: request.mfaCode === undefined ? null : problem };
  }
}

function takeOver(engine: EngineClient, connection: Connected): void {
  const before = useLogin.getState().connection;
  useLogin.setState({ connection });
  if (before) forget(engine, before.loginId);
}

/** A renewed login keeps its number; it is shown unless somebody else has signed in meanwhile. */
function renewed(connection: Connected): void {
  const before = useLogin.getState().connection;
  if (before === null || before.loginId === connection.loginId) useLogin.setState({ connection });
}

function forget(engine: EngineClient, loginId: number): void {
  engine.aws.disconnect({ loginId }).catch((error: unknown) => {
    // An acquisition still uses it: the engine keeps it for that, and forgets it when it ends.
    console.info(`Login ${loginId} is not forgotten yet.`, error);
  });
}
