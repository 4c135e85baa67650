// Standard output and error as the commands use them: with back-pressure, and quiet when the reader goes away (`| head`).
import { once } from 'node:events';

export type Output = {
  /** Resolves when more can be written. Rejects with ReaderGone when nobody reads any more. */
  write(text: string): Promise<void>;
  /** A line on standard error. */
  note(text: string): void;
  /** Everything written is out. */
  flush(): Promise<void>;
  /** Columns of the terminal; null when output goes elsewhere. */
  width: number | null;
};

export class ReaderGone extends Error {}

export function createOutput(stdout = process.stdout, stderr = process.stderr): Output {
  let gone = false;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    gone = true;
  });
  // With nobody to read standard error there is nobody to tell.
  stderr.on('error', () => undefined);
  const check = () => {
    if (gone) throw new ReaderGone('Nobody reads the output any more.');
  };
  return {
    width: stdout.isTTY ? stdout.columns : null,
    async write(text) {
      check();
      if (!stdout.write(text)) await once(stdout, 'drain').catch(() => undefined);
      check();
    },
    note: (text) => void stderr.write(`${text}\n`),
    flush: () => new Promise((resolve) => stdout.write('', () => resolve())),
  };
}
