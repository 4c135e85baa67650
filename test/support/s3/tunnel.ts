// An HTTP proxy of a test's own that opens tunnels (CONNECT): the only one that knows where the made-up names of hosts lead to.
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

export type Tunnel = {
  /** For HTTP_PROXY and HTTPS_PROXY. */
  url: string;
  /** `host:port` of each tunnel that was asked for. */
  asked: string[];
  /** What came first through each tunnel. */
  began: Buffer[];
  /** Answers CONNECT with this status instead; null: opens. */
  refuses: number | null;
  /** `Proxy-Authorization` of each. */
  authorizations: (string | undefined)[];
  stop(): void;
};

/** Every tunnel leads to 127.0.0.1 at the port that was asked for; port 443 leads nowhere: it is cut after the first bytes. */
export async function startTunnel(): Promise<Tunnel> {
  const open = new Set<Socket>();
  const server = createServer().on('connect', (request, socket: Socket, head: Buffer) => {
    const { url = '', headers } = request;
    tunnel.asked.push(url);
    tunnel.authorizations.push(headers['proxy-authorization']);
    open.add(socket);
    socket.on('error', () => socket.destroy());
    if (tunnel.refuses !== null) {
      socket.end(`HTTP/1.1 ${tunnel.refuses} No\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    const port = Number(url.split(':').at(-1));
    socket.once('data', (first: Buffer) => {
      tunnel.began.push(first);
      if (port === 443) socket.destroy();
    });
    if (port === 443) return;
    const onward = connect(port, '127.0.0.1');
    open.add(onward);
    onward.write(head);
    onward.on('error', () => socket.destroy());
    onward.pipe(socket).pipe(onward);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const tunnel: Tunnel = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    began: [],
    refuses: null,
    authorizations: [],
    stop() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
  return tunnel;
}
