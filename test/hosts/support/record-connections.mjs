// Loaded before the program under test, in its workers too: writes down everything that would reach a network or start
// another program, and lets it go on.
import childProcess from 'node:child_process';
import dgram from 'node:dgram';
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

const file = process.env.PUGMARK_TEST_CONNECTIONS;
const record = (what, args) => appendFileSync(file, `${JSON.stringify({ what, args: args.map(String) })}\n`);

function wrap(object, name, what) {
  const original = object[name];
  object[name] = function (...args) {
    // Listening looks its own address up, which asks nobody.
    if (what === 'dns' && net.isIP(args[0])) return original.apply(this, args);
    record(
      what,
      args.map((arg) => (typeof arg === 'object' ? JSON.stringify(arg) : arg)),
    );
    return original.apply(this, args);
  };
}

wrap(net.Socket.prototype, 'connect', 'net');
wrap(dgram, 'createSocket', 'udp');
for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) wrap(dns, name, 'dns');
for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) wrap(dns.promises, name, 'dns');
for (const name of ['spawn', 'exec', 'execFile', 'fork', 'spawnSync', 'execSync']) wrap(childProcess, name, 'program');
wrap(globalThis, 'fetch', 'fetch');
syncBuiltinESMExports();
