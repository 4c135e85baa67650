// One evidence item from its first byte to its account: hash, identify, split, report.
import type { Format } from '../../../shared/formats/format.ts';
import { type ListTree, listTree } from './find-list.ts';
import { type Framing, headBytes, identify } from './identify.ts';
import { createIntake, type Intake } from './intake.ts';
import { createJudge } from './judge.ts';
import type { FileTask, ItemReport, Outcome } from './parcel.ts';
import type { ParcelWriter } from './parcel-writer.ts';
import { createJsonReader } from './read-json.ts';
import type { Reader } from './reader.ts';
import type { Recogniser } from './recognise.ts';
import type { ByteSource } from './unpack/byte-source.ts';
import { createHashTap } from './unpack/hash-tap.ts';

/** What a worker has for all its items. */
export type Workshop = {
  formats: Format[];
  recogniser: Recogniser;
  writer: ParcelWriter;
  nextEvidenceId(): number;
};

export type FoundItem = {
  task: FileTask;
  member: string | null;
  mtimeMs: number | null;
  /** Content, after gzip and the like. */
  content: ByteSource;
  /** The bytes as found, known once the content was read; null: the content is the bytes as found. */
  asFound: (() => { size: number; sha256: string }) | null;
  /** What went wrong below the content; grows while it is read. */
  problems: string[];
};

const lists: ListTree = listTree([{ path: ['Records'], name: 's3-records' }]);

export async function readItem(shop: Workshop, item: FoundItem): Promise<void> {
  const { task, member, mtimeMs, content, problems } = item;
  const resume = task.resume?.find((point) => point.member === (member ?? ''));
  const evidenceId = resume?.evidenceId ?? shop.nextEvidenceId();
  const intake = createIntake({
    evidenceId,
    skip: resume?.skip ?? 0,
    as: task.as,
    writer: shop.writer,
    begin: (container, format) => shop.writer.begin({ evidenceId, taskId: task.taskId, member, container, format }),
  });
  const tap = createHashTap();
  const head = await content.peek(headBytes);
  const framing = identify(head.subarray(0, headBytes));
  const reader = readerFor(framing, shop, intake);
  if (reader) await feed(reader, content, tap.add, intake, shop.writer);
  else for await (const chunk of content.chunks()) tap.add(chunk);
  const own = tap.result();
  const found = item.asFound?.() ?? own;
  const { records, rejects, formats, container, looksLike, recognised, firstReject } = intake.tally();
  const said = reader?.trouble() ?? null;
  const reasons = said ? [...problems, said] : problems;
  const report: ItemReport = {
    evidenceId,
    taskId: task.taskId,
    member,
    container: container,
    format: mostOf(formats),
    size: found.size,
    contentSize: own.size,
    sha256: found.sha256,
    contentSha256: own.sha256,
    mtimeMs,
    ...verdict({ framing, records, rejects, recognised, looksLike, firstReject, reasons }),
  };
  shop.writer.finish(report);
}

function readerFor(framing: Framing, shop: Workshop, intake: Intake): Reader | null {
  if (framing.kind !== 'json') return null;
  const sink = createJudge({ recogniser: shop.recogniser, intake, framing: framing.name });
  return createJsonReader({ lists, lines: framing.lines, sink });
}

/** Feeds content to a reader in pieces, keeping what it leaves; a reader that makes no headway is given twice as much. */
async function feed(
  reader: Reader,
  content: ByteSource,
  hash: (chunk: Buffer) => void,
  intake: Intake,
  writer: ParcelWriter,
): Promise<void> {
  let pieces: Buffer[] = [];
  let have = 0;
  let wanted = 0;
  for await (const chunk of content.chunks()) {
    hash(chunk);
    if (intake.hopeless) continue;
    pieces.push(chunk);
    have += chunk.length;
    if (have < wanted) continue;
    const bytes = pieces.length === 1 ? chunk : Buffer.concat(pieces);
    const used = reader.read(bytes, false);
    const rest = bytes.subarray(used);
    pieces = rest.length > 0 ? [rest] : [];
    have = rest.length;
    wanted = used === 0 ? have * 2 : 0;
    const room = writer.room();
    if (room) await room;
  }
  if (intake.hopeless) return;
  reader.read(Buffer.concat(pieces), true);
}

function mostOf(formats: Map<string, number>): string | null {
  let best: string | null = null;
  for (const [name, count] of formats) if (best === null || count > formats.get(best)!) best = name;
  return best;
}

type Evidence = {
  framing: Framing;
  records: number;
  rejects: number;
  recognised: boolean;
  looksLike: string | null;
  firstReject: string | null;
  reasons: string[];
};

function verdict(evidence: Evidence): Pick<ItemReport, 'outcome' | 'reason' | 'records' | 'rejects'> {
  const { framing, records, rejects, recognised, looksLike, firstReject, reasons } = evidence;
  const answer = (outcome: Outcome, reason: string | null, counted: boolean) => ({
    outcome,
    reason,
    records: counted ? records : 0,
    rejects: counted ? rejects : 0,
  });
  if (framing.kind === 'empty')
    return answer(reasons.length > 0 ? 'failed' : 'skipped', reasons[0] ?? 'empty file', false);
  if (!recognised) {
    const what = framing.kind === 'unknown' ? framing.looksLike : (looksLike ?? firstReject ?? framing.kind);
    if (reasons.length > 0) return answer('failed', reasons.join('; '), false);
    return answer('skipped', `no known log format: ${what}`, false);
  }
  const all = rejects > 0 ? [...reasons, `${rejects} of ${records} records rejected, first: ${firstReject}`] : reasons;
  if (all.length === 0) return answer('loaded', null, true);
  return answer(rejects === records && records > 0 ? 'failed' : 'partly', all.join('; '), true);
}
