// What is typed to sign in, and how it becomes a login. Pure, so that it can be tested alone.
import type { Login, RoleStep } from '../../../../shared/contract/aws.ts';

export type RoleForm = { roleArn: string; externalId: string; sessionName: string; mfaSerial: string };

export type LoginForm = {
  kind: Login['kind'];
  profile: string;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  /** Of web identity. */
  roleArn: string;
  tokenFile: string;
  roles: RoleForm[];
  region: string;
  /** Whether the store is not AWS's own S3. */
  elsewhere: boolean;
  endpoint: string;
  pathStyle: boolean;
  stsEndpoint: string;
  cloudTrailEndpoint: string;
};

export const emptyRole: RoleForm = { roleArn: '', externalId: '', sessionName: '', mfaSerial: '' };

export const emptyLogin: LoginForm = {
  kind: 'profile',
  profile: '',
  accessKeyId: '',
  secretAccessKey: '',
  sessionToken: '',
  roleArn: '',
  tokenFile: '',
  roles: [],
  region: '',
  elsewhere: false,
  endpoint: '',
  pathStyle: true,
  stsEndpoint: '',
  cloudTrailEndpoint: '',
};

export const loginKinds: { value: Login['kind']; label: string; doc: string }[] = [
  { value: 'profile', label: 'Profile', doc: 'A profile of ~/.aws/config and credentials, SSO and roles included.' },
  {
    value: 'environment',
    label: 'Environment',
    doc: 'AWS_ACCESS_KEY_ID and its companions as Pugmark was started with them; else the role of this machine or container.',
  },
  { value: 'keys', label: 'Keys', doc: 'Typed or pasted here. They stay in memory, and are gone when Pugmark ends.' },
  { value: 'web-identity', label: 'Web identity', doc: 'A file that holds an OpenID Connect token.' },
  {
    value: 'anonymous',
    label: 'Public bucket',
    doc: 'Requests without a signature: only what the whole world may read.',
  },
];

/** The first thing that is missing or cannot be right, or null. */
export function findLoginObstacle(form: LoginForm): string | null {
  const { kind } = form;
  if (kind === 'profile' && form.profile.trim() === '') return 'Choose a profile.';
  if (kind === 'keys' && form.accessKeyId.trim() === '') return 'Enter the access key id.';
  if (kind === 'keys' && form.secretAccessKey.trim() === '') return 'Enter the secret access key.';
  const isTemporary = form.accessKeyId.trim().startsWith('ASIA') && !form.elsewhere;
  if (kind === 'keys' && isTemporary && form.sessionToken.trim() === '')
    return 'A key id that begins with ASIA needs its session token.';
  if (kind === 'web-identity' && !isRoleArn(form.roleArn)) return 'Enter the ARN of the role.';
  if (kind === 'web-identity' && form.tokenFile.trim() === '') return 'Enter the path of the token file.';
  const badRole = kind === 'anonymous' ? -1 : form.roles.findIndex((role) => !isRoleArn(role.roleArn));
  if (badRole >= 0) return `Enter the ARN of role ${badRole + 1} (arn:aws:iam::111122223333:role/NAME).`;
  if (form.elsewhere && !isAddress(form.endpoint)) return 'Enter the address of the store (https://host).';
  if (form.stsEndpoint.trim() !== '' && !isAddress(form.stsEndpoint)) return 'The STS address is not a URL.';
  if (form.cloudTrailEndpoint.trim() !== '' && !isAddress(form.cloudTrailEndpoint))
    return 'The CloudTrail address is not a URL.';
  return null;
}

/** A form without an obstacle as a login; holds secrets. */
export function toLogin(form: LoginForm): Login {
  const assume = form.kind === 'anonymous' ? [] : form.roles.map(toStep);
  const region = form.region.trim();
  const [endpoint, sts, cloudTrail] = [form.endpoint.trim(), form.stsEndpoint.trim(), form.cloudTrailEndpoint.trim()];
  const options = {
    ...(assume.length > 0 ? { assume } : {}),
    ...(region === '' ? {} : { region }),
    ...(form.elsewhere ? { endpoint, pathStyle: form.pathStyle } : {}),
    ...(sts === '' ? {} : { stsEndpoint: sts }),
    ...(cloudTrail === '' ? {} : { cloudTrailEndpoint: cloudTrail }),
  };
  switch (form.kind) {
    case 'profile':
      return { kind: 'profile', profile: form.profile.trim(), ...options };
    case 'environment':
      return { kind: 'environment', ...options };
    case 'keys': {
      const token = form.sessionToken.trim();
      return {
        kind: 'keys',
        accessKeyId: form.accessKeyId.trim(),
        secretAccessKey: form.secretAccessKey.trim(),
        ...(token === '' ? {} : { sessionToken: token }),
        ...options,
      };
    }
    case 'web-identity':
      return {
        kind: 'web-identity',
        roleArn: form.roleArn.trim(),
        tokenFile: form.tokenFile.trim(),
        ...options,
      };
    case 'anonymous':
      return { kind: 'anonymous', ...options };
  }
}

function toStep({ roleArn, externalId, sessionName, mfaSerial }: RoleForm): RoleStep {
  return {
    roleArn: roleArn.trim(),
    ...(externalId.trim() === '' ? {} : { externalId: externalId.trim() }),
    ...(sessionName.trim() === '' ? {} : { sessionName: sessionName.trim() }),
    ...(mfaSerial.trim() === '' ? {} : { mfaSerial: mfaSerial.trim() }),
  };
}

/** The form with everything secret taken out; external ids too, which a client may treat as such. */
export function withoutSecrets(form: LoginForm): LoginForm {
  return {
    ...form,
    accessKeyId: '',
    secretAccessKey: '',
    sessionToken: '',
    roles: form.roles.map((role) => ({ ...role, externalId: '' })),
  };
}

const isRoleArn = (text: string) => /^arn:[\w-]+:iam::[^:]*:role\/.+$/.test(text.trim());

/** An address with a password in it is none: addresses are remembered and shown. */
function isAddress(text: string): boolean {
  if (!/^https?:\/\/./.test(text.trim()) || !URL.canParse(text.trim())) return false;
  const { username, password } = new URL(text.trim());
  return username === '' && password === '';
}

const pasted: [keyof Pick<LoginForm, 'accessKeyId' | 'secretAccessKey' | 'sessionToken' | 'region'>, RegExp][] = [
  ['accessKeyId', /\baws_?access_?key_?id["']?\s*[=:]\s*["']?([\w-]{16,128})/i],
  ['secretAccessKey', /\baws_?secret_?access_?key["']?\s*[=:]\s*["']?([^\s"',;]{16,})/i],
  ['sessionToken', /\baws_?session_?token["']?\s*[=:]\s*["']?([^\s"',;]{16,})/i],
  ['region', /\b(?:aws_?(?:default_?)?region|region)["']?\s*[=:]\s*["']?([a-z]{2,3}(?:-[a-z]+)+-\d)/i],
];

/**
 * Keys out of a block of text as portals and files give them: `export AWS_…="…"`, `set AWS_…=…`, `$Env:AWS_…`, a section of
 * a credentials file, JSON of `aws sts assume-role`. Null when it holds no key id and secret.
 */
export function readPastedKeys(text: string): Partial<LoginForm> | null {
  // assume-role's JSON calls them AccessKeyId, SecretAccessKey, SessionToken.
  const named = text.replaceAll(/"(AccessKeyId|SecretAccessKey|SessionToken)"/g, '"aws$1"');
  const found: Partial<LoginForm> = {};
  for (const [field, pattern] of pasted) {
    const value = pattern.exec(named)?.[1];
    if (value !== undefined) found[field] = value;
  }
  if (found.accessKeyId === undefined || found.secretAccessKey === undefined) return null;
  return { sessionToken: '', ...found };
}
