// The engine in this process, for programs that measure its calls without a transport.
import path from 'node:path';
import type { ViewState } from '../../shared/contract/views.ts';
import type { View } from '../../shared/query/view.ts';
import { createEngine, type Engine } from '../../src-main/engine/app.ts';
import { findAppPaths } from '../../src-main/hosts/paths.ts';
import { gridColumns } from './grid-columns.ts';

export async function openEngine(caseDir: string): Promise<Engine> {
  const engine = await startEngine();
  await engine.client.cases.open({ dir: caseDir });
  return engine;
}

export async function startEngine(): Promise<Engine> {
  const { root, version, assetsDir, workers } = findAppPaths();
  return await createEngine({
    version,
    host: 'test',
    userDir: path.join(root, '.bench', 'user'),
    assetsDir,
    workers,
  });
}

export const pageRows = 200;

export type Opened = {
  viewId: string;
  /** Milliseconds until the first page was here, and until the exact count was. */
  firstPageMs: number;
  readyMs: number;
  last: ViewState;
  /** Counts that were reported on the way. */
  steps: number;
};

/** Opens a view as the grid does: the first page is asked for as soon as there are rows. */
export async function openView(engine: Engine, view: View): Promise<Opened> {
  const began = performance.now();
  let firstPageMs: number | null = null;
  let first: Promise<void> | null = null;
  let last: ViewState | null = null;
  let steps = 0;
  for await (const state of await engine.client.views.open({ view })) {
    last = state;
    steps++;
    if (first === null && (state.matched > 0 || state.state === 'ready'))
      first = readPage(engine, state.viewId, 0).then(() => {
        firstPageMs = performance.now() - began;
      });
  }
  const readyMs = performance.now() - began;
  await first;
  return { viewId: last!.viewId, firstPageMs: firstPageMs!, readyMs, last: last!, steps };
}

/** Rows of cells as text, and how long it took. */
export async function readPage(
  engine: Engine,
  viewId: string,
  offset: number,
): Promise<{ rows: (string | null)[][]; ms: number }> {
  const began = performance.now();
  const page = await engine.client.views.page({ viewId, offset, limit: pageRows, columns: gridColumns });
  const ms = performance.now() - began;
  return { rows: JSON.parse(page.rows) as (string | null)[][], ms };
}
