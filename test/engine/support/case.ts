// A real open case in a temporary folder, closed when the test or its file ends.
import { join } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';
import { createCase, openCase } from '../../../src-main/engine/cases/case-folder.ts';
import type { EngineOptions, EngineState, OpenCase } from '../../../src-main/engine/engine-state.ts';
import { createLogins } from '../../../src-main/engine/sources/aws/logins.ts';
import { makeTempDir } from './temp.ts';

export function testOptions(): EngineOptions {
  return {
    version: '0.0.0-test',
    host: 'test',
    userDir: makeTempDir(),
    assetsDir: join(import.meta.dirname, '../../../assets'),
    workers: {
      ingest: join(import.meta.dirname, '../../../out/main/ingest-worker.js'),
      fetch: join(import.meta.dirname, '../../../out/main/fetch-worker.js'),
      list: join(import.meta.dirname, '../../../out/main/list-worker.js'),
    },
  };
}

/** What routes want, with a case that is open already. */
export const stateOf = (open: OpenCase, options = testOptions()): EngineState => ({
  options,
  current: open,
  logins: createLogins(),
});

export async function openTestCase(options: EngineOptions = testOptions()): Promise<OpenCase> {
  const open = await openCase(await createCase(makeTempDir(), 'Test'), options);
  let closed = false;
  const close = open.close.bind(open);
  open.close = async () => {
    closed = true;
    await close();
  };
  atTheEnd(async () => {
    if (!closed) await open.close();
  });
  return open;
}

/** Of the running test, or of the file when none runs. */
function atTheEnd(work: () => Promise<void>): void {
  try {
    onTestFinished(work);
  } catch {
    afterAll(work); // Vitest says in no other way that no test runs.
  }
}
