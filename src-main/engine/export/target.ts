// Where an export goes: a path that may be written, a temporary name beside it, and the rename that makes it final.
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { EngineError, messageOf } from '../engine-error.ts';
import type { OpenCase } from '../engine-state.ts';

export type Target = {
  /** Final name. */
  path: string;
  manifestPath: string;
  /** What is written first, in the same folder. */
  partial: string;
};

/**
 * @param request.format ending of a generated name
 * @param name what the rows are, for a generated name
 * @throws INVALID for a relative path, REFUSED for a file that is there or belongs to the case, NOT_FOUND for a missing folder
 */
export async function chooseTarget(
  open: OpenCase,
  request: { path?: string | undefined; overwrite: boolean; format: string },
  name: string,
): Promise<Target> {
  const path = request.path ?? (await freeName(open, name, request.format));
  if (!isAbsolute(path)) throw new EngineError('INVALID', 'The path of an export must be absolute.', { at: path });
  const inCase = relative(open.dir, path);
  const isInCase = inCase !== '' && !inCase.startsWith('..') && !isAbsolute(inCase);
  if (isInCase && !/^exports[/\\]/.test(inCase))
    throw new EngineError('REFUSED', 'An export cannot be written among the case’s own files.', {
      at: path,
      hint: 'Choose the exports folder of the case, or a place outside of it.',
    });
  const folder = dirname(path);
  try {
    await access(folder, constants.W_OK);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'NOT_FOUND' : 'FAILED';
    throw new EngineError(code, `The folder cannot be written: ${messageOf(error)}`, { at: folder }, { cause: error });
  }
  const there = await stat(path).catch(() => null); // Not there is what is hoped for.
  if (there?.isDirectory()) throw new EngineError('REFUSED', 'A folder of that name is there.', { at: path });
  if (there && !request.overwrite)
    throw new EngineError('REFUSED', 'A file of that name is there already.', {
      at: path,
      hint: 'Choose another name, or allow it to be overwritten.',
    });
  const tag = `${process.pid}-${Date.now().toString(36)}`;
  return { path, manifestPath: `${path}.manifest.json`, partial: `${path}.${tag}.part` };
}

async function freeName(open: OpenCase, name: string, format: string): Promise<string> {
  const time = new Date().toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  for (let n = 1; ; n++) {
    const path = join(open.dir, 'exports', `${name}-${time}${n === 1 ? '' : `-${n}`}.${format}`);
    const taken = await stat(path).then(
      () => true,
      () => false,
    );
    if (!taken) return path;
  }
}
