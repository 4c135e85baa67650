#!/usr/bin/env node
// Starts the command line. CommonJS, because loading an ES module already starts libuv's thread pool, whose size is read
// from the environment once, then: DuckDB holds one of its threads per running query, and the default four would starve
// everything else, file access included.
const path = require('node:path');
const { pathToFileURL } = require('node:url');

const size = 'UV_THREADPOOL_SIZE';
const entry = path.join(__dirname, '..', 'out', 'main', 'cli.js');

if (process.platform !== 'win32' || process.env[size]) {
  process.env[size] ??= '16';
  import(pathToFileURL(entry).href).catch((error) => {
    const missing = error.code === 'ERR_MODULE_NOT_FOUND' && String(error.message).includes('cli.js');
    console.error(missing ? 'Pugmark is not built yet: npm run build' : error);
    process.exitCode = 1;
  });
} else {
  // On Windows libuv reads the environment that the process was started with. A child dies with its parent there.
  const { spawn } = require('node:child_process');
  const env = { ...process.env, [size]: '16' };
  const child = spawn(process.execPath, [__filename, ...process.argv.slice(2)], { stdio: 'inherit', env });
  process.on('SIGINT', () => undefined);
  child.on('exit', (code) => process.exit(code ?? 1));
}
