// A copy of the journal as it is, for whoever checks the work.
import { createHash } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { caseFiles } from '../cases/case-folder.ts';
import { EngineError, messageOf } from '../engine-error.ts';
import type { OpenCase } from '../engine-state.ts';
import { chooseTarget } from '../export/target.ts';
import { checkJournal } from './check.ts';
import { readJournalFile } from './journal.ts';

export async function saveJournal(open: OpenCase, request: { path?: string | undefined; overwrite: boolean }) {
  const target = await chooseTarget(open, { ...request, format: 'jsonl' }, 'journal');
  const stored = (await readJournalFile(caseFiles(open.dir).journal)) ?? Buffer.alloc(0);
  // An entry that is being written right now belongs to the next copy.
  const bytes = stored.subarray(0, stored.lastIndexOf(10) + 1);
  const entries = checkJournal(bytes, null).entries.length;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  try {
    await writeFile(target.partial, bytes, { mode: 0o600, flag: 'wx' });
    await rename(target.partial, target.path);
  } catch (error) {
    await rm(target.partial, { force: true });
    const message = `The journal cannot be copied: ${messageOf(error)}`;
    throw new EngineError('FAILED', message, { at: target.path }, { cause: error });
  }
  await open.journal.append('export.journal', { path: target.path, sha256, bytes: bytes.length, entries });
  return { path: target.path, sha256, bytes: bytes.length, entries };
}
