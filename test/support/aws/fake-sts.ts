// STS as it speaks (query protocol, API version 2011-06-15), without looking at signatures.
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { listen } from './listen.ts';

export type StsRequest = { params: Record<string, string>; signedBy: string | null; token: string | null };

export type FakeSts = {
  endpoint: string;
  /** Requests so far. */
  asked: StsRequest[];
  /** Answers every request with this; null: as it should. */
  refusal: { status: number; code: string; message: string } | null;
};

/** The code that every MFA device shows. */
export const mfaCode = '123456';

/**
 * A role's credentials carry its name; `lifeMs` is how long they last. A role whose name begins with Mfa wants `mfaCode`;
 * `Locked` is never given; a web identity token that begins with `old` has expired.
 */
export async function startFakeSts({ lifeMs = 3_600_000 } = {}): Promise<FakeSts> {
  const fake: FakeSts = { endpoint: '', asked: [], refusal: null };
  fake.endpoint = await listen((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      const params = Object.fromEntries(new URLSearchParams(body));
      fake.asked.push({ params, signedBy: signerOf(request.headers), token: tokenOf(request.headers) });
      response.setHeader('content-type', 'text/xml');
      const refusal = fake.refusal ?? refusalOf(params);
      if (refusal) return refuse(response, refusal);
      const { Action = '' } = params;
      const result =
        Action === 'GetCallerIdentity' ? callerOf(signerOf(request.headers)) : credentialsOf(params, lifeMs);
      return response.end(
        `<${Action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${Action}Result>${result}</${Action}Result>` +
          `<ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></${Action}Response>`,
      );
    });
  });
  return fake;
}

function refusalOf(params: Record<string, string>): FakeSts['refusal'] {
  const name = roleName(params);
  if (name === 'Locked')
    return {
      status: 403,
      code: 'AccessDenied',
      message: `User: arn is not authorized to perform: sts:AssumeRole on resource: ${params.RoleArn}`,
    };
  if (name.startsWith('Mfa') && params.TokenCode !== mfaCode)
    return {
      status: 403,
      code: 'AccessDenied',
      message: `MultiFactorAuthentication failed with invalid MFA one time pass code. `,
    };
  if (params.WebIdentityToken?.startsWith('old'))
    return {
      status: 400,
      code: 'ExpiredTokenException',
      message: 'Token expired: current date/time 2 must be before the expiration date/time 1',
    };
  return null;
}

function refuse(response: ServerResponse, { status, code, message }: NonNullable<FakeSts['refusal']>): void {
  response
    .writeHead(status)
    .end(`<ErrorResponse><Error><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`);
}

const roleName = ({ RoleArn = '' }: Record<string, string>) => RoleArn.split('/').at(-1)!;

/** Who has a role's keys is that role; any other key is the user `analyst`. */
function callerOf(keyId: string | null): string {
  const role = /^ASIA([A-Z][A-Za-z]+)$/.exec(keyId ?? '')?.[1];
  const arn = role && role !== role.toUpperCase() ? `assumed-role/${role}/pugmark` : 'user/analyst';
  return `<Arn>arn:aws:sts::111122223333:${arn}</Arn><UserId>AIDAEXAMPLE</UserId><Account>111122223333</Account>`;
}

function credentialsOf(params: Record<string, string>, lifeMs: number): string {
  const name = roleName(params);
  const until = new Date(Date.now() + lifeMs).toISOString();
  return (
    `<AssumedRoleUser><AssumedRoleId>AROA:${name}</AssumedRoleId>` +
    `<Arn>arn:aws:sts::111122223333:assumed-role/${name}/pugmark</Arn></AssumedRoleUser>` +
    `<Credentials><AccessKeyId>ASIA${name}</AccessKeyId><SecretAccessKey>secret-${name}</SecretAccessKey>` +
    `<SessionToken>token-${name}</SessionToken><Expiration>${until}</Expiration></Credentials>`
  );
}

function signerOf({ authorization }: IncomingHttpHeaders): string | null {
  return /Credential=([^/]+)\/\d{8}\/[\w-]+\/sts\/aws4_request/.exec(authorization ?? '')?.[1] ?? null;
}

function tokenOf(headers: IncomingHttpHeaders): string | null {
  const token = headers['x-amz-security-token'];
  return typeof token === 'string' ? token : null;
}
