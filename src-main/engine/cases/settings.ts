// What the window remembers for its user, in one small file of the user's folder.
import { join } from 'node:path';
import { z } from 'zod';
import { mostSettingBytes, mostSettings, SettingKey } from '../../../shared/contract/settings.ts';
import { EngineError } from '../engine-error.ts';
import type { EngineState } from '../engine-state.ts';
import { os } from '../implementer.ts';
import { readUserFile, type UserFile, writeUserFile } from '../user-file.ts';

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

const kept: UserFile<Settings> = {
  schema: Settings,
  empty: {},
  what: 'What the window remembered',
  hint: 'Mend the file or remove it. Until then nothing new is remembered.',
};
const readSettings = (userDir: string): Promise<Settings> => readUserFile(fileIn(userDir), kept);

async function changeSetting(userDir: string, key: string, value: Settings[string]): Promise<void> {
  if (Buffer.byteLength(JSON.stringify(value)) > mostSettingBytes)
    throw new EngineError('REFUSED', `“${key}” is too large to be remembered (${mostSettingBytes} bytes at most).`);
  const { [key]: _old, ...others } = await readSettings(userDir);
  const settings = value === null ? others : { ...others, [key]: value };
  if (Object.keys(settings).length > mostSettings)
    throw new EngineError('REFUSED', `More than ${mostSettings} things to remember.`, { at: fileIn(userDir) });
  await writeUserFile(fileIn(userDir), settings);
}

const last = new WeakMap<EngineState, Promise<unknown>>();

/** One change after the other: each reads what the one before wrote. */
async function inTurn<T>(state: EngineState, work: () => Promise<T>): Promise<T> {
  const turn = (last.get(state) ?? Promise.resolve()).then(work, work);
  last.set(state, turn);
  return await turn;
}
