// The recent list: cases this user opened, newest first, in one small file of the user's folder.
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { RecentCase } from '../../../shared/contract/cases.ts';
import { writeUserFile } from '../user-file.ts';

const Entry = z.object({ dir: z.string(), name: z.string(), opened: z.string() });
type Entry = z.infer<typeof Entry>;
const kept = 30;

const fileOf = (userDir: string) => join(userDir, 'recent.json');

async function readEntries(userDir: string): Promise<Entry[]> {
  // A missing or damaged list costs nothing but convenience, and the next opening writes it anew.
  const text = await readFile(fileOf(userDir), 'utf8').catch(() => '[]');
  try {
    return z.array(Entry).parse(JSON.parse(text));
  } catch {
    return [];
  }
}

const writeEntries = (userDir: string, entries: Entry[]): Promise<void> => writeUserFile(fileOf(userDir), entries);

export async function listRecent(userDir: string): Promise<RecentCase[]> {
  const entries = await readEntries(userDir);
  return Promise.all(
    entries.map(async (entry) => ({
      ...entry,
      exists: await stat(join(entry.dir, 'case.json')).then(
        () => true,
        () => false,
      ),
    })),
  );
}

export async function rememberCase(userDir: string, dir: string, name: string): Promise<void> {
  const others = (await readEntries(userDir)).filter((entry) => entry.dir !== dir);
  await writeEntries(userDir, [{ dir, name, opened: new Date().toISOString() }, ...others].slice(0, kept));
}

export async function forgetCase(userDir: string, dir: string): Promise<void> {
  await writeEntries(
    userDir,
    (await readEntries(userDir)).filter((entry) => entry.dir !== dir),
  );
}
