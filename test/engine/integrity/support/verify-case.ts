// Loads files into a case of this test file's own engine, and verifies it.
import { afterAll, beforeAll, expect } from 'vitest';
import type { VerificationSummary } from '../../../../shared/contract/integrity.ts';
import { createEngine, type Engine } from '../../../../src-main/engine/app.ts';
import { requireCase } from '../../../../src-main/engine/engine-state.ts';
import { testOptions } from '../../support/case.ts';
import { makeTempDir } from '../../support/temp.ts';
import { hours, type SignedArchive } from './signed-archive.ts';

/** The engine of this test file, made before its first test. */
export let engine: Engine;
beforeAll(async () => {
  engine = await createEngine(testOptions());
});
afterAll(() => engine.close());

/** A new case with everything below the paths. */
export async function loadCase(...paths: string[]): Promise<void> {
  await engine.client.cases.create({ parent: makeTempDir(), name: 'Verify' });
  const { loadId } = await engine.client.loads.start({ paths, as: 'auto' });
  let state = '';
  for await (const progress of await engine.client.loads.watch({ loadId })) state = progress.state;
  expect(state).toBe('done');
}

export type Request = { keys?: string[]; signatures?: string[]; bucket?: string };

export async function verify(request: Request): Promise<VerificationSummary> {
  let summary: VerificationSummary | null = null;
  for await (const state of await engine.client.integrity.verifyDigests(request)) summary = state.summary;
  return summary!;
}

export const rows = (sql: string) => requireCase(engine.state).db.use((connection) => connection.rows(sql));

/** Loads the archive into a new case; `verdict reason: n` for everything that is not plainly right. */
export async function verdictsOf(archive: SignedArchive, more: Request = {}) {
  await loadCase(archive.logsDir);
  const { sums } = await verify({ keys: [archive.keysFile], signatures: [archive.signaturesFile], ...more });
  const total = (list: typeof sums.logs) => list.reduce((all, { count }) => all + count, 0);
  expect(total(sums.digests)).toBeGreaterThan(hours);
  expect(total(sums.logs)).toBe(2 * hours);
  const plain = ['signature-valid', 'hash-matches', 'chain-start'];
  const told = (list: typeof sums.logs) =>
    list
      .filter(({ reason }) => !plain.includes(reason))
      .map(({ verdict, reason, count }) => `${verdict} ${reason}: ${count}`)
      .sort();
  return { digests: told(sums.digests), logs: told(sums.logs), chains: told(sums.chains) };
}

export const nothing = { digests: [], logs: [], chains: [] };
