// Raw requests for the loopback tests: every header is said, nothing is followed, no cookie is kept.
import { request as httpRequest, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { connect } from 'node:net';

export type Answer = { status: number; headers: IncomingHttpHeaders; body: string };
export type Ask = { method?: string; path?: string; headers?: OutgoingHttpHeaders; body?: string | Buffer };

export function send(port: number, ask: Ask = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      {
        host: '127.0.0.1',
        port,
        method: ask.method ?? 'GET',
        path: ask.path ?? '/',
        headers: { host: `127.0.0.1:${port}`, ...ask.headers },
        agent: false,
      },
      (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (part: string) => {
          body += part;
        });
        response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body }));
      },
    );
    request.on('error', reject);
    request.end(ask.body);
  });
}

/** Spends the one-time address; answers the cookie and the room's path. */
export async function signIn(port: number, address: string): Promise<{ cookie: string; room: string }> {
  const { pathname, search } = new URL(address);
  const { headers } = await send(port, { path: pathname + search });
  return { cookie: headers['set-cookie']![0]!.split(';')[0]!, room: headers.location! };
}

/** Status line of a WebSocket upgrade, sent byte by byte as given. */
export function upgrade(port: number, path: string, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      const lines = Object.entries({
        host: `127.0.0.1:${port}`,
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        ...headers,
      }).map(([name, value]) => `${name}: ${value}\r\n`);
      socket.write(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
    });
    socket.once('error', reject);
    socket.once('data', (data) => {
      socket.destroy();
      resolve(data.toString('latin1').split('\r\n', 1)[0]!);
    });
  });
}
