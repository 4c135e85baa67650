// A store that is far away: a TCP proxy that holds everything back for half a round trip in each direction, as a network does.
// How many bytes go through at once is not limited, and opening a connection costs nothing more.
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export type Distance = { endpoint: string; stop(): void };

/** @param endpoint `http://127.0.0.1:PORT` */
export async function putFarAway(endpoint: string, roundTripMs: number): Promise<Distance> {
  const { hostname, port } = new URL(endpoint);
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ host: hostname, port: Number(port), noDelay: true });
    carry(near, far, roundTripMs / 2);
    carry(far, near, roundTripMs / 2);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => void server.close(),
  };
}

/** Timers of the same length fire in the order in which they were set. */
function carry(from: Socket, to: Socket, afterMs: number): void {
  from.on('data', (chunk) => setTimeout(() => to.write(chunk), afterMs));
  from.on('end', () => setTimeout(() => to.end(), afterMs));
  from.on('error', () => to.destroy());
  from.on('close', () => setTimeout(() => to.destroy(), afterMs));
}
