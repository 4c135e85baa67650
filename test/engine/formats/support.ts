// Definitions as tests write them, and an engine with a folder of them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createEngine, type Engine } from '../../../src-main/engine/app.ts';
import { testOptions } from '../support/case.ts';
import { makeTempDir } from '../support/temp.ts';

export type Draft = Record<string, unknown>;

/** A log of lines `time|who|from|status`. */
export const gate = (more: Draft = {}): Draft => ({
  name: 'gate',
  title: 'Gate',
  lines: { separator: '|', fields: ['time', 'who', 'from', 'status'] },
  columns: [
    { name: 'time', type: 'TIMESTAMP', epoch: 's' },
    { name: 'who', type: 'VARCHAR', entity: 'principal' },
    { name: 'source', key: 'from', type: 'VARCHAR', entity: 'ip', doc: 'Where it came from.' },
    { name: 'status', type: 'INTEGER' },
  ],
  time: 'time',
  timeline: { actor: 'who', source_ip: 'source', outcome: 'status' },
  samples: [
    {
      record: '1741064767|alice|192.0.2.10|200',
      expect: { time: '2025-03-04 05:06:07', who: 'alice', source: '192.0.2.10', status: 200 },
    },
    { record: '1741064767|alice|192.0.2.10', reject: '3 fields where 4 are expected' },
  ],
  ...more,
});

export const textOf = (draft: Draft): string => JSON.stringify(draft, null, 2);

export async function startEngine(userDir = makeTempDir()): Promise<Engine & { userDir: string }> {
  const engine = await createEngine({ ...testOptions(), userDir });
  onTestFinished(() => engine.close());
  return { ...engine, userDir };
}

/** Writes files into a user's folder of definitions. */
export function writeDefinitions(userDir: string, drafts: Record<string, Draft>): void {
  const folder = join(userDir, 'formats');
  mkdirSync(folder, { recursive: true });
  for (const [file, draft] of Object.entries(drafts)) writeFileSync(join(folder, file), textOf(draft));
}

export function writeLog(lines: string[]): string {
  const path = join(makeTempDir(), 'app.log');
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

/** Loads files and waits for the end. */
export async function load({ client }: Engine, paths: string[]): Promise<void> {
  const { loadId } = await client.loads.start({ paths, as: 'auto' });
  for await (const { error } of await client.loads.watch({ loadId })) if (error !== null) throw new Error(error);
}
