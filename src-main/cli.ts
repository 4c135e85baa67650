// Entry of the command line. Wires only: see cli/help.ts for what it does.
import { createOutput } from './cli/output.ts';
import { runCommandLine } from './cli/run.ts';
import { keepFilesPrivate } from './hosts/private-files.ts';

keepFilesPrivate();
const out = createOutput();
const code = await runCommandLine(process.argv.slice(2), out);
await out.flush();
// A worker or a timer that lingers must not keep a script waiting.
process.exit(code);
