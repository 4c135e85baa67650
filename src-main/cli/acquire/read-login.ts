// Which login the words ask for. No secret is an option: it would stand in the shell's history and in the list of processes.
import { Login } from '../../../shared/contract/aws.ts';
import { type AcquireValues, firstGiven, usage } from './options.ts';

/** @param env `AWS_PROFILE` counts, as it does for AWS's own command line, where no other way is named */
export function readLogin(values: AcquireValues, env: NodeJS.ProcessEnv): Login {
  const roles = values.role ?? [];
  const token = values['web-identity-token'];
  const ways = [values.profile !== undefined, values.anonymous, token !== undefined].filter(Boolean).length;
  if (ways > 1) throw usage('Sign in one way: --profile, --anonymous or --web-identity-token.');
  if (token !== undefined && roles.length === 0) throw usage('--web-identity-token needs a --role to sign in as.');
  const steps = token === undefined ? roles : roles.slice(1);
  if (values.anonymous && steps.length > 0) throw usage('A --role is assumed by somebody: leave out --anonymous.');
  const ofRole = firstGiven(values, ['external-id', 'mfa-serial', 'session-name']);
  if (steps.length === 0 && ofRole)
    throw usage(`${ofRole} goes with ${token === undefined ? '--role' : 'a second --role, assumed after the first'}.`);
  for (const name of ['endpoint', 'sts-endpoint', 'cloudtrail-endpoint'] as const) checkAddress(name, values[name]);
  return Login.parse({
    ...wayOf(values, env),
    ...(steps.length === 0 ? {} : { assume: readRoles(steps, values) }),
    ...given('region', values.region),
    ...given('endpoint', values.endpoint),
    ...given('stsEndpoint', values['sts-endpoint']),
    ...given('cloudTrailEndpoint', values['cloudtrail-endpoint']),
    ...(values['path-style'] ? { pathStyle: true } : {}),
  });
}

function checkAddress(name: string, url: string | undefined): void {
  if (url !== undefined && !(/^https?:\/\//i.test(url) && URL.canParse(url)))
    throw usage(`--${name} is an address such as https://s3.example.org, not “${url}”.`);
}

function wayOf(values: AcquireValues, env: NodeJS.ProcessEnv) {
  const { profile, anonymous, role } = values;
  const tokenFile = values['web-identity-token'];
  if (profile !== undefined) return { kind: 'profile', profile };
  if (anonymous) return { kind: 'anonymous' };
  if (tokenFile !== undefined) return { kind: 'web-identity', roleArn: role?.[0], tokenFile };
  return env.AWS_PROFILE ? { kind: 'profile', profile: env.AWS_PROFILE } : { kind: 'environment' };
}

/** External id and session name are the last role's: the client's. The MFA device is one's own, asked for at the first. */
function readRoles(arns: string[], values: AcquireValues) {
  return arns.map((roleArn, i) => ({
    roleArn,
    ...(i === arns.length - 1 ? given('externalId', values['external-id']) : {}),
    ...(i === arns.length - 1 ? given('sessionName', values['session-name']) : {}),
    ...(i === 0 ? given('mfaSerial', values['mfa-serial']) : {}),
  }));
}

const given = (name: string, value: string | undefined) => (value === undefined ? {} : { [name]: value });
