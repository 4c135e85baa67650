// Runs the command line within the test's own process, from its words to its exit code: for what a command says and does, where
// that it is a process of its own is not what is tested. Its source, not what was built; a test file has one user folder.
import { runCommandLine } from '../../src-main/cli/run.ts';
import type { Ran } from './command-line.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export async function runHere(args: string[], userDir: string): Promise<Ran> {
  let stdout = '';
  let stderr = '';
  process.env.PUGMARK_USER_DIR = userDir;
  const before = signals.map((signal) => process.listeners(signal));
  try {
    const code = await runCommandLine(args, {
      width: null,
      async write(text) {
        stdout += text;
      },
      note(text) {
        stderr += `${text}\n`;
      },
      flush: async () => undefined,
    });
    return { code, signal: null, stdout, stderr };
  } finally {
    signals.forEach((signal, i) => {
      for (const listener of process.listeners(signal))
        if (!before[i]!.includes(listener)) process.off(signal, listener);
    });
  }
}
