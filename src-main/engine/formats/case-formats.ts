// The definitions that a case keeps: loads go by them, and whoever opens the case later knows its log types by them. Those of the
// user's folder are taken in when a load begins.
import type { Format } from '../../../shared/formats/format.ts';
import type { Definition } from '../../../shared/formats/own/definition.ts';
import { replaceFormats } from '../../../shared/formats/registry.ts';
import { makeRoomForFormats } from '../cases/make-room.ts';
import type { Connection } from '../duckdb/connection.ts';
import { inTransaction } from '../duckdb/in-transaction.ts';
import type { OpenCase } from '../engine-state.ts';
import {
  countLogRows,
  deleteOwnFormat,
  type OwnFormatRow,
  putOwnFormat,
  readOwnFormats,
} from '../ingest/store/own-formats.ts';
import { refreshTables } from '../ingest/store/refresh-tables.ts';
import { columnsOf } from '../ingest/store/shape/table-shape.ts';
import { rebuildTimeline } from '../queries/timeline/view.ts';
import { makeFormat } from './make-format.ts';
import { parseDefinition } from './parse-definition.ts';
import { readUserFormats } from './user-folder.ts';
import { withOwnTexts } from './with-own.ts';

/** Makes the process know the case's log types. */
async function knowCaseFormats(connection: Connection): Promise<void> {
  const kept = await readOwnFormats(connection);
  replaceFormats(withOwnTexts(kept.map(({ definition }) => definition)));
}

/** Makes the process know the case's log types, and its tables and timeline follow them. Call before anything looks at its log tables. */
export async function refreshLogs(connection: Connection): Promise<void> {
  await knowCaseFormats(connection);
  await refreshTables(connection);
  await rebuildTimeline(connection);
}

/** Takes in what the user's folder has and the case has not, or has in another version that its rows agree with. */
export async function takeInFormats(open: OpenCase, userDir: string): Promise<void> {
  const sound = (await readUserFormats(userDir)).flatMap(({ path, check, checked }) =>
    checked?.sound ? [{ path, name: check.name!, definition: checked.sound, ...checked }] : [],
  );
  if (sound.length === 0) return;
  const taken = await open.db.use(async (connection) => {
    const kept = await readOwnFormats(connection);
    const counts = await countLogRows(connection);
    const fresh = sound.filter(({ name, sha256, definition }) => {
      const before = kept.find((row) => row.name === name);
      return before === undefined || (before.sha256 !== sha256 && mayReplace(before, definition, counts.has(name)));
    });
    if (fresh.length === 0) return [];
    await inTransaction(connection, async () => {
      const added = fresh.map(({ name }) => name).filter((name) => kept.every((row) => row.name !== name));
      await makeRoomForFormats(connection, added);
      for (const { name, text, path, sha256 } of fresh)
        await putOwnFormat(connection, { name, definition: text, path, sha256 });
      await refreshLogs(connection);
    });
    return fresh.map(({ name, path, sha256 }) => ({
      name,
      path,
      sha256,
      replaces: kept.find((row) => row.name === name)?.sha256 ?? null,
    }));
  });
  for (const one of taken) await open.journal.append('formats.add', one);
}

/** A table that has rows keeps its columns and their types; new ones may come. */
export function mayReplace(before: OwnFormatRow, definition: Definition, hasRows: boolean): boolean {
  if (!hasRows || definition.kind === 'layout') return true;
  const old = parseDefinition(before.definition).definition;
  if (old?.kind !== 'format') return false;
  const fresh = new Map(stored(makeFormat(definition)));
  return stored(makeFormat(old)).every(([name, type]) => fresh.get(name) === type);
}

const stored = (format: Format) => columnsOf(format).map(({ name, type }) => [name, type] as const);

/** `stays`: it has rows of that type, which would mean nothing then. */
export async function leaveOutFormat(open: OpenCase, name: string): Promise<'left' | 'stays' | 'unknown'> {
  const found = await open.db.use(async (connection) => {
    const row = (await readOwnFormats(connection)).find((one) => one.name === name);
    if (!row) return 'unknown';
    if ((await countLogRows(connection)).has(name)) return 'stays';
    await deleteOwnFormat(connection, name);
    await knowCaseFormats(connection);
    return row;
  });
  if (typeof found === 'string') return found;
  await open.journal.append('formats.remove', { name, path: found.path, sha256: found.sha256 });
  return 'left';
}
