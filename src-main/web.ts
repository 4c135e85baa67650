// Entry of the loopback host: the same UI as the desktop app, in a browser on this machine. Wires only.
import { parseArgs } from 'node:util';
import { serve } from './hosts/loopback/serve.ts';
import { keepFilesPrivate } from './hosts/private-files.ts';

keepFilesPrivate();
const { values } = parseArgs({
  options: { port: { type: 'string' }, case: { type: 'string' }, 'no-open': { type: 'boolean', default: false } },
});

const code = await serve({
  port: values.port === undefined ? undefined : Number(values.port),
  caseDir: values.case,
  open: !values['no-open'],
});
// The channel to `npm start` would keep the process.
process.exit(code);
