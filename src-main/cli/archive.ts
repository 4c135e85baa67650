// `pugmark pack` and `pugmark unpack`: a whole case as one file for somebody else, and back.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { formatNoun } from '../../shared/values/sizes.ts';
import type { PackCommand, UnpackCommand } from './arguments.ts';
import { bytesText, createProgressLine, grouped } from './progress.ts';
import { exit, openCase, type Session } from './session.ts';
import { showControls } from './table.ts';
import { UsageError } from './usage-error.ts';

/** Files that are named where some are missing or changed; `--json` has all. */
const namedFiles = 20;

export async function runPackCommand(session: Session, command: PackCommand): Promise<number> {
  const { client, out, signal } = session;
  const passphrase = command.seal ? await readPassphrase('pack', command.passphraseFile, true, signal) : null;
  await openCase(session, command.caseDir);
  const { overwrite, withEvidence } = command;
  const input = { path: resolve(command.out), overwrite, withEvidence, passphrase };
  const { packed } = await watch(await client.archives.pack(input, { signal }));
  if (!packed) throw new Error('The engine reported no end of the packing.');
  const code = packed.missing.length + packed.changed.length > 0 ? exit.problems : exit.ok;
  if (command.json) {
    await out.write(`${JSON.stringify(packed)}\n`);
    return code;
  }
  const lines = [
    `Archive  ${packed.path}`,
    `SHA-256  ${packed.sha256}`,
    `Size     ${bytesText(packed.size)}, ${grouped(packed.files)} files${packed.sealed ? ', sealed with a passphrase' : ''}`,
    withEvidence
      ? `Logs     with the evidence; from outside of the case folder: ${formatNoun(packed.sources, 'file')}`
      : 'Logs     without the evidence: its hashes and the loaded rows are in the archive',
    ...nameFiles('Not put in, as they are not there any more:', packed.missing),
    ...nameFiles('Put in, but not as they were when they were loaded:', packed.changed),
  ];
  await out.write(`${lines.map(showControls).join('\n')}\n`);
  return code;
}

export async function runUnpackCommand(session: Session, command: UnpackCommand): Promise<number> {
  const { client, out, signal } = session;
  const path = resolve(command.path);
  const { sealed } = await client.archives.inspect({ path }, { signal });
  const passphrase = sealed ? await readPassphrase('unpack', command.passphraseFile, false, signal) : null;
  const states = await client.archives.unpack({ path, parent: resolve(command.into), passphrase }, { signal });
  const { unpacked } = await watch(states);
  if (!unpacked) throw new Error('The engine reported no end of the unpacking.');
  if (command.json) {
    await out.write(`${JSON.stringify(unpacked)}\n`);
    return exit.ok;
  }
  const lines = [
    `Case     ${unpacked.info.dir}`,
    `Made     ${unpacked.made} by ${unpacked.by}, ${unpacked.hasEvidence ? 'with' : 'without'} the evidence`,
    `Checked  ${grouped(unpacked.files)} files are as the archive says`,
  ];
  await out.write(`${lines.map(showControls).join('\n')}\n`);
  return exit.ok;
}

async function watch<State extends { bytes: number; totalBytes: number }>(
  states: AsyncIterable<State>,
): Promise<State> {
  const line = createProgressLine();
  let last: State | null = null;
  try {
    for await (const state of states) {
      last = state;
      line.show(`${bytesText(state.bytes)} of ${bytesText(state.totalBytes)}`);
    }
  } finally {
    line.clear();
  }
  if (!last) throw new Error('The engine reported nothing.');
  return last;
}

function nameFiles(title: string, paths: string[]): string[] {
  if (paths.length === 0) return [];
  const more = paths.length - namedFiles;
  return [
    '',
    title,
    ...paths.slice(0, namedFiles).map((path) => `  ${path}`),
    ...(more > 0 ? [`  … and ${grouped(more)} more`] : []),
  ];
}

/** Of a file's first line (`-`: standard input), or asked for without showing it. */
async function readPassphrase(
  of: 'pack' | 'unpack',
  file: string | undefined,
  twice: boolean,
  signal: AbortSignal,
): Promise<string> {
  if (file !== undefined) {
    const text = file === '-' ? await readInput() : await readFile(resolve(file), 'utf8');
    const passphrase = text.split(/\r?\n/, 1)[0]!;
    if (passphrase === '') throw new UsageError('The passphrase’s file begins with an empty line.', of);
    return passphrase;
  }
  if (!process.stdin.isTTY || !process.stderr.isTTY)
    throw new UsageError('Nobody can be asked for the passphrase here: give it with --passphrase-file FILE.', of);
  const passphrase = await ask('Passphrase: ', signal);
  if (passphrase === '') throw new UsageError('An empty passphrase seals nothing.', of);
  if (twice && (await ask('The same again: ', signal)) !== passphrase)
    throw new UsageError('The two passphrases differ.', of);
  return passphrase;
}

async function readInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

async function ask(question: string, signal: AbortSignal): Promise<string> {
  process.stderr.write(question);
  // What is typed goes nowhere: readline echoes into this.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  try {
    return await terminal.question('', { signal });
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
}
