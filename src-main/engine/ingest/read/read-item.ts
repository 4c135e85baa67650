// One evidence item from its first byte to its account: hash, identify, split, report.
import { messageOf } from '../../engine-error.ts';
import type { FileTask, ItemReport, ReadAs } from '../parcel.ts';
import type { Container } from './containers/container.ts';
import type { Examiner } from './examine.ts';
import type { ListTree } from './find-list.ts';
import { type Framing, headBytes, identify } from './identify.ts';
import { createIntake, type Intake, type Tally } from './intake.ts';
import { createJudge } from './judge.ts';
import { createLineJudge } from './lines/judge-lines.ts';
import type { LineLayouts } from './lines/line-layouts.ts';
import { createLineReader } from './lines/read-lines.ts';
import type { ParcelWriter } from './parcel-writer.ts';
import { createJsonReader } from './read-json.ts';
import { feedReader, type Reader } from './reader.ts';
import type { Recogniser } from './recognise.ts';
import { guessDialect, sampleRows } from './tables/csv-dialect.ts';
import { createRowReader } from './tables/csv-rows.ts';
import { createGenericRowJudge, createTableRowJudge, createWrappedRowJudge } from './tables/judge-rows.ts';
import type { TableLayouts } from './tables/table-layouts.ts';
import { decodeText } from './text.ts';
import { type ByteSource, sourceOfBuffer, sourceOfChunks } from './unpack/byte-source.ts';
import { createHashTap, type Hashed, type HashTap } from './unpack/hash-tap.ts';

/** What a worker has for all its items. */
export type Workshop = {
  recogniser: Recogniser;
  examiner: Examiner;
  containers: Container[];
  lists: ListTree;
  layouts: LineLayouts;
  tables: TableLayouts;
  writer: ParcelWriter;
  /** The item's id, and how many of its records are stored already. */
  evidenceIdFor(task: FileTask, member: string | null): { evidenceId: number; skip: number };
};

export type FoundItem = {
  task: FileTask;
  /** Path inside the file on disk; null: the file itself. */
  member: string | null;
  mtimeMs: number | null;
  /** Content, after gzip and zstd. */
  content: ByteSource;
  /** Path on disk of exactly this content; null: it is inside something. */
  file: string | null;
  /** The bytes as found; null: the content is what was found. */
  asFound: (() => Promise<Hashed>) | null;
  /** What went wrong below the content; grows while it is read. */
  problems: string[];
  /** Why it is not loaded, only hashed. */
  skip: string | null;
};

export async function readItem(shop: Workshop, item: FoundItem): Promise<void> {
  const { task, member, mtimeMs, problems } = item;
  const { evidenceId, skip } = shop.evidenceIdFor(task, member);
  const { writer } = shop;
  const begin = (container: string, format: string) =>
    writer.begin({ evidenceId, taskId: task.taskId, member, container, format });
  const intake = createIntake({ evidenceId, skip, writer, begin });
  const tap = createHashTap();
  let reading: Reading;
  try {
    reading = await readContent(shop, item, tap, intake);
  } catch (error) {
    problems.push(`reading stopped: ${messageOf(error)}`);
    reading = { framing: { kind: 'unknown', looksLike: 'unknown' }, note: null, trouble: null };
  }
  const own = await tap.result();
  const found = (await item.asFound?.()) ?? own;
  const tally = intake.close();
  const { container, format, records, rejects } = tally;
  writer.finish({
    evidenceId,
    taskId: task.taskId,
    member,
    container,
    format,
    size: found.size,
    contentSize: own.size,
    sha256: found.sha256,
    contentSha256: own.sha256,
    mtimeMs,
    records,
    rejects,
    ...(item.skip ? { outcome: 'skipped', reason: item.skip } : judgeItem(reading, tally, problems, task.as)),
  });
}

type Reading = { framing: Framing; note: string | null; trouble: string | null };

async function readContent(shop: Workshop, item: FoundItem, tap: HashTap, intake: Intake): Promise<Reading> {
  const { task, content, skip } = item;
  const tapped = tapSource(content, tap);
  if (skip !== null || task.hashOnly) return { framing: { kind: 'unknown', looksLike: '' }, note: null, trouble: null };
  const { source, note: decoded } = await decodeText(tapped);
  const peeked = await source.peek(headBytes + 1);
  const final = peeked.length <= headBytes;
  const head = peeked.subarray(0, headBytes);
  const framing = identify(head, { ...shop, final });
  const note = [decoded, noteOn(framing)].filter((part) => part !== null).join('; ') || null;
  if (framing.kind === 'parquet') {
    // The driver is large and rarely needed here.
    const { readParquetItem } = await import('./tables/read-parquet-item.ts');
    const { tables, examiner, writer } = shop;
    const { unknown, trouble } = await readParquetItem({
      source,
      file: item.file,
      tables,
      examiner,
      generic: task.as === 'parquet',
      intake,
      writer,
    });
    return { framing: { kind: 'parquet', columns: unknown }, note, trouble };
  }
  const reader = chooseReader(shop, framing, head, final, task.as, intake);
  if (reader) await feedReader(reader, source.chunks(), () => (intake.hopeless ? 'stop' : shop.writer.room()));
  return { framing, note, trouble: reader?.trouble() ?? null };
}

function noteOn(framing: Framing): string | null {
  if (framing.kind !== 'csv' || framing.table === null || framing.dialect.firstRow <= 2) return null;
  return `record ${framing.dialect.firstRow - 1} names the columns; what stands above it is no row`;
}

/** Whatever its reader leaves of the source is read when the tap's result is asked for. */
function tapSource(source: ByteSource, tap: HashTap): ByteSource {
  if (!source.whole) return sourceOfChunks(tap.pass(source.chunks()));
  tap.add(source.whole);
  return sourceOfBuffer(source.whole);
}

/** Null: there is nothing to be read from it in this way. */
function chooseReader(
  shop: Workshop,
  framing: Framing,
  head: Buffer,
  final: boolean,
  as: ReadAs,
  intake: Intake,
): Reader | null {
  const { recogniser, examiner, containers, lists, layouts } = shop;
  if (framing.kind === 'lines')
    return createLineReader(createLineJudge({ layouts, examiner, intake, general: framing.general }));
  if (framing.kind === 'json') {
    const readerFor = (to: Intake, generic: boolean) =>
      createJsonReader({
        lists,
        lines: framing.lines,
        sink: createJudge({ recogniser, examiner, containers, intake: to, framing: framing.name, generic }),
      });
    if (as === 'auto' || holdsKnown((probe) => readerFor(probe, false), head, final)) return readerFor(intake, false);
    if (as === 'json') return readerFor(intake, true);
  }
  if (framing.kind === 'csv' && framing.table) {
    const { dialect, table } = framing;
    return createRowReader(dialect, createTableRowJudge({ dialect, intake, examiner, table }));
  }
  const dialect =
    framing.kind === 'csv' ? framing.dialect : as === 'csv' ? guessDialect(sampleRows(head, final)) : null;
  if (!dialect) return null;
  const wrapped = (to: Intake) => createRowReader(dialect, createWrappedRowJudge({ dialect, intake: to, examiner }));
  if (framing.kind === 'csv' && holdsKnown(wrapped, head, final)) return wrapped(intake);
  return as === 'csv' ? createRowReader(dialect, createGenericRowJudge({ dialect, intake })) : null;
}

/** Whether the reader finds a known record in the head. */
function holdsKnown(readerFor: (probe: Intake) => Reader, head: Buffer, final: boolean): boolean {
  let found = false;
  const nothing = () => undefined;
  const probe: Intake = {
    accept: () => {
      found = true;
    },
    reject: nothing,
    unknown: nothing,
    listed: nothing,
    nothing,
    hopeless: false,
    close: () => {
      throw new Error('A probe has no account.');
    },
  };
  readerFor(probe).read(head, final);
  return found;
}

function judgeItem(
  { framing, note, trouble }: Reading,
  tally: Tally,
  problems: string[],
  as: ReadAs,
): Pick<ItemReport, 'outcome' | 'reason'> {
  const { kind, records, rejects, firstReject } = tally;
  const reasons = trouble ? [...problems, trouble] : problems;
  if (kind === 'other') {
    if (reasons.length > 0) return { outcome: 'failed', reason: reasons.join('; ') };
    return { outcome: 'skipped', reason: whyUnknown(framing, tally, as) };
  }
  if (rejects > 0) reasons.push(`${rejects} of ${records} records rejected; ${firstReject}`);
  if (reasons.length === 0) return { outcome: 'loaded', reason: note };
  return { outcome: rejects === records ? 'failed' : 'partly', reason: reasons.join('; ') };
}

function whyUnknown(framing: Framing, tally: Tally, as: ReadAs): string {
  if (framing.kind === 'empty') return 'empty file';
  const [what, generic] = describeUnknown(framing, tally);
  const seen = tally.gaveUpAfter === null ? '' : ` in its first ${tally.gaveUpAfter} values`;
  const advice = generic && generic !== as ? `; it can be loaded as ${generic}` : '';
  return `no known log format${seen}: ${what}${advice}`;
}

/** What it looks like, and the generic format it can be loaded as. */
function describeUnknown(framing: Framing, { looksLike, firstReject }: Tally): [string, ReadAs | null] {
  switch (framing.kind) {
    case 'parquet':
      return [
        `a Parquet file${framing.columns ? ` with the columns ${framing.columns.slice(0, 6).join(', ')}` : ''}`,
        'parquet',
      ];
    case 'csv':
      return [framing.looksLike, framing.dialect.columns.length > 1 ? 'csv' : null];
    case 'json':
      if (looksLike) return [looksLike, 'json'];
      return [firstReject ? `not JSON throughout (${firstReject})` : 'JSON without records', null];
    case 'unknown':
      return [framing.looksLike, null];
    default:
      return ['text', null];
  }
}
