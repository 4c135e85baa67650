// A local stand-in for the CloudTrail API: the real protocol (AWS JSON 1.1 with Signature Version 4) over made-up events. One
// server is every region; which one is meant stands in the signature, as it does for AWS.
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { authenticate, type FakeLogin } from './authenticate.ts';
import { type CloudTrailRecord, createHistory, type LookupInput } from './event-history.ts';
import { type FakePublicKey, listKeys } from './list-keys.ts';
import { Refusal, refuse } from './refusal.ts';

export type { CloudTrailRecord, FakeLogin, FakePublicKey };

export type Fault =
  | { kind: 'throttle' }
  /** Any other refusal or failure of the service; 400 when not given. */
  | { kind: 'error'; type: string; message?: string; status?: number }
  /** The connection ends after so many bytes of the body; null: before the answer begins. */
  | { kind: 'cut'; afterBytes: number | null }
  /** Nothing comes after so many bytes of the body; null: no answer at all. */
  | { kind: 'stall'; afterBytes: number | null }
  /** Something in between answers in its place, with 200. */
  | { kind: 'foreign'; body: string };

export type SeenRequest = {
  /** `LookupEvents`, `ListPublicKeys`, … */
  operation: string;
  region: string;
  accessKeyId: string;
  input: Record<string, unknown>;
  /** 1 for the first of its operation and region. */
  count: number;
};

/** `outcome`: `ok`, or the type of the error, or the kind of the fault; `sent`: the body, all of it even if it was cut. */
export type LoggedRequest = SeenRequest & { outcome: string; sent: Buffer };

export type FakeOptions = {
  /** Events by region; a region that is not named has none. */
  regions: Record<string, CloudTrailRecord[]>;
  /** `testLogin` when not given. */
  logins?: FakeLogin[];
  publicKeys?: Record<string, FakePublicKey[]>;
  /** Regions that are switched off. */
  off?: string[];
  /** Operations that a policy denies. */
  denied?: string[];
  /** Requests that a region answers in a second; further ones are throttled. */
  perSecond?: number;
  /** Events, or keys, on a page at most. */
  pageSize?: number;
  /** The clock of event history and rate, in epoch milliseconds. */
  now?: () => number;
  /** Age of the oldest events that are shown; all when not given. AWS has 90 days. */
  keepMs?: number;
  fault?: (request: SeenRequest) => Fault | null;
};

export type FakeCloudTrail = {
  endpoint: string;
  /** Those whose sender was known, in the order in which they came. */
  requests: LoggedRequest[];
  /** Adds events, as time does. */
  add(region: string, records: CloudTrailRecord[]): void;
  /** Makes every page token given so far invalid. */
  expireTokens(): void;
  stop(): Promise<void>;
};

export const testLogin: FakeLogin = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};

export async function startFakeCloudTrail(options: FakeOptions): Promise<FakeCloudTrail> {
  const { logins = [testLogin], off = [], fault = () => null } = options;
  const service = createService(options);
  const requests: LoggedRequest[] = [];
  const server = createServer((incoming, response) => {
    const respond = (body: Buffer) => {
      const { method = '', url: path = '', headers } = incoming;
      let spoiled: Fault | null = null;
      let seen = null as SeenRequest | null;
      const answer = answerOf(() => {
        const { operation, input } = readOperation(method, path, headers, body);
        const { accessKeyId, region } = authenticate({ method, path, headers, body }, logins, off);
        const before = requests.filter((one) => one.operation === operation && one.region === region);
        seen = { operation, region, accessKeyId, input, count: before.length + 1 };
        spoiled = fault(seen);
        return spoiled?.kind === 'foreign' ? spoiled.body : service.answer(seen, spoiled);
      });
      if (seen) requests.push({ ...seen, outcome: outcomeOf(spoiled, answer), sent: answer.body });
      send(response, answer, spoiled);
    };
    collect(incoming).then(respond, () => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    add: (region, records) => service.historyOf(region).add(records),
    expireTokens: () => service.expireTokens(),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function createService(options: FakeOptions) {
  const { regions, publicKeys = {}, denied = [], perSecond, now = Date.now } = options;
  const { keepMs = Number.POSITIVE_INFINITY, pageSize = 50 } = options;
  const histories = new Map<string, ReturnType<typeof createHistory>>();
  const answered = new Map<string, number[]>();
  const historyOf = (region: string) => {
    const history = histories.get(region) ?? createHistory(regions[region] ?? [], { now, keepMs, pageSize });
    histories.set(region, history);
    return history;
  };
  const isTooMany = (region: string) => {
    const recent = (answered.get(region) ?? []).filter((at) => at > now() - 1000);
    const isFull = perSecond !== undefined && recent.length >= perSecond;
    answered.set(region, isFull ? recent : [...recent, now()]);
    return isFull;
  };
  return {
    historyOf,
    expireTokens: () => {
      for (const history of histories.values()) history.expireTokens();
    },
    answer({ operation, region, input, accessKeyId }: SeenRequest, fault: Fault | null): string {
      if (fault?.kind === 'throttle' || isTooMany(region)) throw refuse('ThrottlingException', 'Rate exceeded');
      if (fault?.kind === 'error') throw refuse(fault.type, fault.message ?? fault.type, fault.status);
      if (denied.includes(operation))
        throw refuse(
          'AccessDeniedException',
          `User: arn:aws:iam::111122223333:user/${accessKeyId.slice(-4)} is not authorized to perform: cloudtrail:${operation} ` +
            `because no identity-based policy allows the cloudtrail:${operation} action`,
        );
      if (operation === 'LookupEvents') return historyOf(region).lookUp(input as LookupInput);
      if (operation === 'ListPublicKeys') return listKeys(publicKeys[region] ?? [], input, now(), pageSize);
      throw refuse('UnknownOperationException', `${operation} is not one of the operations of this stand-in.`);
    },
  };
}

function readOperation(method: string, path: string, headers: IncomingHttpHeaders, body: Buffer) {
  const target = /^(?:com\.amazonaws\.cloudtrail\.v20131101\.)?CloudTrail_20131101\.(\w+)$/.exec(
    String(headers['x-amz-target']),
  );
  if (method !== 'POST' || path !== '/' || !target)
    throw refuse('UnknownOperationException', 'No such operation.', 404);
  if (headers['content-type'] !== 'application/x-amz-json-1.1')
    throw refuse('SerializationException', 'The content type is not application/x-amz-json-1.1.');
  try {
    return { operation: target[1]!, input: JSON.parse(body.toString('utf8')) as Record<string, unknown> };
  } catch {
    throw refuse('SerializationException', 'The body is not JSON.');
  }
}

type Answer = { status: number; body: Buffer; outcome: string };

/** What `make` returns as the body of a good answer; what it throws as an error's. */
function answerOf(make: () => string): Answer {
  try {
    return { status: 200, body: Buffer.from(make()), outcome: 'ok' };
  } catch (error) {
    const { type, status, message } = error instanceof Refusal ? error : refuse('InternalFailure', String(error), 500);
    return { status, body: Buffer.from(JSON.stringify({ __type: type, message })), outcome: type };
  }
}

const outcomeOf = (fault: Fault | null, { outcome }: Answer): string =>
  fault === null || fault.kind === 'throttle' || fault.kind === 'error' ? outcome : fault.kind;

function send(response: ServerResponse, { status, body }: Answer, fault: Fault | null): void {
  const spoils = fault?.kind === 'cut' || fault?.kind === 'stall' ? fault : null;
  const end = () => (spoils?.kind === 'cut' ? response.socket?.destroy() : undefined);
  if (spoils?.afterBytes === null) return void end();
  response.writeHead(status, {
    'x-amzn-requestid': '00000000-0000-4000-8000-000000000000',
    'content-type': 'application/x-amz-json-1.1',
    'content-length': body.length,
  });
  if (!spoils) return void response.end(body);
  response.flushHeaders();
  // The cut waits until what goes before it has left this process.
  response.write(body.subarray(0, spoils.afterBytes!), end);
}

async function collect(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
