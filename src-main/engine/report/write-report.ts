// Writes a report as a file, with its manifest beside it and its hash in the journal.
import { createHash } from 'node:crypto';
import { copyFile, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ReportFormat, ReportState } from '../../../shared/contract/report.ts';
import { chosenSections, type ReportChoices } from '../../../shared/report/choices.ts';
import { EngineError, messageOf } from '../engine-error.ts';
import { type EngineState, type OpenCase, requireCase } from '../engine-state.ts';
import { digestEvidence, withStatement } from '../export/manifest.ts';
import { chooseTarget, type Target } from '../export/target.ts';
import { followWork } from '../follow-work.ts';
import { currentUser } from '../journal/current-user.ts';
import { startRun } from '../queries/console/running.ts';
import { filesOfTagged } from '../queries/report/statements.ts';
import { countVerdicts } from '../queries/verdicts/count-verdicts.ts';
import { type Gathered, gatherReport } from './gather.ts';
import { needBrowser, type PrintPdf, printWithBrowser } from './print-pdf.ts';
import { renderHtml, renderMarkdownFile } from './render.ts';

export type ReportRequest = {
  choices: ReportChoices;
  format: ReportFormat;
  path?: string | undefined;
  overwrite: boolean;
};

/** The sections one after the other, and the finished file at the end. */
export async function* writeReport(
  state: EngineState,
  request: ReportRequest,
  given: AbortSignal | undefined,
): AsyncGenerator<ReportState> {
  const open = requireCase(state);
  const running = startRun(open, given);
  const sections = chosenSections(request.choices).length;
  const progress = { done: 0, section: '' };
  const tell = (): ReportState => ({
    state: 'running',
    sections,
    ...progress,
    path: null,
    manifestPath: null,
    sha256: null,
    rows: 0,
    redacted: 0,
    bytes: 0,
  });
  const onSection = (title: string) => {
    if (progress.section !== '') progress.done++;
    progress.section = title;
  };
  try {
    yield* followWork<ReportState>(running.signal, tell, async (signal) => {
      const written = await write(state, open, request, signal, onSection);
      return { ...tell(), ...written, state: 'done', done: sections };
    });
  } finally {
    running.end();
  }
}

async function write(
  state: EngineState,
  open: OpenCase,
  request: ReportRequest,
  signal: AbortSignal,
  onSection: (title: string) => void,
): Promise<Partial<ReportState>> {
  const { format } = request;
  const target = await chooseTarget(open, request, 'report');
  if (format === 'md') await chooseTarget(open, { ...request, path: pictureOf(target), format: 'svg' }, 'report');
  // Before the work, so that a browser that is not there does not cost it.
  if (format === 'pdf' && !state.options.printPdf) needBrowser();
  const made = new Date();
  const gathered = await gatherReport(state, open, request.choices, made, signal, onSection);
  onSection(format === 'pdf' ? 'Printing' : 'Writing');
  const picture = { path: pictureOf(target), partial: `${target.partial}.svg` };
  const partialManifest = `${target.partial}.manifest`;
  let placed: string[] = [];
  try {
    const drawn = await render(state, open, gathered, format, target, basename(picture.path), signal);
    const bytes = await readFile(target.partial);
    const sha256 = hashOf(bytes);
    if (drawn !== null) await writeFile(picture.partial, drawn, { mode: 0o600, flag: 'wx' });
    const pictures = drawn === null ? [] : [{ file: basename(picture.path), sha256: hashOf(drawn) }];
    const about = await manifestOf(
      state,
      open,
      request,
      gathered,
      { file: basename(target.path), sha256, bytes: bytes.length },
      pictures,
      made,
    );
    await writeFile(partialManifest, `${JSON.stringify(about, null, 2)}\n`, { mode: 0o600 });
    if (signal.aborted) throw new EngineError('CANCELLED', 'Cancelled');
    if (drawn !== null) placed = await place(placed, picture.partial, picture.path);
    placed = await place(placed, target.partial, target.path);
    placed = await place(placed, partialManifest, target.manifestPath);
    const { sections, rows, redactions, queries, evidence } = about;
    await open.journal.append('report', {
      path: target.path,
      format,
      sections,
      sha256,
      rows,
      redactions,
      queries,
      pictures,
      evidence,
    });
    return {
      path: target.path,
      manifestPath: target.manifestPath,
      sha256,
      rows,
      bytes: bytes.length,
      redacted: gathered.redactor.used(),
    };
  } catch (error) {
    for (const file of [target.partial, picture.partial, partialManifest, ...placed]) await rm(file, { force: true });
    if (error instanceof EngineError) throw error;
    throw new EngineError(
      'FAILED',
      `The report cannot be written: ${messageOf(error)}`,
      { at: target.path },
      { cause: error },
    );
  }
}

/** Of Markdown: a file beside it. */
const pictureOf = ({ path }: Target): string => `${path.replace(/\.md$/i, '')}.timeline.svg`;

async function place(placed: string[], from: string, to: string): Promise<string[]> {
  await rename(from, to);
  return [...placed, to];
}

const hashOf = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');

/** Leaves the file as the target's partial one; answers the picture that belongs beside it. */
async function render(
  state: EngineState,
  open: OpenCase,
  { document, redactor }: Gathered,
  format: ReportFormat,
  target: Target,
  pictureName: string,
  signal: AbortSignal,
): Promise<string | null> {
  const options = { mode: 0o600, flag: 'wx' };
  if (format === 'md') {
    const { text, picture } = renderMarkdownFile(document, redactor, pictureName);
    await writeFile(target.partial, text, options);
    return picture;
  }
  const html = renderHtml(document, redactor);
  if (format === 'html') await writeFile(target.partial, html, options);
  else await print(state.options.printPdf ?? printWithBrowser, open, html, target, signal);
  return null;
}

async function print(
  printPdf: PrintPdf,
  open: OpenCase,
  html: string,
  target: Target,
  signal: AbortSignal,
): Promise<void> {
  const page = join(open.dir, '.temp', `report-${process.pid}-${Date.now().toString(36)}.html`);
  const pdf = page.replace(/html$/, 'pdf');
  try {
    await writeFile(page, html, { mode: 0o600, flag: 'wx' });
    await printPdf(page, pdf, signal);
    await copyFile(pdf, target.partial);
  } finally {
    for (const file of [page, pdf]) await rm(file, { force: true });
  }
}

/** What travels with the report. Nothing in it names what was redacted. */
async function manifestOf(
  state: EngineState,
  open: OpenCase,
  { choices, format }: ReportRequest,
  { document, redactor, rows }: Gathered,
  file: { file: string; sha256: string; bytes: number },
  pictures: { file: string; sha256: string }[],
  made: Date,
) {
  const { values, networks, pattern } = choices.redact;
  return {
    ...file,
    format,
    title: document.title,
    sections: chosenSections(choices),
    rows,
    queries: document.queries.length,
    pictures,
    times: open.info.timeZone,
    redactions: {
      values: values.length,
      networks: networks.length,
      pattern: pattern !== '',
      labelsUsed: redactor.used(),
    },
    case: { id: open.info.id, name: redactor.text(open.info.name) },
    evidence: await digestEvidence(open),
    integrity: withStatement(await open.db.use((connection) => countVerdicts(connection, filesOfTagged(choices.tags)))),
    created: made.toISOString(),
    user: currentUser(),
    pugmark: state.options.version,
  };
}
