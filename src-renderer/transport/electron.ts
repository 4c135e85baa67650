// The engine behind Electron: a MessagePort that the preload hands over as a window message.
import { RPCLink } from '@orpc/client/message-port';
import { useConnection } from './connection.ts';

export function connectElectron(): Promise<RPCLink<Record<never, never>>> {
  return new Promise((resolve) => {
    const receive = (event: MessageEvent<unknown>) => {
      const port = event.ports[0];
      const ours = event.source === window && (event.data as { pugmark?: unknown } | null)?.pugmark === 'port';
      if (!ours || !port) return;
      window.removeEventListener('message', receive);
      port.addEventListener('close', () => useConnection.setState({ state: 'lost' }));
      port.start();
      resolve(new RPCLink({ port }));
    };
    window.addEventListener('message', receive);
  });
}
