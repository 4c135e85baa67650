// Calls about cases. One case is open at a time; opening another closes the first.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EngineError } from '../engine-error.ts';
import { type EngineState, requireCase } from '../engine-state.ts';
import { os } from '../implementer.ts';
import { createCase, openCase } from './case-folder.ts';
import { listFiles } from './list-files.ts';
import { forgetCase, listRecent, rememberCase } from './recent.ts';

export async function openInState(state: EngineState, dir: string): Promise<void> {
  await closeInState(state);
  state.current = await openCase(dir, state.options);
  await rememberCase(state.options.userDir, state.current.dir, state.current.info.name);
}

export async function closeInState(state: EngineState): Promise<void> {
  const open = state.current;
  state.current = null;
  await open?.close();
}

/** `startLoad` is the ingest room's; the sample is loaded through the same door as any folder. */
export function caseRoutes(state: EngineState, startLoad: (paths: string[]) => Promise<unknown>) {
  const settled = () => state.comingBack?.catch(() => undefined); // Its own caller hears of a failure.
  return {
    create: os.cases.create.handler(async ({ input }) => {
      await settled();
      await openInState(state, await createCase(input.parent, input.name, input.asNamed));
      return requireCase(state).info;
    }),
    open: os.cases.open.handler(async ({ input }) => {
      await settled();
      await openInState(state, input.dir);
      return requireCase(state).info;
    }),
    openSample: os.cases.openSample.handler(async () => {
      await settled();
      const parent = join(state.options.userDir, 'cases');
      const dir = join(parent, 'Sample.pugmark');
      const logs = join(state.options.assetsDir, 'sample', 'logs');
      if (!existsSync(logs))
        throw new EngineError('NOT_FOUND', 'The sample’s log files are not in this copy of Pugmark.', { at: logs });
      await openInState(state, existsSync(dir) ? dir : await createCase(parent, 'Sample'));
      const loads = await requireCase(state).db.use((c) =>
        c.value("SELECT count(*) FROM logs.main.loads WHERE state = 'done'"),
      );
      if (loads === 0) await startLoad([logs]);
      return requireCase(state).info;
    }),
    current: os.cases.current.handler(async () => {
      await settled();
      return state.current?.info ?? null;
    }),
    close: os.cases.close.handler(async () => {
      await settled();
      await closeInState(state);
    }),
    recent: os.cases.recent.handler(() => listRecent(state.options.userDir)),
    forget: os.cases.forget.handler(({ input }) => forgetCase(state.options.userDir, input.dir)),
    setTimeZone: os.cases.setTimeZone.handler(async ({ input }) => {
      if (!Intl.supportedValuesOf('timeZone').includes(input.timeZone) && input.timeZone !== 'UTC')
        throw new EngineError('INVALID', `“${input.timeZone}” is no IANA time zone.`);
      const open = requireCase(state);
      await open.setTimeZone(input.timeZone);
      return open.info;
    }),
  };
}

export function fileRoutes() {
  return { list: os.files.list.handler(({ input }) => listFiles(input.dir)) };
}
