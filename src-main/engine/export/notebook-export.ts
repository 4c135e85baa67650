// Writes the notebook as one file into the case's exports, row by row with where each came from, and its manifest beside it.
import { createHash } from 'node:crypto';
import { open as openFile, rename, rm } from 'node:fs/promises';
import { micromark } from 'micromark';
import { inOrder } from '../../../shared/marks/arrange.ts';
import { markdownOptions } from '../../../shared/marks/markdown-options.ts';
import type { NotebookEntry, NotebookExport, NotebookExported } from '../../../shared/marks/notebook.ts';
import {
  entryToHtml,
  entryToMarkdown,
  htmlFoot,
  htmlHead,
  type NotebookWording,
  sectionToHtml,
  sectionToMarkdown,
} from '../../../shared/marks/notebook-text.ts';
import { describeView } from '../../../shared/query/describe.ts';
import { EngineError, messageOf } from '../engine-error.ts';
import { type EngineState, requireCase } from '../engine-state.ts';
import { currentUser } from '../journal/current-user.ts';
import { startRun } from '../queries/console/running.ts';
import { openNotebook, readNotebook, selectNotebookFiles } from '../queries/marks/notebook.ts';
import { countVerdicts } from '../queries/verdicts/count-verdicts.ts';
import { digestEvidence, type NotebookManifest, withStatement, writeNotebookManifest } from './manifest.ts';
import { chooseTarget } from './target.ts';

const pageRows = 500;

export async function exportNotebook(
  state: EngineState,
  request: NotebookExport,
  signal: AbortSignal | undefined,
): Promise<NotebookExported> {
  const open = requireCase(state);
  const { format, title, zone, filter } = request;
  const target = await chooseTarget(open, { format, overwrite: false }, 'notebook');
  const running = startRun(open, signal);
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    const file = await openFile(target.partial, 'wx', 0o600);
    const write = async (text: string) => {
      hash.update(text);
      bytes += Buffer.byteLength(text);
      await file.writeFile(text);
    };
    let written: Written;
    try {
      const about = [
        `Case ${open.info.name} (${open.info.id}), written by Pugmark ${state.options.version} for ${currentUser()} at ${new Date().toISOString()}.`,
        ...(filter.tag === undefined ? [] : [`Only rows tagged ${filter.tag}.`]),
        ...(filter.only === 'all' ? [] : [`Only rows that are ${filter.only}.`]),
      ];
      await write(format === 'html' ? htmlHead(title, about) : `# ${title}\n\n${about.join('\n')}\n\n`);
      written = await writeItems(state, request, write, running.signal);
      if (format === 'html') await write(htmlFoot);
    } finally {
      await file.close();
    }
    const { rows, integrity } = written;
    const sha256 = hash.digest('hex');
    const partialManifest = `${target.partial}.manifest`;
    await writeNotebookManifest(partialManifest, {
      file: target.path,
      sha256,
      bytes,
      rows,
      sections: filter.sections.length,
      format,
      times: zone,
      filter: { tag: filter.tag ?? null, only: filter.only },
      case: { id: open.info.id, name: open.info.name },
      evidence: await digestEvidence(open),
      integrity,
      pugmark: state.options.version,
    });
    await rename(partialManifest, target.manifestPath);
    await rename(target.partial, target.path);
    await open.journal.append('export.notebook', { path: target.path, sha256, rows, format, tag: filter.tag ?? null });
    return { path: target.path, manifestPath: target.manifestPath, sha256, rows };
  } catch (error) {
    for (const file of [target.partial, `${target.partial}.manifest`]) await rm(file, { force: true });
    const code = error instanceof EngineError ? error.code : 'FAILED';
    await open.journal.append('export.failed', {
      code,
      message: messageOf(error),
      notebook: format,
      path: target.path,
    });
    if (error instanceof EngineError) throw error;
    throw new EngineError(
      'FAILED',
      `The notebook cannot be written: ${messageOf(error)}`,
      { at: target.path },
      { cause: error },
    );
  } finally {
    running.end();
  }
}

type Written = Pick<NotebookManifest, 'rows' | 'integrity'>;

async function writeItems(
  state: EngineState,
  { format, zone, filter }: NotebookExport,
  write: (text: string) => Promise<void>,
  signal: AbortSignal,
): Promise<Written> {
  const open = requireCase(state);
  const wording: NotebookWording = { zone, describe: (view) => describeView(view, { timeZone: zone }) };
  const markdown = (text: string) => micromark(text, markdownOptions);
  const { id, rows, after } = await open.db.use((connection) => openNotebook(open, connection, filter, signal));
  const afterOf = (section: (typeof filter.sections)[number]) => after[filter.sections.indexOf(section)] ?? rows;
  const waiting = inOrder(filter.sections, after);
  const writeSections = async (upTo: number) => {
    while (waiting[0] && afterOf(waiting[0]) <= upTo) {
      const section = waiting.shift()!;
      await write(
        format === 'html' ? sectionToHtml(section, wording, markdown) : `${sectionToMarkdown(section, wording)}\n`,
      );
    }
  };
  const writeEntry = (entry: NotebookEntry) =>
    write(format === 'html' ? entryToHtml(entry, wording, markdown) : `${entryToMarkdown(entry, wording)}\n`);
  for (let offset = 0; offset < rows; offset += pageRows) {
    if (signal.aborted) throw new EngineError('CANCELLED', 'Cancelled');
    const page = await open.db.use((connection) => readNotebook(open, connection, { id, offset, limit: pageRows }));
    for (const [i, entry] of page.entries()) {
      await writeSections(offset + i);
      await writeEntry(entry);
    }
  }
  await writeSections(rows);
  const files = selectNotebookFiles(open, id);
  const verdicts = await open.db.use((connection) => countVerdicts(connection, files, signal));
  return { rows, integrity: withStatement(verdicts) };
}
