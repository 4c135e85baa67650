// Signed GET and HEAD of single objects on connections that are kept. The SDK's client takes more than a millisecond of CPU
// for each object, and hands bodies on as streams; with 10,000 small objects that is most of the time.
import type { AwsCredentialIdentity } from '@smithy/types';
import { type Dispatcher, Pool, ProxyAgent } from 'undici';
import { EngineError } from '../../engine-error.ts';
import { proxyFor } from '../proxy.ts';
import { classifyAwsError } from './aws-problem-kind.ts';
import type { S3Object } from './list-pages.ts';
import { readObjectError } from './object-error.ts';
import { type ObjectHead, plainHeaders, readHead } from './object-head.ts';
import { createSigner, encodeUri } from './sign-request.ts';

export type S3Place = {
  /** Base URL that keys are appended to, ending in `/`: `https://bucket.host/`, or `https://host/bucket/`. */
  url: string;
  region: string;
  bucket: string;
  /** Pay for requests to a bucket whose owner does not. */
  requesterPays: boolean;
  /** Unsigned requests. */
  anonymous?: boolean;
};

export type Identity = AwsCredentialIdentity | 'anonymous';

export type RequestCredentials = {
  /** What to sign with now. @throws when there is nothing */
  get(): Promise<Identity>;
  /** After the server refused what `refused` signed: whether `get` gives something else now. @throws when there is nothing */
  renew(refused: AwsCredentialIdentity): Promise<boolean>;
};

export type Taking = {
  /** First byte that is wanted. The server may not know ranges: see `ObjectHead.from`. */
  from: number;
  signal: AbortSignal;
  /** Called once, before the bytes. What it or `onBytes` throws ends the request, and is thrown. */
  onHead(this: void, head: ObjectHead): void;
  onBytes(this: void, chunk: Buffer): void;
};

export type ObjectRequests = {
  /** Bytes exactly as stored, of the version and the ETag that were listed. @throws as the SDK does, see `readObjectError` */
  get(object: S3Object, taking: Taking): Promise<void>;
  head(object: S3Object, signal: AbortSignal): Promise<ObjectHead>;
  /** Ends what is under way. */
  close(): Promise<void>;
};

export type RequestOptions = {
  /** Requests at a time; the others wait, without connection. */
  parallel: number;
  /** Silence after which a connection is given up. */
  stallMs: number;
  /** This computer's clock, which may be wrong: the server's is used once it complained. */
  now?: () => number;
};

const maxErrorBytes = 64 * 1024;

/** Refusals that other credentials may lift. */
const staleCredentials = new Set(['expired', 'bad-token', 'wrong-key', 'wrong-secret']);

export function openObjectRequests(
  place: S3Place,
  credentials: RequestCredentials,
  { parallel, stallMs, now = Date.now }: RequestOptions,
): ObjectRequests {
  const base = new URL(place.url);
  const dispatcher = openConnections(base, parallel, stallMs);
  const slots = createSlots(parallel);
  const make = createRequestMaker(place, base);
  let clockAheadMs = 0;

  async function request(method: 'GET' | 'HEAD', object: S3Object, extra: Record<string, string>, taking: Taking) {
    const leave = await slots.enter();
    try {
      for (let renewed = false; ; renewed = true) {
        taking.signal.throwIfAborted();
        const identity = place.anonymous ? 'anonymous' : await credentials.get();
        const signed = make(method, object, extra, identity, new Date(now() + clockAheadMs));
        try {
          return await exchange(dispatcher, base.origin, signed, taking);
        } catch (error) {
          if (renewed || !(await canRepeat(error, identity))) throw error;
        }
      }
    } finally {
      leave();
    }
  }

  async function canRepeat(error: unknown, identity: Identity): Promise<boolean> {
    const kind = classifyAwsError(error);
    if (kind === 'clock') return setClock(error);
    return identity !== 'anonymous' && staleCredentials.has(kind) && (await credentials.renew(identity));
  }

  function setClock(error: unknown): boolean {
    const { headers } = (error as { $response: { headers: Record<string, string> } }).$response;
    const ahead = Date.parse(headers.date ?? '') - now();
    if (Number.isNaN(ahead) || Math.abs(ahead - clockAheadMs) < 60_000) return false;
    clockAheadMs = ahead;
    return true;
  }

  return {
    get: (object, taking) => request('GET', object, taking.from > 0 ? { range: `bytes=${taking.from}-` } : {}, taking),
    async head(object, signal) {
      let head: ObjectHead | null = null;
      const taking = { from: 0, signal, onHead: (told: ObjectHead) => (head = told), onBytes: () => undefined };
      try {
        await request('HEAD', object, {}, taking);
      } catch (error) {
        const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
        // An answer to HEAD has no body to say why.
        if ((status === 400 || status === 403) && object.size > 0)
          await request('GET', object, { range: 'bytes=0-0' }, taking);
        throw error;
      }
      return head!;
    },
    close: () => dispatcher.destroy(),
  };
}

function openConnections(base: URL, parallel: number, stallMs: number): Dispatcher {
  const options = {
    connections: parallel,
    pipelining: 1,
    headersTimeout: stallMs,
    bodyTimeout: stallMs,
    connect: { timeout: stallMs },
  };
  const proxy = proxyFor(base);
  return proxy === null ? new Pool(base.origin, options) : new ProxyAgent({ ...options, uri: proxy });
}

function createSlots(count: number) {
  const waiting: (() => void)[] = [];
  let free = count;
  const leave = () => {
    const next = waiting.shift();
    if (next) next();
    else free++;
  };
  return {
    async enter(): Promise<() => void> {
      if (free > 0) free--;
      else await new Promise<void>((resume) => waiting.push(resume));
      return leave;
    },
  };
}

type Signed = { method: 'GET' | 'HEAD'; path: string; headers: Record<string, string> };

function createRequestMaker(place: S3Place, base: URL) {
  const sign = createSigner(place.region);
  return (
    method: 'GET' | 'HEAD',
    object: S3Object,
    extra: Record<string, string>,
    identity: Identity,
    date: Date,
  ): Signed => {
    const path = base.pathname + encodeUri(object.key).replaceAll('%2F', '/');
    const query = object.versionId === null ? '' : `versionId=${encodeUri(object.versionId)}`;
    const plain: Record<string, string> = {
      host: base.host,
      'x-amz-content-sha256': 'UNSIGNED-PAYLOAD',
      'x-amz-checksum-mode': 'ENABLED',
      ...(object.etag === null ? {} : { 'if-match': `"${object.etag}"` }),
      ...(place.requesterPays ? { 'x-amz-request-payer': 'requester' } : {}),
      ...extra,
    };
    const headers = identity === 'anonymous' ? plain : sign({ method, path, query, headers: plain }, identity, date);
    // Not signed, for proxies may change them.
    headers['accept-encoding'] = 'identity';
    headers['user-agent'] = 'pugmark';
    return { method, path: query === '' ? path : `${path}?${query}`, headers };
  };
}

function exchange(dispatcher: Dispatcher, origin: string, signed: Signed, taking: Taking): Promise<void> {
  const { signal, onHead, onBytes } = taking;
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | null = null;
    let refusal: { status: number; headers: Record<string, string>; body: Buffer[]; size: number } | null = null;
    const onAbort = () => {
      reject(cancelled());
      controller?.abort(cancelled());
    };
    signal.addEventListener('abort', onAbort, { once: true });
    dispatcher.dispatch(
      { origin, ...signed },
      {
        onRequestStart(started) {
          controller = started;
          if (signal.aborted) started.abort(cancelled());
        },
        onResponseStart(_, status, raw) {
          if (status < 200) return;
          const headers = plainHeaders(raw);
          if (status < 300) onHead(readHead(status, headers));
          else refusal = { status, headers, body: [], size: 0 };
        },
        onResponseData(_, chunk) {
          if (refusal === null) return onBytes(chunk);
          refusal.size += chunk.length;
          if (refusal.size <= maxErrorBytes) refusal.body.push(chunk);
        },
        onResponseEnd() {
          signal.removeEventListener('abort', onAbort);
          if (refusal === null) return resolve();
          const { status, headers, body } = refusal;
          reject(readObjectError(status, headers, Buffer.concat(body).toString('utf8')));
        },
        onResponseError(_, error) {
          signal.removeEventListener('abort', onAbort);
          reject(asConnectionError(error));
        },
      },
    );
  });
}

const cancelled = () => new EngineError('CANCELLED', 'Cancelled');

/** undici's own names for what happened to a connection, as Node and the SDK call them. */
function asConnectionError(error: Error): Error {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (/^UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT$/.test(code))
    return Object.assign(new Error('Nothing arrived for too long.', { cause: error }), { name: 'TimeoutError' });
  // It calls a tunnel that the proxy refuses aborted, which here is what a user does.
  if (code === 'UND_ERR_ABORTED' && error.message.startsWith('Proxy response'))
    return Object.assign(new Error('The proxy does not connect.', { cause: error }), { code: 'ECONNREFUSED' });
  if (/^UND_ERR_(SOCKET|RES_CONTENT_LENGTH_MISMATCH|DESTROYED|CLOSED|INFO)$|^HPE_/.test(code))
    return Object.assign(new Error('The connection was cut.', { cause: error }), { code: 'ECONNRESET' });
  return error;
}
