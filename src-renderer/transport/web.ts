// The engine behind the loopback host: one WebSocket to the host that served the page.
import { RPCLink } from '@orpc/client/websocket';
import { useConnection } from './connection.ts';

const retryMs = 1500;

/** Resolves when the socket is open. A lost engine shows the notice, and the page reloads as soon as it is back. */
export async function connectWeb(): Promise<RPCLink<Record<never, never>>> {
  // Relative: the host serves the page under a path of its own, which its cookie is bound to.
  const url = new URL('rpc', location.href);
  url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(url);
  socket.binaryType = 'arraybuffer';
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true });
    socket.addEventListener('error', () => reject(new Error(`No engine answers at ${url.host}.`)), { once: true });
  });
  let leaving = false;
  window.addEventListener('pagehide', () => {
    leaving = true;
  });
  socket.addEventListener('close', () => {
    if (!leaving) void waitForHost();
  });
  return new RPCLink({ websocket: socket });
}

/** Asks the host every moment until it serves this window again; the open case and its tabs come back by themselves. */
async function waitForHost(): Promise<void> {
  for (;;) {
    const state = await askHost();
    if (state === 'up') return location.reload();
    useConnection.setState({ state });
    await new Promise((resolve) => setTimeout(resolve, retryMs));
  }
}

async function askHost(): Promise<'up' | 'lost' | 'refused'> {
  try {
    const answer = await fetch(location.pathname, { method: 'HEAD', cache: 'no-store' });
    return answer.ok ? 'up' : 'refused';
  } catch {
    // A network error is the answer here: nothing listens, and the notice on screen says so.
    return 'lost';
  }
}
