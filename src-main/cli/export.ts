// `pugmark export`: writes a table, a query or a saved view to a file.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ExportState } from '../../shared/contract/exports.ts';
import { setQuery } from '../../shared/query/edit.ts';
import { View } from '../../shared/query/view.ts';
import type { ExportCommand } from './arguments.ts';
import { bytesText, createProgressLine, durationText, grouped } from './progress.ts';
import { exit, openCase, type Session } from './session.ts';
import { UsageError } from './usage-error.ts';

export async function runExportCommand(session: Session, command: ExportCommand): Promise<number> {
  const { client, signal, out } = session;
  const view = searched(await readView(command.from), command.search);
  await openCase(session, command.caseDir);
  const line = createProgressLine();
  let last: ExportState | null = null;
  try {
    const states = await client.exports.start(
      {
        view,
        format: command.format,
        delimiter: command.delimiter,
        bom: command.bom,
        neutraliseFormulas: command.neutralise,
        path: resolve(command.out),
        overwrite: command.overwrite,
        ...(view.columns === undefined ? {} : { columns: view.columns }),
      },
      { signal },
    );
    for await (const state of states) {
      last = state;
      line.show(`${grouped(state.rows)} of ${grouped(state.totalRows)} rows, ${bytesText(state.bytes)}`);
    }
  } finally {
    line.clear();
  }
  if (last?.state !== 'done') throw new Error('The export ended without saying that it is done.');
  const { path, manifestPath, sha256, rows, bytes, elapsedMs } = last;
  if (command.json) await out.write(`${JSON.stringify({ path, manifestPath, sha256, rows, bytes, elapsedMs })}\n`);
  else
    await out.write(
      `File      ${path}\nManifest  ${manifestPath}\nSHA-256   ${sha256}\n` +
        `Rows      ${grouped(rows)} (${bytesText(bytes)}, ${durationText(elapsedMs)})\n`,
    );
  return exit.ok;
}

/** A view's own query stays: both must hold. */
function searched(view: View, search: string | undefined): View {
  if (search === undefined) return view;
  const { query } = view;
  if (query === undefined || query.enabled === false) return setQuery(view, { text: search });
  return setQuery(view, { ...query, text: `(${query.text}) (${search})` });
}

async function readView(from: ExportCommand['from']): Promise<View> {
  if ('table' in from) return View.parse({ from: { kind: 'table', table: from.table } });
  if ('sql' in from) return View.parse({ from: { kind: 'sql', sql: from.sql } });
  const found = View.safeParse(parseJson(from.viewFile, await readFile(from.viewFile, 'utf8')));
  if (found.success) return found.data;
  const [issue] = found.error.issues;
  throw new UsageError(`${from.viewFile} is not a view: ${issue!.path.join('.')}: ${issue!.message}`, 'export');
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file} is not JSON: ${(error as Error).message}`, 'export');
  }
}
