// What Ceph's S3 server cannot do wrong by itself: an HTTP proxy in front of it that spoils chosen requests. It hands on every
// header as it came, Host too, so that SigV4 still verifies.
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request as openRequest,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { Transform } from 'node:stream';

export type Fault =
  | { kind: 'SlowDown' }
  | { kind: 'AccessDenied' }
  | { kind: 'InvalidObjectState'; storageClass: string }
  | { kind: 'redirect'; region: string }
  /** `after`: answered only then. */
  | { kind: 'refusal'; status: number; code: string; message: string; after?: Promise<unknown> }
  | { kind: 'cut'; afterBytes: number }
  | { kind: 'stall'; afterBytes: number }
  | { kind: 'flip'; atByte: number; bit?: number }
  | { kind: 'ExpiredToken' }
  /** Headers of the answer, added or put in the place of the server's own. */
  | { kind: 'headers'; set: Record<string, string> };

/** `count` is 1 for the first request of its method and path. */
export type SeenRequest = { method: string; url: string; headers: IncomingHttpHeaders; count: number };
/** What came of a request. `bytes` of the body were sent towards the client: more than it got, when it was killed meanwhile. */
export type Answered = { request: SeenRequest; fault: Fault | null; status: number; bytes: number };

export type ProxyOptions = {
  /** A port of 127.0.0.1 that another proxy had before; absent: any. */
  port?: number;
  /** Told once for each request, when its connection is done with it. */
  onAnswered?(this: void, answered: Answered): void;
};

export type FaultProxy = {
  endpoint: string;
  /** How many requests of this method came for this path, as sent and without its query. */
  count(method: string, path: string): number;
  stop(): Promise<void>;
};

/** `target` is an address such as http://127.0.0.1:8000; what `decide` answers with null passes untouched. */
export async function startFaultProxy(
  target: string,
  decide: (request: SeenRequest) => Fault | null,
  { port = 0, onAnswered = () => {} }: ProxyOptions = {},
): Promise<FaultProxy> {
  const counts = new Map<string, number>();
  const server = createServer((request, response) => {
    const { method = 'GET', url = '/', headers } = request;
    const key = countKey(method, url);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    const seen = { method, url, headers, count };
    const fault = decide(seen);
    const answer = fault && cannedAnswer(fault);
    let bytes = 0;
    response.once('close', () => onAnswered({ request: seen, fault, status: response.statusCode, bytes }));
    if (answer && fault.kind === 'refusal' && fault.after)
      void fault.after.then(() => sendCanned(request, response, answer));
    else if (answer) sendCanned(request, response, answer);
    else forward(target, request, response, fault, (count) => (bytes += count));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    count: (method, path) => counts.get(countKey(method, path)) ?? 0,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function countKey(method: string, url: string): string {
  return `${method} ${url.split('?')[0]}`;
}

type Canned = { status: number; headers: OutgoingHttpHeaders; code: string; message: string; more?: string };

function cannedAnswer(fault: Fault): Canned | null {
  switch (fault.kind) {
    case 'SlowDown':
      return { status: 503, headers: {}, code: 'SlowDown', message: 'Please reduce your request rate.' };
    case 'ExpiredToken':
      return { status: 400, headers: {}, code: 'ExpiredToken', message: 'The provided token has expired.' };
    case 'AccessDenied':
      return {
        status: 403,
        headers: {},
        code: 'AccessDenied',
        message:
          'User: arn:aws:iam::111122223333:user/analyst is not authorized to perform: kms:Decrypt on the resource ' +
          'associated with this ciphertext because no identity-based policy allows the kms:Decrypt action',
      };
    case 'InvalidObjectState':
      return {
        status: 403,
        headers: {},
        code: 'InvalidObjectState',
        message: "The operation is not valid for the object's storage class",
        more: `<StorageClass>${fault.storageClass}</StorageClass>`,
      };
    case 'redirect':
      return {
        status: 301,
        headers: { 'x-amz-bucket-region': fault.region },
        code: 'PermanentRedirect',
        message: 'The bucket you are attempting to access must be addressed using the specified endpoint.',
      };
    case 'refusal':
      return { status: fault.status, headers: {}, code: fault.code, message: fault.message };
    default:
      return null;
  }
}

function sendCanned(request: IncomingMessage, response: ServerResponse, answer: Canned): void {
  const { status, headers, code, message, more = '' } = answer;
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message>${more}</Error>`;
  request.resume().once('end', () => {
    response.writeHead(status, {
      'content-type': 'application/xml',
      'content-length': Buffer.byteLength(xml),
      ...headers,
    });
    response.end(xml); // Node leaves the body out where the request was HEAD
  });
}

function forward(
  target: string,
  request: IncomingMessage,
  response: ServerResponse,
  fault: Fault | null,
  onSent: (bytes: number) => void,
): void {
  const { hostname, port } = new URL(target);
  const onward = openRequest({
    hostname,
    port,
    method: request.method,
    path: request.url,
    headers: request.headers,
    agent: false,
  });
  onward.on('response', (answer) => {
    const headers = fault?.kind === 'headers' ? replaceHeaders(answer.rawHeaders, fault.set) : answer.rawHeaders;
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, headers);
    response.flushHeaders();
    const spoiled = fault ? answer.pipe(spoil(fault, response, onSent)) : answer;
    spoiled.on('data', (chunk: Buffer) => onSent(chunk.length)).pipe(response);
    answer.on('error', () => response.destroy());
  });
  onward.on('error', () => response.destroy()); // the client sees what a client of a vanished server sees
  response.on('close', () => onward.destroy());
  request.pipe(onward);
}

/** Names and values in turns, as Node has them. */
function replaceHeaders(raw: string[], set: Record<string, string>): string[] {
  const others = raw.filter((_, i) => !(raw[i - (i % 2)]!.toLowerCase() in set));
  return [...others, ...Object.entries(set).flat()];
}

/** A stream that does to the body what the fault says. */
function spoil(fault: Fault, response: ServerResponse, onSent: (bytes: number) => void): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, next) {
      const from = seen;
      seen += chunk.length;
      if (fault.kind === 'flip') return next(null, flipBit(chunk, fault.atByte - from, fault.bit ?? 0));
      if (fault.kind !== 'cut' && fault.kind !== 'stall') return next(null, chunk);
      if (seen <= fault.afterBytes) return next(null, chunk);
      const last = chunk.subarray(0, Math.max(0, fault.afterBytes - from));
      // Never calling `next` is the stall; the cut waits until what goes before it has left this process.
      if (fault.kind === 'stall') this.push(last);
      else {
        onSent(last.length);
        response.write(last, () => response.socket?.destroy());
      }
    },
  });
}

function flipBit(chunk: Buffer, at: number, bit: number): Buffer {
  if (at < 0 || at >= chunk.length) return chunk;
  const flipped = Buffer.from(chunk);
  flipped[at] = flipped[at]! ^ (1 << bit);
  return flipped;
}
