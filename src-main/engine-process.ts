// Entry of the desktop app's engine: a utility process that answers the page through the ports it is handed. Wires only.
import { parseArgs } from 'node:util';
import { RPCHandler } from '@orpc/server/message-port';
import { createEngine } from './engine/app.ts';
import { findAppPaths, findUserDir } from './hosts/paths.ts';
import { keepFilesPrivate } from './hosts/private-files.ts';
import { createShellPrinter } from './hosts/shell-printer.ts';

keepFilesPrivate();
const { values } = parseArgs({ options: { case: { type: 'string' } }, strict: false });
const { version, assetsDir, workers } = findAppPaths();
const printer = createShellPrinter((order) => process.parentPort.postMessage(order));
const { printPdf } = printer;
const starting = createEngine({ version, host: 'electron', userDir: findUserDir(), assetsDir, workers, printPdf }).then(
  async (engine) => {
    // A case that does not open is said on standard error; the start screen is still of use.
    if (typeof values.case === 'string') await engine.client.cases.open({ dir: values.case }).catch(console.error);
    return engine;
  },
);

async function receive(message: unknown, port: Electron.MessagePortMain | undefined): Promise<void> {
  if (printer.receive(message)) return;
  const engine = await starting;
  if (message === 'close') {
    await engine.close();
    process.exit(0);
  }
  if (!port) return;
  new RPCHandler(engine.router).upgrade(port, { context: {} });
  port.start();
}

process.parentPort.on('message', ({ data, ports: [port] }) => void receive(data, port));
