// How one signed in the last time, remembered on this machine: which way and where, never with what.
import { z } from 'zod';
import { emptyLogin, type LoginForm, withoutSecrets } from './login-form.ts';

const key = 'pugmark-login';
const Kept = z
  .object({
    kind: z.enum(['profile', 'environment', 'keys', 'web-identity', 'anonymous']),
    profile: z.string(),
    roleArn: z.string(),
    tokenFile: z.string(),
    roles: z.array(z.object({ roleArn: z.string(), sessionName: z.string(), mfaSerial: z.string() })),
    region: z.string(),
    elsewhere: z.boolean(),
    endpoint: z.string(),
    pathStyle: z.boolean(),
    stsEndpoint: z.string(),
    cloudTrailEndpoint: z.string(),
  })
  .partial();

export function recallLogin(): LoginForm {
  const kept = Kept.safeParse(readJson(localStorage.getItem(key)));
  if (!kept.success) return emptyLogin;
  // zod gives absent keys as undefined, which would hide the defaults.
  const { roles, ...rest } = JSON.parse(JSON.stringify(kept.data)) as z.infer<typeof Kept>;
  return {
    ...emptyLogin,
    ...(rest as Partial<LoginForm>),
    roles: (roles ?? []).map((role) => ({ ...role, externalId: '' })),
  };
}

/** Only what the schema names is written: a field that is added to the form later is not remembered by accident. */
export function rememberLogin(form: LoginForm): void {
  localStorage.setItem(key, JSON.stringify(Kept.parse(withoutSecrets(form))));
}

function readJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '{}');
  } catch {
    return {}; // Not ours, or half written: the defaults do.
  }
}
