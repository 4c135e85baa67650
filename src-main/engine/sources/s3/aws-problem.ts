// Says what went wrong with AWS in words for an investigator, and what to do next. Answers of AWS repeat keys, tokens and
// the text that was signed in their fields: only the kind of failure and a cleaned message leave this file.
import type { ErrorCode } from '../../../../shared/contract/base.ts';
import { EngineError } from '../../engine-error.ts';
import { type AwsProblemKind, kindOf, readThrown, type Thrown } from './aws-problem-kind.ts';

export type AwsProblemContext = {
  /** What was tried, after "Cannot": `list the bucket`, `read the object`, `assume the role arn:…`. */
  doing: string;
  bucket?: string | undefined;
  key?: string | undefined;
  /** The profile that `aws sso login` is to be run for. */
  profile?: string | undefined;
};

type Advice = { code: ErrorCode; says: string; hint: string };

/** Anything thrown by an AWS client or a credential provider, for the user; an `EngineError` stays as it is. */
export function toAwsProblem(error: unknown, context: AwsProblemContext): EngineError {
  if (error instanceof EngineError) return error;
  const thrown = readThrown(error);
  const { code, says, hint } = advise(kindOf(thrown), thrown, context);
  const at = placeOf(context);
  // The original would bring its fields along (the token, the signed text) wherever a cause is printed.
  const cause = new Error(withoutSecrets(thrown.message));
  cause.name = withoutSecrets(thrown.name);
  return new EngineError(code, `Cannot ${context.doing}: ${says}`, { ...(at ? { at } : {}), hint }, { cause });
}

function advise(kind: AwsProblemKind, thrown: Thrown, context: AwsProblemContext): Advice {
  const { bucket, key, profile } = context;
  const refused = (says: string, hint: string): Advice => ({ code: 'REFUSED', says, hint });
  const failed = (says: string, hint: string): Advice => ({ code: 'FAILED', says, hint });
  // A store may say no more than 403 or 404.
  if (/^(silent-denial|no-object)$/.test(kind) && context.doing.startsWith('assume')) kind = 'role-denied';
  switch (kind) {
    case 'cancelled':
      return { code: 'CANCELLED', says: 'it was stopped on request.', hint: 'Start it again when you want to go on.' };
    case 'sso-expired':
      return refused(
        'the SSO sign-in has expired, or there is none yet.',
        `Run this in a terminal, then try again: aws sso login --profile ${shellWord(profile ?? 'NAME')}`,
      );
    case 'sso-denied':
      return refused(
        'the SSO sign-in does not give this account or role (any more).',
        'Check sso_account_id and sso_role_name of the profile, or ask for the assignment in IAM Identity Center.',
      );
    case 'mfa':
      return refused(
        'the MFA code was not accepted.',
        'Wait for the next code of the device and enter it; a code works once.',
      );
    case 'clock':
      return refused(
        `the clock of this computer is wrong${skewOf(thrown)}.`,
        'Set the date, time and time zone (or let the system do it), then try again.',
      );
    case 'web-token':
      return refused(
        'the web identity token has expired or is not accepted.',
        "Get a new token from the identity provider, and check the role's trust policy names that provider.",
      );
    case 'expired':
      return refused(
        'the temporary credentials have expired.',
        'Get new ones from where these came from and sign in again; what is done so far is kept.',
      );
    case 'bad-token':
      return refused(
        'the session token does not belong to the key, or was cut when it was copied.',
        'Copy key id, secret key and session token again, all three from the same place.',
      );
    case 'wrong-key':
      return refused(
        'AWS does not know this access key id.',
        'Check the key id for typing errors. It may be deleted or switched off, need a session token with it (ids that begin with ASIA), or belong to another store.',
      );
    case 'wrong-secret':
      return refused(
        'the secret key does not match the access key id.',
        'Enter or copy the secret key again, without spaces around it.',
      );
    case 'wrong-region':
      return refused(
        `the bucket is in another region${regionOf(thrown)}.`,
        `Set the region ${regionName(thrown) ?? 'of the bucket'} in the login, then try again.`,
      );
    case 'region-off':
      return refused(
        'the region is not switched on for this account, or has no such name.',
        'Choose another region, or ask the account’s owner to enable it.',
      );
    case 'bad-lookup':
      return {
        code: 'INVALID',
        says: 'CloudTrail does not accept the span of time or the attribute that was asked for.',
        hint: 'Its event history holds the last 90 days, and is filtered by one attribute at a time.',
      };
    case 'archived':
      return refused(
        `the object is archived${storageOf(thrown)} and cannot be read until it is restored.`,
        'Ask the owner to restore it (S3 console: Initiate restore; hours, and a fee), then acquire again. Everything else can be taken meanwhile.',
      );
    case 'no-bucket':
      return {
        code: 'NOT_FOUND',
        says: `there is no bucket ${bucket ? `named ${bucket}` : 'of that name'} here.`,
        hint: 'Check the spelling, and that endpoint and region are those of the store that holds it.',
      };
    case 'bad-bucket-name':
      return {
        code: 'INVALID',
        says: 'that is not a valid name for a bucket.',
        hint: 'Give the name alone: lower-case letters, digits, dots and dashes, no s3:// and no folders.',
      };
    case 'no-object':
      return key || !bucket
        ? {
            code: 'NOT_FOUND',
            says: 'it is not there (any more).',
            hint: 'It may have been deleted since it was listed: list the bucket again, with versions, to find deleted objects.',
          }
        : {
            code: 'NOT_FOUND',
            says: `there is no bucket named ${bucket} here.`,
            hint: 'Check the spelling, and that endpoint and region are those of the store that holds it.',
          };
    case 'delete-marker':
      return {
        code: 'NOT_FOUND',
        says: 'it was deleted; what is left is a delete marker.',
        hint: 'List the bucket with versions to see when, and take the version before it.',
      };
    case 'changed':
      return failed(
        'the object has changed since it was listed.',
        'List the bucket again; with versions on, the earlier content may still be had.',
      );
    case 'slow-down':
      return failed(
        'the service asks for fewer requests (throttling).',
        'Try again in some minutes, with fewer downloads at a time.',
      );
    case 'kms':
      return refused(
        `the object is encrypted with a KMS key that this login may not use${actionOf(thrown)}.`,
        "Ask the key's owner to allow kms:Decrypt for this login, in the key policy or by a grant, and that the key is enabled.",
      );
    case 'requester-pays':
      return refused(
        'the bucket is Requester Pays: whoever reads it pays for it, and must say so.',
        'Switch on "requester pays" for this source if your account may bear the cost.',
      );
    case 'role-denied':
      return refused(
        'this login may not assume the role.',
        "Check the role's ARN, the external id and whether MFA is demanded; its trust policy must name this login, and the login's own policy allow sts:AssumeRole.",
      );
    case 'denied':
      return refused(
        `a policy does not allow it${actionOf(thrown)}.`,
        `Ask the owner to allow ${deniedAction(thrown) ?? 'it'} for this login${becauseOf(thrown)}.${bucket ? ' A bucket that is Requester Pays answers like this too.' : ''}`,
      );
    case 'silent-denial':
      return refused(
        'the store refused it without a reason (it gives none here).',
        'It may be a policy, the KMS key, a wrong or expired key, or the clock: check access of this login to see which.',
      );
    case 'no-profile':
      return {
        code: 'NOT_FOUND',
        says: `the shared AWS files hold no ${profile ? `profile "${profile}"` : 'such profile'} to sign in with, or it is incomplete.`,
        hint: 'Check the name, AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE, or run: aws configure list-profiles',
      };
    case 'process':
      return failed(
        'the credential_process of the profile failed or printed no valid credentials.',
        'Run it in a terminal to see what it says; Pugmark does not repeat its output, which may hold secrets.',
      );
    case 'token-file':
      return {
        code: 'NOT_FOUND',
        says: 'the file with the token is not there, or may not be read.',
        hint: 'Check its path and permissions.',
      };
    case 'no-credentials':
      return refused(
        'there are no credentials to sign in with.',
        'Choose a profile, set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, enter keys, or choose public access.',
      );
    case 'certificate':
      return failed(
        'the certificate of the server is not trusted.',
        'If a proxy or a store of your own issues it, name its CA file in NODE_EXTRA_CA_CERTS and start again. Otherwise somebody may be in between.',
      );
    case 'dns':
      return failed(
        'the name of the server cannot be found (DNS).',
        'Check the network, the region and the endpoint for typing errors; an S3-compatible store may need path style.',
      );
    case 'refused':
      return failed(
        'nothing answers at that address (connection refused).',
        'Check host and port of the endpoint and of the proxy, if HTTPS_PROXY names one, and that the store is running.',
      );
    case 'unreachable':
      return failed(
        'the network does not reach the server.',
        'Check the network, the VPN and the proxy, then try again.',
      );
    case 'timeout':
      return failed('the server did not answer in time.', 'Check network, VPN and firewall, then try again.');
    case 'cut':
      return failed('the connection was cut.', 'Try again: what is complete is kept.');
    case 'foreign-answer':
      return failed(
        'what answered is not the service.',
        'Check endpoint and proxy (HTTPS_PROXY, with USER:PASSWORD@ if it asks); sign in to a guest network first.',
      );
    case 'server':
      return failed(`the service has an error of its own (HTTP ${thrown.status}).`, 'Try again in some minutes.');
    case 'unknown':
      return failed(
        withoutSecrets(thrown.message || thrown.name),
        `Try again; if it stays, search for the code ${withoutSecrets(thrown.name)}${thrown.status ? ` (HTTP ${thrown.status})` : ''}.`,
      );
  }
}

function placeOf({ bucket, key, profile }: AwsProblemContext): string | null {
  if (bucket !== undefined) return `s3://${bucket}/${key ?? ''}`;
  return profile === undefined ? null : `profile ${profile}`;
}

function regionName({ fields, headers }: Thrown): string | null {
  const region = fields.Region ?? headers['x-amz-bucket-region'];
  return typeof region === 'string' && /^[a-z0-9-]{3,30}$/.test(region) ? region : null;
}

function regionOf(thrown: Thrown): string {
  const region = regionName(thrown);
  return region ? `: ${region}` : '';
}

function storageOf({ fields: { StorageClass, AccessTier } }: Thrown): string {
  const words = [StorageClass, AccessTier].filter((word) => typeof word === 'string' && /^[A-Z_]{3,40}$/.test(word));
  return words.length > 0 ? ` (${words.join(', ')})` : '';
}

/** `s3:GetObject`, from "… is not authorized to perform: s3:GetObject on resource: …". */
function deniedAction({ message }: Thrown): string | null {
  return /perform: ([a-z0-9-]+:[A-Za-z]+)/.exec(message)?.[1] ?? null;
}

function actionOf(thrown: Thrown): string {
  const action = deniedAction(thrown);
  return action ? ` (${action})` : '';
}

/** AWS names the policy that decided: "because no identity-based policy allows …", "with an explicit deny in a …". */
function becauseOf({ message }: Thrown): string {
  const because = /(because no [a-z -]+ policy allows|with an explicit deny in an? [a-z -]+ policy)/i.exec(
    message,
  )?.[1];
  return because ? `; AWS says: ${because.replace(/ allows$/, ' allows it')}` : '';
}

/** ` by about 3 hours`, when the answer tells the server's time. */
function skewOf({ fields, headers }: Thrown): string {
  const theirs = Date.parse(textOf(fields.ServerTime) || (headers.date ?? ''));
  const said = textOf(fields.RequestTime);
  const ours = Date.parse(said.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  const minutes = Math.round(Math.abs((Number.isNaN(ours) ? Date.now() : ours) - theirs) / 60_000);
  if (Number.isNaN(minutes) || minutes < 1) return '';
  return ` by about ${minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`}`;
}

function textOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'string' ? value : '';
}

/** A word as a shell takes it, quoted where it must be. */
function shellWord(word: string): string {
  return /^[\w.@+-]+$/.test(word) ? word : `"${word.replaceAll(/["\\$`]/g, '\\$&')}"`;
}

/** Access key ids shortened; whatever could be a secret key, a token or a password replaced. */
function withoutSecrets(text: string): string {
  return (
    text
      .replaceAll(/\b(AKIA|ASIA)[A-Z0-9]{8,}([A-Z0-9]{4})\b/g, '$1…$2')
      .replaceAll(/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '[hidden]')
      .replaceAll(/[A-Za-z0-9+/=_-]{32,}/g, '[hidden]')
      // "Value '12345' at 'tokenCode' failed to satisfy constraint": AWS repeats what it was given.
      .replaceAll(/\bValue '[^']*'/g, "Value '[hidden]'")
      .replaceAll(/((?:secret|password|token|signature)[\w-]*["']?\s*[:=]\s*)\S+/gi, '$1[hidden]')
  );
}
