// What the window remembers for its user, in one small file of the user's folder.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { mostSettingBytes, mostSettings, SettingKey } from '../../../shared/contract/settings.ts';
import { EngineError, messageOf } from '../engine-error.ts';
import type { EngineState } from '../engine-state.ts';
import { os } from '../implementer.ts';

const Settings = z.record(SettingKey, z.json());
type Settings = z.infer<typeof Settings>;

const fileIn = (userDir: string) => join(userDir, 'window.json');

export function settingRoutes(state: EngineState) {
  const { userDir } = state.options;
  return {
    read: os.settings.read.handler(() => readSettings(userDir)),
    write: os.settings.write.handler(({ input }) =>
      inTurn(state, () => changeSetting(userDir, input.key, input.value)),
    ),
  };
}

async function readSettings(userDir: string): Promise<Settings> {
  try {
    return Settings.parse(JSON.parse(await readFile(fileIn(userDir), 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new EngineError(
      'INVALID',
      `What the window remembered cannot be read: ${messageOf(error)}`,
      { at: fileIn(userDir), hint: 'Mend the file or remove it. Until then nothing new is remembered.' },
      { cause: error },
    );
  }
}

async function changeSetting(userDir: string, key: string, value: Settings[string]): Promise<void> {
  if (Buffer.byteLength(JSON.stringify(value)) > mostSettingBytes)
    throw new EngineError('REFUSED', `“${key}” is too large to be remembered (${mostSettingBytes} bytes at most).`);
  const { [key]: _old, ...others } = await readSettings(userDir);
  const settings = value === null ? others : { ...others, [key]: value };
  if (Object.keys(settings).length > mostSettings)
    throw new EngineError('REFUSED', `More than ${mostSettings} things to remember.`, { at: fileIn(userDir) });
  const file = fileIn(userDir);
  await mkdir(userDir, { recursive: true, mode: 0o700 });
  // Two windows of one user are two processes: each has a new file of its own.
  await writeFile(`${file}.${process.pid}.new`, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.${process.pid}.new`, file);
}

const last = new WeakMap<EngineState, Promise<unknown>>();

/** One change after the other: each reads what the one before wrote. */
async function inTurn<T>(state: EngineState, work: () => Promise<T>): Promise<T> {
  const turn = (last.get(state) ?? Promise.resolve()).then(work, work);
  last.set(state, turn);
  return await turn;
}
