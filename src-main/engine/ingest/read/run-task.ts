// Takes a file on disk apart: unpacks what is packed, whatever is inside what, and reads each plain file as an evidence
// item. Whatever goes wrong with one item becomes its report.
import { messageOf } from '../../engine-error.ts';
import { bytesOfPath } from '../../sources/file-names.ts';
import { sayWhy } from '../../sources/folder.ts';
import type { FileTask, ItemReport, WorkerLimits } from '../parcel.ts';
import { openFile } from './read-file.ts';
import { readItem, type Workshop } from './read-item.ts';
import { type ByteSource, sourceOfBuffer, sourceOfChunks } from './unpack/byte-source.ts';
import { createGuard, type Guard, guarded } from './unpack/guard.ts';
import { gunzip } from './unpack/gzip.ts';
import { createHashTap, type Hashed, type HashTap } from './unpack/hash-tap.ts';
import { magicBytes, packingOf } from './unpack/magic.ts';
import type { Member } from './unpack/member.ts';
import { spool } from './unpack/spool.ts';
import { readTar } from './unpack/tar.ts';
import { readZip } from './unpack/zip.ts';
import { unzstd } from './unpack/zstd.ts';

export async function runTask(shop: Workshop, limits: WorkerLimits, task: FileTask): Promise<void> {
  let size = 0;
  let read = 0;
  const countRead = (bytes: number): void => {
    read += bytes;
    shop.writer.countRead(bytes);
  };
  const countPacked = (bytes: number): void => countRead(Math.max(0, Math.min(bytes, size - read)));
  try {
    const problems: string[] = [];
    const opened = openFile(task.path, countRead, (reason) => problems.push(reason));
    size = opened.size;
    const { source, mtimeMs } = opened;
    // A name that is not UTF-8 is for Node's fs alone.
    const file = bytesOfPath(task.path) === task.path ? task.path : null;
    const job = { shop, task, guard: createGuard(limits, size), countPacked };
    try {
      await openEntry(job, { member: null, file, mtimeMs, source, problems, skip: null, depth: 0 });
    } finally {
      await source.close();
    }
  } catch (error) {
    finishUnread({ shop, task }, { member: null, mtimeMs: null }, { size, sha256: '' }, 'failed', sayWhy(error));
  }
  countPacked(size);
  shop.writer.fileDone({ taskId: task.taskId, size });
}

/** A file on disk, with all that is in it. */
type Job = {
  shop: Workshop;
  task: FileTask;
  guard: Guard;
  /** Bytes of the file that were read in another way than front to back, or passed over. */
  countPacked(bytes: number): void;
};

type Entry = {
  /** Path inside the file on disk; null: the file itself. */
  member: string | null;
  /** Path on disk of exactly these bytes; null: they are inside something. */
  file: string | null;
  mtimeMs: number | null;
  source: ByteSource;
  problems: string[];
  skip: string | null;
  /** Archives and compressions around it. */
  depth: number;
};

async function openEntry(job: Job, entry: Entry): Promise<void> {
  const { shop, task, guard } = job;
  const { member, mtimeMs, problems, skip } = entry;
  const problem = (reason: string) => void problems.push(reason);
  const tap = createHashTap();
  let content = entry.source;
  const layers: string[] = [];
  while (skip === null) {
    const packing = packingOf(await content.peek(magicBytes));
    if (!packing) break;
    const depth = entry.depth + layers.length;
    if (depth >= guard.limits.maxDepth) {
      problem(`not opened: more than ${guard.limits.maxDepth} archives or compressions inside one another`);
      break;
    }
    if (layers.length === 0 && packing !== 'zip') content = tapped(content, tap);
    if (packing === 'zip' || packing === 'tar') {
      const kind = [...layers, packing].join(' › ');
      const asFound = layers.length > 0 || packing === 'tar' ? tap : null;
      await openArchive(job, { ...entry, depth }, packing, kind, content, asFound);
      return;
    }
    content = guarded(packing === 'gzip' ? gunzip(content, problem) : unzstd(content, problem), guard, problem);
    layers.push(packing);
  }
  await readItem(shop, {
    task,
    member,
    mtimeMs,
    content,
    file: layers.length === 0 ? entry.file : null,
    asFound: layers.length > 0 ? () => tap.result() : null,
    problems,
    skip,
  });
}

/** @param tap of the bytes as found; null: they are what `content` is */
async function openArchive(
  job: Job,
  entry: Entry,
  packing: 'zip' | 'tar',
  kind: string,
  content: ByteSource,
  tap: HashTap | null,
): Promise<void> {
  const { problems } = entry;
  const problem = (reason: string) => void problems.push(reason);
  const onDisk = packing === 'zip' && tap === null ? entry.file : null;
  const spooled = packing === 'zip' && !onDisk ? await spool(content) : null;
  let members = 0;
  try {
    const found = packing === 'tar' ? readTar(content, problem) : readZip(onDisk ?? spooled!.archive, problem);
    const names = new Map<string, number>();
    for await (const member of found) {
      const stop = job.guard.addMember();
      if (stop) {
        problem(stop);
        break;
      }
      members++;
      const count = (names.get(member.name) ?? 0) + 1;
      names.set(member.name, count);
      const name = count === 1 ? member.name : `${member.name} (${count})`;
      await openMember(job, entry, { ...member, name });
      if (onDisk) job.countPacked(member.packedSize);
    }
    const hashed = await hashArchive(tap, content.whole ?? spooled?.archive ?? onDisk ?? '', problem);
    if (problems.length === 0 && members > 0) {
      job.shop.writer.addArchive({ taskId: job.task.taskId, member: entry.member, kind, ...hashed });
      return;
    }
    const reason = problems.length > 0 ? problems.join('; ') : 'an archive without files in it';
    const outcome = problems.length === 0 ? 'skipped' : members > 0 ? 'partly' : 'failed';
    finishUnread(job, entry, hashed, outcome, reason, packing);
  } finally {
    await spooled?.dispose();
  }
}

async function openMember(job: Job, archive: Entry, member: Member): Promise<void> {
  const { mtimeMs, problems, skip, source } = member;
  const path = archive.member === null ? member.name : `${archive.member} › ${member.name}`;
  const found = { member: path, mtimeMs };
  try {
    if (source) {
      const content = guarded(source, job.guard, (reason) => problems.push(reason));
      await openEntry(job, { ...found, file: null, source: content, problems, skip, depth: archive.depth + 1 });
    } else finishUnread(job, found, { size: 0, sha256: '' }, skip ? 'skipped' : 'failed', skip ?? problems.join('; '));
  } catch (error) {
    finishUnread(job, found, { size: 0, sha256: '' }, 'failed', messageOf(error));
  }
}

/** @param archive its bytes, or its path on disk; an empty hash when it cannot be read to its end */
async function hashArchive(
  tap: HashTap | null,
  archive: Buffer | string,
  problem: (reason: string) => void,
): Promise<Hashed> {
  if (tap) return tap.result();
  const own = createHashTap();
  let isRead = true;
  const failed = (reason: string) => {
    isRead = false;
    problem(reason);
  };
  const source = Buffer.isBuffer(archive) ? sourceOfBuffer(archive) : openFile(archive, () => undefined, failed).source;
  for await (const chunk of source.chunks()) own.add(chunk);
  const hashed = await own.result();
  return isRead ? hashed : { ...hashed, sha256: '' };
}

function finishUnread(
  { shop, task }: Pick<Job, 'shop' | 'task'>,
  { member, mtimeMs }: Pick<Entry, 'member' | 'mtimeMs'>,
  { size, sha256 }: Hashed,
  outcome: ItemReport['outcome'],
  reason: string,
  container = '',
): void {
  const evidenceId = shop.evidenceIdFor(task, member).evidenceId;
  const report = { evidenceId, taskId: task.taskId, member, container, format: null, size, sha256, mtimeMs };
  shop.writer.finish({ ...report, contentSize: size, contentSha256: sha256, outcome, reason, records: 0, rejects: 0 });
}

function tapped(source: ByteSource, tap: HashTap): ByteSource {
  if (!source.whole) return sourceOfChunks(tap.pass(source.chunks()));
  tap.add(source.whole);
  return source;
}
