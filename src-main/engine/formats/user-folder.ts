// The user's folder of definitions: `formats/*.json`.
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { DefinitionCheck, FormatProblem } from '../../../shared/contract/formats.ts';
import { EngineError, messageOf, toWriteProblem } from '../engine-error.ts';
import { type Checked, checkText } from './check-text.ts';

const mostBytes = 2_000_000;

/** `checked` null: the file cannot be read, `check` says why. */
export type FormatFile = { path: string; check: DefinitionCheck; checked: Checked | null };

export const formatsFolder = (userDir: string) => join(userDir, 'formats');

/** All of the folder, each tried; of several with one name the first counts. */
export async function readUserFormats(userDir: string): Promise<FormatFile[]> {
  const seen = new Map<string, string>();
  return (await readFormatFiles(formatsFolder(userDir))).map((file) => {
    const name = file.checked?.sound ? file.check.name : null;
    const before = name === null ? undefined : seen.get(name);
    if (name !== null && before === undefined) seen.set(name, file.path);
    return before === undefined ? file : failed(file.path, `${basename(before)} defines “${name}” already`, file.check);
  });
}

/** The definitions of a file, or those directly in a folder. NOT_FOUND when there is nothing. */
export async function readFormatsAt(given: string): Promise<FormatFile[]> {
  const path = resolve(given);
  let isFolder: boolean;
  try {
    isFolder = (await stat(path)).isDirectory();
  } catch (error) {
    throw new EngineError('NOT_FOUND', `There is nothing at ${path}, or it may not be read.`, {}, { cause: error });
  }
  if (!isFolder) return [await readFormatFile(path)];
  const files = await readFormatFiles(path);
  if (files.length > 0) return files;
  throw new EngineError('NOT_FOUND', `${path} holds no definitions.`, { hint: 'They are files that end in .json.' });
}

async function readFormatFiles(folder: string): Promise<FormatFile[]> {
  const files: FormatFile[] = [];
  for (const name of await listJson(folder)) files.push(await readFormatFile(join(folder, name)));
  return files;
}

async function listJson(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder);
    return names.filter((name) => /\.json$/i.test(name) && !name.startsWith('.')).toSorted();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new EngineError('FAILED', `The folder cannot be read: ${messageOf(error)}`, { at: folder }, { cause: error });
  }
}

async function readFormatFile(path: string): Promise<FormatFile> {
  try {
    const { size } = await stat(path);
    if (size > mostBytes) return failed(path, 'The file is too large for a definition');
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
    const checked = await checkText(text);
    return { path, check: checked.check, checked };
  } catch (error) {
    if (error instanceof EngineError) throw error;
    return failed(path, `The file cannot be read as text in UTF-8: ${messageOf(error)}`);
  }
}

function failed(path: string, reason: string, of: Partial<DefinitionCheck> = {}): FormatFile {
  const problem: FormatProblem = { place: 'the whole', line: null, reason: `${reason}.`, hint: null };
  const { name = null, title = null, layoutOf = null } = of;
  return { path, check: { name, title, layoutOf, problems: [problem], samples: [] }, checked: null };
}

/** Writes a definition that is sound. Answers the file. REFUSED when another file defines its name, and that is not `edits`. */
export async function writeUserFormat(
  userDir: string,
  name: string,
  text: string,
  edits: string | null,
): Promise<string> {
  const before = (await readUserFormats(userDir)).find(({ check }) => check.name === name);
  if (before && name !== edits && before.checked?.text !== text)
    throw new EngineError('REFUSED', `There is another definition “${name}” already.`, {
      at: before.path,
      hint: 'Give this one another name, or edit that one.',
    });
  const path = before?.path ?? join(formatsFolder(userDir), `${name}.json`);
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const fresh = `${path}.${process.pid}.new`;
    await writeFile(fresh, text.endsWith('\n') ? text : `${text}\n`, { mode: 0o600 });
    await rename(fresh, path);
  } catch (error) {
    throw toWriteProblem('The definition cannot be written', error, path);
  }
  return path;
}

export const removeUserFormat = (path: string): Promise<void> => rm(path, { force: true });
