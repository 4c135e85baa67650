// Entry of the desktop app's main process. Wires only.
import { parseArgs } from 'node:util';
import { app } from 'electron';
import { registerAppScheme } from './hosts/desktop/app-protocol.ts';
import { lockDown } from './hosts/desktop/lock-down.ts';
import { runDesktop } from './hosts/desktop/run.ts';

const { values } = parseArgs({ options: { case: { type: 'string' } }, strict: false, args: process.argv.slice(1) });

if (app.requestSingleInstanceLock()) {
  registerAppScheme();
  lockDown();
  // Not awaited here: Electron becomes ready only after this module has been evaluated.
  app.whenReady().then(
    () => runDesktop(typeof values.case === 'string' ? values.case : undefined),
    (error: unknown) => {
      console.error(error);
      app.exit(1);
    },
  );
} else app.quit();
