// npm start: builds if need be, then opens the desktop app; where that cannot be, says why and serves the same app to a
// browser on this machine.   npm start -- [--web] [--port N] [--no-open] [--case DIR]
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build, root } from './build.mjs';
import { fetchElectron, findElectron } from './electron-binary.mjs';

const { values } = parseArgs({
  options: {
    web: { type: 'boolean', default: false },
    port: { type: 'string' },
    case: { type: 'string' },
    'no-open': { type: 'boolean', default: false },
  },
});
const threads = { UV_THREADPOOL_SIZE: '16' };
let child = null;
// Ctrl+C in a terminal reaches the child as well, and a second signal would end it at once: it is told another way.
process.on('SIGINT', () => {
  if (child === null) process.exit(130);
  if (child.connected) child.disconnect();
  else child.kill();
});
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child?.kill(signal));

await build().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
const why = values.web ? '' : await runDesktop();
if (why !== null) {
  if (why !== '') console.log(`No desktop window: ${why}. Serving the same app to a browser instead.`);
  const args = [join(root, 'out', 'main', 'web.js')];
  for (const name of ['port', 'case']) if (values[name] !== undefined) args.push(`--${name}`, values[name]);
  if (values['no-open']) args.push('--no-open');
  process.exitCode = (await run(process.execPath, args, ['inherit', 'inherit', 'inherit', 'ipc'])).code;
}

/** Runs the desktop app to its end. Answers null, or why there is none. */
async function runDesktop() {
  const { platform, env } = process;
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return 'there is no display';
  // Chromium's sandbox does not run as root, and Pugmark does not run without it.
  if (process.getuid?.() === 0) return 'the desktop app does not run as root';
  if (!findElectron()) {
    const reason = await fetchElectron();
    if (reason !== null) return `Electron is not installed: ${reason}`;
  }
  const args = values.case === undefined ? [root] : [root, `--case=${values.case}`];
  const { code, lived } = await run(findElectron(), args, 'inherit');
  if (code !== 0 && lived < 5000) return `Electron ended with ${code} at once`;
  process.exitCode = code;
  return null;
}

function run(command, args, stdio) {
  const started = Date.now();
  child = spawn(command, args, { stdio, env: { ...process.env, ...threads } });
  return new Promise((resolve) => {
    const end = (code) => resolve({ code, lived: Date.now() - started });
    child.once('exit', (code) => end(code ?? 1));
    child.once('error', (error) => {
      console.error(error.message);
      end(1);
    });
  });
}
