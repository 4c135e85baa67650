// Sessions after a load: a process that ends brings them up to date first, so that whoever asks for an actor next is not
// answered from before the load.
import { createProgressLine } from './progress.ts';
import type { Session } from './session.ts';

/** Ctrl+C leaves them as they were; they are gone on with when the case is opened the next time. */
export async function settleSessions({ client, signal }: Session): Promise<void> {
  if (signal.aborted) return;
  const line = createProgressLine();
  const cancel = () => void client.sessions.cancel().catch(() => undefined); // It may have ended meanwhile.
  signal.addEventListener('abort', cancel, { once: true });
  try {
    for await (const { state, done, error } of await client.sessions.watch()) {
      if (state === 'failed') throw new Error(`The sessions could not be brought up to date: ${error}`);
      if (state === 'current' || state === 'cancelled') return;
      if (state === 'running') line.show(`Sessions: ${Math.floor(100 * done)} %`);
    }
  } finally {
    line.clear();
    signal.removeEventListener('abort', cancel);
  }
}
