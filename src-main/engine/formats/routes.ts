// Calls about log types.
import type { DefinitionCheck } from '../../../shared/contract/formats.ts';
import { exampleDefinition } from '../../../shared/formats/own/example.ts';
import { EngineError } from '../engine-error.ts';
import type { EngineState } from '../engine-state.ts';
import { os } from '../implementer.ts';
import { leaveOutFormat } from './case-formats.ts';
import { checkText } from './check-text.ts';
import { describeType, listTypes } from './list-types.ts';
import { type FormatFile, readFormatsAt, readUserFormats, removeUserFormat, writeUserFormat } from './user-folder.ts';

export function formatRoutes(state: EngineState) {
  const { userDir } = state.options;
  return {
    list: os.formats.list.handler(() => listTypes(state)),
    describe: os.formats.describe.handler(({ input }) => describeType(state, input.name)),
    check: os.formats.check.handler(async ({ input }) => (await checkText(input.text)).check),
    save: os.formats.save.handler(async ({ input }) => {
      const { check, sound } = await checkText(input.text);
      return { ...check, path: sound ? await writeUserFormat(userDir, check.name!, input.text, input.edits) : null };
    }),
    add: os.formats.add.handler(async ({ input }) => {
      const files: FormatFile[] = [];
      for (const path of input.paths) files.push(...(await readFormatsAt(path)));
      return await addFiles(userDir, files);
    }),
    remove: os.formats.remove.handler(async ({ input: { name, path } }) => {
      const file = path === null ? undefined : (await readUserFormats(userDir)).find((one) => one.path === path);
      const inCase = name !== null && state.current ? await leaveOutFormat(state.current, name) : 'unknown';
      if (!file && inCase === 'unknown')
        throw new EngineError('NOT_FOUND', `There is no definition ${path ?? name ?? ''}.`);
      if (!file && inCase === 'stays')
        throw new EngineError('REFUSED', `This case has rows of ${name}, which would mean nothing without it.`);
      if (file) await removeUserFormat(file.path);
      return await listTypes(state);
    }),
    example: os.formats.example.handler(() => ({ text: exampleDefinition })),
  };
}

async function addFiles(userDir: string, files: FormatFile[]) {
  const added: { name: string; path: string }[] = [];
  const refused: { path: string; check: DefinitionCheck }[] = [];
  for (const { path, check, checked } of files) {
    const name = check.name ?? '';
    if (!checked?.sound) refused.push({ path, check });
    else
      try {
        added.push({ name, path: await writeUserFormat(userDir, name, checked.text, null) });
      } catch (error) {
        if (!(error instanceof EngineError) || error.code !== 'REFUSED') throw error;
        const { at = '', hint = null } = error.detail;
        refused.push({ path, check: { ...check, problems: [{ place: at, line: null, reason: error.message, hint }] } });
      }
  }
  return { added, refused };
}
