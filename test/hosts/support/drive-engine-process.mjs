// Stands in for Electron's main process and page around the built engine process: hands it a port, calls through it, and
// prints what came back. Only `process.parentPort` is made up; port, engine and protocol are the real ones.
import { EventEmitter, once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';

process.parentPort = new EventEmitter();
process.argv.splice(2);
await import('../../../out/main/engine-process.js');

function connect() {
  const { port1, port2 } = new MessageChannel();
  process.parentPort.emit('message', { data: 'connect', ports: [port1] });
  port2.start();
  return { engine: createORPCClient(new RPCLink({ port: port2 })), port: port2 };
}

const first = connect();
const { dir } = await first.engine.cases.create({ parent: process.env.PUGMARK_USER_DIR, name: 'Port' });
const controller = new AbortController();
const long = 'SELECT count(*) FROM range(100000000) a, range(100000000) b';
const states = await first.engine.console.run({ sql: long }, { signal: controller.signal });
let ended = 'by itself';
try {
  for await (const { type } of states) if (type === 'statement') setTimeout(() => controller.abort(), 300);
} catch {
  ended = 'by the page';
}
// A reload of the page: its port closes, a new one reaches the same engine and case.
first.port.close();
const second = connect();
const info = await second.engine.app.info();
const current = await second.engine.cases.current();
console.log(JSON.stringify({ host: info.host, ended, isSameCase: current.dir === dir, dir }));
process.parentPort.emit('message', { data: 'close', ports: [] });
await once(process, 'exit');
