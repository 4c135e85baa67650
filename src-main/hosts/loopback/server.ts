// The loopback host: the UI's files, the engine's calls over a WebSocket, and dropped files, on 127.0.0.1 alone.
import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import type { AnyRouter } from '@orpc/server';
import { RPCHandler } from '@orpc/server/ws';
import { WebSocketServer } from 'ws';
import { pageHeaders } from '../page-headers.ts';
import { listStaticFiles } from '../static-files.ts';
import { createDoor, type Door } from './door.ts';
import { DropRefusal, storeDrop } from './drop.ts';

export type LoopbackOptions = {
  router: AnyRouter;
  rendererDir: string;
  /** 0 or absent: any free port. */
  port?: number | undefined;
  /** Folder of the open case, for dropped files; null when none is open. */
  caseDir(): string | null;
};

export type LoopbackHost = {
  port: number;
  /** A new address that signs in one browser, once. */
  issueAddress(): string;
  close(): Promise<void>;
};

/** Custom header on uploads: a page of another origin cannot send it without asking, and asking is always refused. */
const uploadHeader = 'x-pugmark';
const refusal = 'Open the address that Pugmark printed. It works once; press Enter where Pugmark runs for a new one.\n';

export async function startLoopback(options: LoopbackOptions): Promise<LoopbackHost> {
  const rpc = new RPCHandler(options.router);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 * 1024, perMessageDeflate: false });
  let door: Door;

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) response.destroy();
      else sendText(response, 500, 'Pugmark could not answer this request.\n');
      if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') console.error(error);
    });
  });
  // Node ends a request after five minutes; a dropped archive may take longer.
  server.requestTimeout = 0;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const verdict = door.judge(request);
    if (verdict.kind === 'refuse') return sendText(response, 403, refusal);
    if (verdict.kind === 'sign-in') {
      response.writeHead(303, { ...pageHeaders, location: verdict.location, 'set-cookie': verdict.cookie }).end();
      return;
    }
    if (request.method === 'PUT' && verdict.path.startsWith('drop/'))
      return takeDrop(request, response, verdict.path.slice('drop/'.length));
    if (request.method !== 'GET' && request.method !== 'HEAD') return sendText(response, 405, 'Not a method here.\n');
    const found = (await listStaticFiles(options.rendererDir)).get(verdict.path);
    if (!found) return sendText(response, 404, 'Nothing has this name.\n');
    response.writeHead(200, { ...pageHeaders, 'content-type': found.type });
    if (request.method === 'HEAD') response.end();
    else await pipeline(createReadStream(found.file), response);
  }

  async function takeDrop(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const caseDir = options.caseDir();
    if (request.headers[uploadHeader] !== '1') return sendText(response, 403, refusal);
    if (caseDir === null) return sendProblem(response, 409, 'No case is open.');
    try {
      sendJson(response, 201, await storeDrop(caseDir, path, request));
    } catch (error) {
      if (request.destroyed && !request.complete) return;
      const status = error instanceof DropRefusal ? 400 : 500;
      sendProblem(response, status, error instanceof Error ? error.message : String(error));
    }
  }

  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const verdict = door.judge(request);
    if (verdict.kind !== 'enter' || verdict.path !== 'rpc') {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (ws) => {
      ws.on('error', () => ws.terminate());
      void rpc.upgrade(ws, { context: {} });
    });
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: options.port ?? 0, exclusive: true }, resolve);
  });
  const { port } = server.address() as AddressInfo;
  door = createDoor(`127.0.0.1:${port}`);

  return {
    port,
    issueAddress: () => door.issueAddress(),
    close: () =>
      new Promise((resolve, reject) => {
        for (const ws of sockets.clients) ws.terminate();
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { ...pageHeaders, 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
  response.end(text);
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { ...pageHeaders, 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

/** The rest of an upload is not read: the connection ends. */
function sendProblem(response: ServerResponse, status: number, message: string): void {
  response.setHeader('connection', 'close');
  sendJson(response, status, { message });
}
