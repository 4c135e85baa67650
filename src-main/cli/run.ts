// Runs one command line from its words to its exit code.
import { createEngine } from '../engine/app.ts';
import { serve } from '../hosts/loopback/serve.ts';
import { findAppPaths, findUserDir } from '../hosts/paths.ts';
import { runAcquireCommand } from './acquire/run-acquire.ts';
import { runPackCommand, runUnpackCommand } from './archive.ts';
import { type Command, parseCommand } from './arguments.ts';
import { runHashesCommand } from './custody/hashes.ts';
import { runVerifyEvidence } from './custody/verify-evidence.ts';
import { runDetectCommand } from './detect/run-detect.ts';
import { runExportCommand } from './export.ts';
import { runFormatsCommand } from './formats/run-formats.ts';
import { helpText } from './help.ts';
import { runInfoCommand } from './info.ts';
import { runLoadCommand } from './load.ts';
import type { Output } from './output.ts';
import { describeProblem } from './problem.ts';
import { runReplayCommand } from './replay.ts';
import { runReportCommand } from './report/run-report.ts';
import { abortOnSignals, type Client, exit, type Session } from './session.ts';
import { readSql, runSqlCommand } from './sql.ts';
import { runVerifyCommand } from './verify.ts';

export async function runCommandLine(args: string[], out: Output): Promise<number> {
  let sql: string | undefined;
  try {
    const command = parseCommand(args);
    if (command.name === 'help') return await say(out, helpText(command.of));
    if (command.name === 'version') return await say(out, `pugmark ${findAppPaths().version}\n`);
    if (command.name === 'serve') return await serve(command);
    if (command.name === 'sql') sql = await readSql(command);
    return await runWithEngine(command, sql ?? '', out);
  } catch (error) {
    const { message, code } = describeProblem(error, sql);
    if (message !== '') out.note(message);
    return code;
  }
}

async function say(out: Output, text: string): Promise<number> {
  await out.write(text);
  return exit.ok;
}

type EngineCommand = Exclude<Command, { name: 'help' | 'version' | 'serve' }>;

/**
 * A load gains nothing from more, and stays below 1.5 GB with its workers at any archive size. Listing and copying alone
 * need less, and stay below 600 MB at any size.
 */
const memoryFor = (command: EngineCommand): { memoryMb?: number } => {
  if (command.name === 'load') return { memoryMb: 512 };
  if (command.name !== 'acquire') return {};
  return { memoryMb: command.request.load && !command.dryRun && !command.check ? 512 : 160 };
};

async function runWithEngine(command: EngineCommand, sql: string, out: Output): Promise<number> {
  const signal = abortOnSignals();
  const { version, assetsDir, workers } = findAppPaths();
  const engine = await createEngine({
    version,
    host: 'cli',
    userDir: findUserDir(),
    assetsDir,
    workers,
    ...memoryFor(command),
  });
  try {
    const session: Session = { client: engine.client as unknown as Client, signal, out };
    if (command.name === 'acquire') return await runAcquireCommand(session, command);
    if (command.name === 'load') return await runLoadCommand(session, command);
    if (command.name === 'sql') return await runSqlCommand(session, command, sql);
    if (command.name === 'export') return await runExportCommand(session, command);
    if (command.name === 'report') return await runReportCommand(session, command);
    if (command.name === 'detect') return await runDetectCommand(session, command);
    if (command.name === 'formats') return await runFormatsCommand(session, command);
    if (command.name === 'verify' && command.evidence) return await runVerifyEvidence(session, command);
    if (command.name === 'verify') return await runVerifyCommand(session, command);
    if (command.name === 'hashes') return await runHashesCommand(session, command);
    if (command.name === 'replay') return await runReplayCommand(session, command);
    if (command.name === 'pack') return await runPackCommand(session, command);
    if (command.name === 'unpack') return await runUnpackCommand(session, command);
    return await runInfoCommand(session, command);
  } finally {
    await engine.close();
  }
}
