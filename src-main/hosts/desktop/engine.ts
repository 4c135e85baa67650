// The engine's process, as the shell sees it: started, connected to the page by a MessagePort, ended cleanly. The shell
// passes the port on and reads nothing of what goes through it. What the engine asks of the shell itself is to print a report.
import { join } from 'node:path';
import { MessageChannelMain, utilityProcess, type WebContents } from 'electron';
import type { AppPaths } from '../paths.ts';
import { answerPrints } from '../shell-printer.ts';
import { printPage } from './print-page.ts';

export type EngineProcess = {
  /** Gives the page a fresh port to the engine; an earlier one closes with the page that had it. */
  connect(page: WebContents): void;
  /** Closes the case and ends the process. */
  close(): Promise<void>;
};

/** How long a load may take to finish its batch before the process is ended anyway; nothing committed is lost by that. */
const patienceMs = 15_000;

export function startEngine(paths: AppPaths, args: string[], onCrash: (code: number) => void): EngineProcess {
  const child = utilityProcess.fork(join(paths.root, 'out', 'main', 'engine-process.js'), args, {
    serviceName: 'Pugmark engine',
    stdio: 'inherit',
    // Read once by libuv; DuckDB holds one of its threads per running query.
    env: { ...process.env, UV_THREADPOOL_SIZE: '16' },
  });
  child.on(
    'message',
    answerPrints(printPage, (answer) => child.postMessage(answer)),
  );
  let isClosing = false;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', (code) => {
      resolve();
      if (!isClosing) onCrash(code);
    });
  });
  return {
    connect(page) {
      const { port1, port2 } = new MessageChannelMain();
      child.postMessage('connect', [port1]);
      page.postMessage('pugmark:port', null, [port2]);
    },
    async close() {
      isClosing = true;
      child.postMessage('close');
      const timer = setTimeout(() => child.kill(), patienceMs);
      await ended;
      clearTimeout(timer);
    },
  };
}
