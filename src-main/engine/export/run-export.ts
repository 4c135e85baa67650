// One export from request to manifest. Nothing stands under the final name until all of it is there.
import { rename, rm } from 'node:fs/promises';
import type { z } from 'zod';
import type { ExportRequest, ExportState } from '../../../shared/contract/exports.ts';
import { columnKey } from '../../../shared/query/view.ts';
import { EngineError } from '../engine-error.ts';
import { type EngineState, type OpenCase, requireCase } from '../engine-state.ts';
import { describeView } from '../queries/compile.ts';
import { type ExportColumn, type ExportOptions, exportColumns, selectChosen } from '../queries/export-sql.ts';
import { type OpenedViews, openedViews } from '../queries/opened-views.ts';
import { groupByPart, readIds } from '../queries/page.ts';
import { startRun } from '../queries/running.ts';
import type { ResolvedSource } from '../queries/source.ts';
import { createJoinedFile, type JoinedFile } from './join-parts.ts';
import { digestEvidence, writeManifest } from './manifest.ts';
import { chooseTarget, type Target } from './target.ts';
import { copySelect, writeRows } from './write-rows.ts';

type Request = z.output<typeof ExportRequest>;

/** Progress, a few times a second, and the finished file at the end. Ending the iteration early cancels the export. */
export async function* runExport(
  state: EngineState,
  request: Request,
  given: AbortSignal | undefined,
): AsyncGenerator<ExportState> {
  const open = requireCase(state);
  const began = performance.now();
  const running = startRun(open, given);
  const progress = { rows: 0, bytes: 0, percent: null as number | null, totalRows: 0 };
  const tell = (more: Partial<ExportState> = {}): ExportState => ({
    state: 'running',
    ...progress,
    elapsedMs: Math.round(performance.now() - began),
    path: null,
    manifestPath: null,
    sha256: null,
    ...more,
  });
  let ended = false;
  const work = exportRows(state, open, request, progress, running.signal)
    .catch((error: unknown) => {
      throw running.signal.aborted ? new EngineError('CANCELLED', 'Cancelled', {}, { cause: error }) : error;
    })
    .finally(() => {
      ended = true;
    });
  work.catch(() => undefined); // It is awaited below; a cancel may leave it rejected before that.
  try {
    while (!ended) {
      yield tell();
      await Promise.race([work.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 150))]);
    }
    yield tell({ state: 'done', percent: 100, ...(await work) });
  } finally {
    running.stop();
    await work.catch(() => undefined); // A consumer that left early hears nothing more, but the clean-up is awaited.
    running.end();
  }
}

type Progress = { rows: number; bytes: number; percent: number | null; totalRows: number };

async function exportRows(
  state: EngineState,
  open: OpenCase,
  request: Request,
  progress: Progress,
  signal: AbortSignal,
) {
  const { view } = request;
  // Held, because a case that closes is no longer the state's while its work ends.
  const views = openedViews(state);
  if (request.selection && request.viewId === undefined)
    throw new EngineError('INVALID', 'A selection is of the rows of an open view: say which.');
  const target = await chooseTarget(open, request, view.from.kind === 'table' ? fileName(view.from.table) : 'query');
  const options: ExportOptions = request;
  const viewId = request.viewId ?? (await openRows(views, view, signal));
  try {
    return await views.read(viewId, async ({ source, rows, found }, connection) => {
      const columns = exportColumns(source, request.columns, options);
      progress.totalRows =
        request.selection?.length ?? (view.where.length + Number(!!view.search) > 0 ? 0 : rows.total);
      const report = (written: number, bytes: number, percent: number | null) =>
        Object.assign(progress, { rows: written, bytes, percent });
      return await writeTarget(
        open,
        request,
        target,
        source,
        columns,
        async (file) => {
          const writing = { open, source, rows, view, columns, options, signal, report };
          if (!request.selection) return await writeRows(writing, file);
          const ids: number[] = [];
          for (const [from, to] of toRanges(request.selection))
            ids.push(...(await readIds(connection, found, from, to - from)));
          if (ids.length !== request.selection.length)
            throw new EngineError('INVALID', 'The selection names rows that the view does not have.');
          return await copySelect(writing, selectChosen(groupByPart(rows, ids), columns), file);
        },
        state.options.version,
      );
    });
  } finally {
    if (request.viewId === undefined) await views.close(viewId);
  }
}

/** Fixes which rows there are without sorting or filtering them: COPY does that itself. */
async function openRows(views: OpenedViews, view: Request['view'], signal: AbortSignal): Promise<string> {
  const { search: _, time: __, ...rest } = view;
  // Leaving the iteration early would close the view.
  let viewId = '';
  for await (const opened of views.open({ ...rest, where: [], sort: [] }, signal)) viewId = opened.viewId;
  return viewId;
}

async function writeTarget(
  open: OpenCase,
  request: Request,
  target: Target,
  source: ResolvedSource,
  columns: ExportColumn[],
  write: (file: JoinedFile) => Promise<number>,
  version: string,
): Promise<Pick<ExportState, 'path' | 'manifestPath' | 'sha256' | 'rows' | 'bytes' | 'totalRows'>> {
  const file = await createJoinedFile(target.partial);
  const { view, format } = request;
  try {
    if (format === 'csv') await file.append(headerOf(columns, request));
    const rows = await write(file);
    const bytes = file.bytes();
    const sha256 = await file.finish();
    const evidence = await digestEvidence(open);
    const sql = describeView(source, view);
    await writeManifest(`${target.partial}.manifest`, {
      file: target.path,
      sha256,
      bytes,
      rows,
      columns: columns.map(({ name }) => name),
      format: {
        name: format,
        ...(format === 'csv'
          ? {
              delimiter: request.delimiter,
              bom: request.bom,
              lineEnd: '\n',
              formulasNeutralised: request.neutraliseFormulas,
            }
          : {}),
        times: format === 'parquet' ? 'instants, UTC' : 'ISO 8601, UTC',
      },
      view,
      sql,
      selected: request.selection?.length ?? null,
      case: { id: open.info.id, name: open.info.name },
      evidence,
      pugmark: version,
    });
    await rename(`${target.partial}.manifest`, target.manifestPath);
    await rename(target.partial, target.path);
    await open.journal.append('export', {
      path: target.path,
      sha256,
      rows,
      format,
      view,
      sql,
      columns: request.columns?.map(columnKey) ?? null,
      evidence,
    });
    return { path: target.path, manifestPath: target.manifestPath, sha256, rows, bytes, totalRows: rows };
  } catch (error) {
    await file.discard();
    await rm(`${target.partial}.manifest`, { force: true });
    throw error;
  }
}

const byteOrderMark = '\ufeff';

function headerOf(columns: ExportColumn[], { bom, delimiter }: Request): string {
  const cells = columns.map(({ name }) =>
    /["\r\n]/.test(name) || name.includes(delimiter) ? `"${name.replaceAll('"', '""')}"` : name,
  );
  return `${bom ? byteOrderMark : ''}${cells.join(delimiter)}\n`;
}

const fileName = (table: string) => table.replaceAll(/[^\w-]+/g, '_').slice(0, 60);

/** Ascending runs `[from, to)` of a list of numbers, in the list's order. */
function toRanges(numbers: number[]): [number, number][] {
  const ranges: [number, number][] = [];
  for (const n of numbers) {
    const last = ranges.at(-1);
    if (last && last[1] === n) last[1]++;
    else ranges.push([n, n + 1]);
  }
  return ranges;
}
