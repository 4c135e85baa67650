// One export from request to manifest. Nothing stands under the final name until all of it is there.
import { rename, rm } from 'node:fs/promises';
import type { z } from 'zod';
import type { ExportRequest, ExportState } from '../../../shared/contract/exports.ts';
import { isFiltered, liveView, rowsKey } from '../../../shared/query/edit.ts';
import { columnKey } from '../../../shared/query/view.ts';
import type { Connection } from '../duckdb/connection.ts';
import { EngineError, messageOf } from '../engine-error.ts';
import { type EngineState, type OpenCase, requireCase } from '../engine-state.ts';
import { followWork } from '../follow-work.ts';
import { type ResolvedSource, resolveSource } from '../queries/catalog/source.ts';
import { checkRegexes } from '../queries/compile/check-regex.ts';
import { describeView } from '../queries/compile/compile.ts';
import { startRun } from '../queries/console/running.ts';
import { countVerdicts, selectFiles } from '../queries/verdicts/count-verdicts.ts';
import { digestRows } from '../queries/views/digest-rows.ts';
import {
  type ExportColumn,
  type ExportOptions,
  exportColumns,
  selectChosen,
  selectOrdered,
  selectSlice,
} from '../queries/views/export-sql.ts';
import { isSlow } from '../queries/views/find-rows.ts';
import { type OpenedViews, openedViews } from '../queries/views/opened-views.ts';
import { groupByPart, readIds } from '../queries/views/page.ts';
import type { RowIndex } from '../queries/views/row-index.ts';
import { type CopiedFile, copyRows } from './copy-rows.ts';
import { digestEvidence, type Manifest, withStatement, writeManifest } from './manifest.ts';
import { placeFile } from './place-file.ts';
import { chooseTarget, type Target } from './target.ts';

type Request = z.output<typeof ExportRequest>;

/** Progress, a few times a second, and the finished file at the end. Ending the iteration early cancels the export. */
export async function* runExport(
  state: EngineState,
  request: Request,
  given: AbortSignal | undefined,
  { isReplay = false } = {},
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
  try {
    yield* followWork(running.signal, tell, async (signal) => {
      try {
        const written = await exportRows(state, open, request, progress, signal, isReplay);
        return tell({ state: 'done', percent: 100, ...written });
      } catch (error) {
        const failure = signal.aborted ? new EngineError('CANCELLED', 'Cancelled', {}, { cause: error }) : error;
        if (!isReplay) await open.journal.append('export.failed', describeFailure(request, failure));
        throw failure;
      }
    });
  } finally {
    running.end();
  }
}

const describeFailure = ({ view, format, path }: Request, failure: unknown) => ({
  code: failure instanceof EngineError ? failure.code : 'FAILED',
  message: messageOf(failure),
  view,
  format,
  path: path ?? null,
});

/** Of more rows there is no hash without their order: it would take as long as the export. */
const mostDigested = 100_000;

type Progress = { rows: number; bytes: number; percent: number | null; totalRows: number };

async function exportRows(
  state: EngineState,
  open: OpenCase,
  request: Request,
  progress: Progress,
  signal: AbortSignal,
  isReplay: boolean,
) {
  const { view } = request;
  // Held, because a case that closes is no longer the state's while its work ends.
  const views = openedViews(state);
  if (request.selection && request.viewId === undefined)
    throw new EngineError('INVALID', 'A selection is of the rows of an open view: say which.');
  const target = await chooseTarget(open, request, view.from.kind === 'table' ? fileName(view.from.table) : 'query');
  const options: ExportOptions = request;
  const isSliced = await findsFirst(state, open, request);
  const viewId = request.viewId ?? (await openRows(views, isSliced ? view : unordered(view), signal));
  try {
    return await views.read(viewId, async (index, connection) => {
      if (rowsKey(index.view) !== rowsKey(isSliced || request.viewId ? view : unordered(view)))
        throw new EngineError('INVALID', 'The open view named shows other rows than the view to export.');
      // Rows that are still being looked for belong to the file too.
      await index.done;
      const { source, rows, found } = index;
      // The rows may have been opened without their conditions.
      await checkRegexes(connection, source, view);
      const columns = exportColumns(source, request.columns, options);
      progress.totalRows = request.selection?.length ?? (isFiltered(liveView(view)) ? 0 : rows.total);
      const ids = request.selection ? await readChosen(connection, found, request.selection) : null;
      const selects = ids
        ? [selectChosen(groupByPart(rows, ids), columns)]
        : isSliced && found.table !== null
          ? slicesOf(found.matched).map(([from, to]) => selectSlice(rows, found.table!, from, to, columns))
          : [selectOrdered(source, view, rows, columns)];
      const lead = Buffer.from(request.format === 'csv' && request.bom ? byteOrderMark : '');
      const file = await copyRows(open, selects, options, lead, signal, (bytes, percent) =>
        Object.assign(progress, { bytes, percent }),
      );
      await placeFile(file.path, target.partial, lead, signal);
      const verdicts = await countVerdicts(connection, selectFiles(index, { where: view, ids }), signal);
      const integrity = withStatement(verdicts);
      const names = columns.map(({ name }) => name);
      const content = file.rows > mostDigested ? null : await digestRows(connection, selects, names, signal);
      return await finish(
        open,
        request,
        target,
        source,
        columns,
        { ...file, content, isReplay },
        integrity,
        state.options.version,
      );
    });
  } finally {
    if (request.viewId === undefined) await views.close(viewId);
  }
}

/**
 * Rows that are sorted, or dear to find, are found once and written slice by slice. Parquet is one file with one footer, so it
 * is sorted as a whole.
 */
async function findsFirst(state: EngineState, open: OpenCase, { view, format }: Request): Promise<boolean> {
  if (format === 'parquet') return false;
  if (view.sort.length > 0) return true;
  // Results of statements are in memory, and small.
  if (view.from.kind !== 'table') return false;
  return await open.db.use(async (connection) => isSlow(await resolveSource(state, connection, view.from), view));
}

/** Which rows there are, neither sorted nor filtered: COPY does that itself. */
function unordered({ from, columns }: Request['view']): Request['view'] {
  return { from, where: [], sort: [], ...(columns ? { columns } : {}) };
}

async function openRows(views: OpenedViews, view: Request['view'], signal: AbortSignal): Promise<string> {
  // Leaving the iteration early would close the view.
  let viewId = '';
  for await (const opened of views.open(view, signal)) viewId = opened.viewId;
  return viewId;
}

/** Rows of a slice: few enough that their widest form fits in memory. */
const sliceRows = 20_480;

function slicesOf(matched: number): [number, number][] {
  return Array.from({ length: Math.max(1, Math.ceil(matched / sliceRows)) }, (_, i) => [
    i * sliceRows,
    Math.min(matched, (i + 1) * sliceRows),
  ]);
}

async function readChosen(connection: Connection, found: RowIndex['found'], selection: number[]): Promise<number[]> {
  const ids: number[] = [];
  for (const [from, to] of toRanges(selection)) ids.push(...(await readIds(connection, found, from, to - from)));
  if (ids.length !== selection.length)
    throw new EngineError('INVALID', 'The selection names rows that the view does not have.');
  return ids;
}

/** Gives the written file its final name, with its manifest beside it. */
async function finish(
  open: OpenCase,
  request: Request,
  target: Target,
  source: ResolvedSource,
  columns: ExportColumn[],
  { rows, bytes, sha256, content, isReplay }: CopiedFile & { content: string | null; isReplay: boolean },
  integrity: Manifest['integrity'],
  version: string,
): Promise<Pick<ExportState, 'path' | 'manifestPath' | 'sha256' | 'rows' | 'bytes' | 'totalRows'>> {
  const { view, format } = request;
  const partialManifest = `${target.partial}.manifest`;
  let isPlaced = false;
  try {
    const evidence = await digestEvidence(open);
    const sql = describeView(source, view);
    await writeManifest(partialManifest, {
      file: target.path,
      sha256,
      content,
      bytes,
      rows,
      columns: columns.map(({ name }) => name),
      notEvidence: columns.flatMap(({ name, computed }) => (computed ? [name] : [])),
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
      integrity,
      pugmark: version,
    });
    await rename(target.partial, target.path);
    isPlaced = true;
    await rename(partialManifest, target.manifestPath);
    if (isReplay) return { path: target.path, manifestPath: target.manifestPath, sha256, rows, bytes, totalRows: rows };
    await open.journal.append('export', {
      path: target.path,
      sha256,
      content,
      rows,
      format,
      view,
      sql,
      columns: request.columns?.map(columnKey) ?? null,
      selected: request.selection?.length ?? null,
      options: {
        delimiter: request.delimiter,
        bom: request.bom,
        neutraliseFormulas: request.neutraliseFormulas,
      },
      evidence,
      integrity: integrity.statement,
    });
    return { path: target.path, manifestPath: target.manifestPath, sha256, rows, bytes, totalRows: rows };
  } catch (error) {
    for (const file of [isPlaced ? target.path : target.partial, partialManifest]) await rm(file, { force: true });
    throw error;
  }
}

const byteOrderMark = '\ufeff';

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
