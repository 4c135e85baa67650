// Checks AWS signatures (Signature Version 4) as a service does, from what arrived alone; nothing of the SDK that signed it.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export type SignedRequest = { method: string; path: string; headers: IncomingHttpHeaders; body: Buffer };

/** What the Authorization header says of itself; `scope` is `DATE/REGION/SERVICE/aws4_request`. */
export type Authorization = {
  accessKeyId: string;
  date: string;
  region: string;
  service: string;
  scope: string;
  signedHeaders: string[];
  signature: string;
};

/** Null: there is none, or it cannot be read. */
export function readAuthorization(header: string | undefined): Authorization | null {
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/((\d{8})\/([^/]+)\/([^/]+)\/aws4_request), ?SignedHeaders=([^,]+), ?Signature=([\da-f]{64})$/.exec(
      header ?? '',
    );
  if (!match) return null;
  const [, accessKeyId, scope, date, region, service, signedHeaders, signature] = match as unknown as string[];
  return {
    accessKeyId: accessKeyId!,
    scope: scope!,
    date: date!,
    region: region!,
    service: service!,
    signedHeaders: signedHeaders!.split(';'),
    signature: signature!,
  };
}

/** Whether the secret key made this signature over the request, with its host and every `x-amz-` header. */
export function isSignedWith(secret: string, authorization: Authorization, request: SignedRequest): boolean {
  const { headers, method, path, body } = request;
  const { date, region, service, scope, signedHeaders, signature } = authorization;
  const time = headers['x-amz-date'];
  const required = ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-amz-'))];
  if (typeof time !== 'string' || !time.startsWith(date)) return false;
  if (required.some((name) => !signedHeaders.includes(name))) return false;
  const canonical = [
    method,
    path,
    '', // No query: the protocol has none.
    ...signedHeaders.map(
      (name) =>
        `${name}:${String(headers[name] ?? '')
          .trim()
          .replaceAll(/ +/g, ' ')}`,
    ),
    '',
    signedHeaders.join(';'),
    sha256(body),
  ].join('\n');
  const text = ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n');
  const key = [date, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secret}`);
  return timingSafeEqual(hmac(key, text), Buffer.from(signature, 'hex'));
}

const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
