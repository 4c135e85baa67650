// Takes a file from disk apart: unpacks what is packed, and reads each plain file inside as an evidence item.
import { messageOf } from '../engine-error.ts';
import type { FileTask, WorkerLimits } from './parcel.ts';
import { openFile } from './read-file.ts';
import { readItem, type Workshop } from './read-item.ts';
import { type ByteSource, sourceOfChunks } from './unpack/byte-source.ts';
import { createGuard, type Guard, guardChunks } from './unpack/guard.ts';
import { gunzip } from './unpack/gzip.ts';
import { createHashTap } from './unpack/hash-tap.ts';
import { magicBytes, packingOf } from './unpack/magic.ts';

export async function runTask(shop: Workshop, limits: WorkerLimits, task: FileTask): Promise<void> {
  let size = 0;
  try {
    const problems: string[] = [];
    const file = openFile(task.path, shop.writer.countRead, (reason) => problems.push(reason));
    size = file.size;
    const guard = createGuard(limits, size);
    await openEntry(shop, guard, {
      task,
      member: null,
      mtimeMs: file.mtimeMs,
      source: file.source,
      problems,
      depth: 0,
    });
  } catch (error) {
    shop.writer.finish({
      evidenceId: shop.nextEvidenceId(),
      taskId: task.taskId,
      member: null,
      container: '',
      format: null,
      size,
      contentSize: 0,
      sha256: '',
      contentSha256: '',
      mtimeMs: null,
      outcome: 'failed',
      reason: messageOf(error),
      records: 0,
      rejects: 0,
    });
  }
  shop.writer.fileDone({ taskId: task.taskId, size });
}

type Entry = {
  task: FileTask;
  member: string | null;
  mtimeMs: number | null;
  source: ByteSource;
  problems: string[];
  depth: number;
};

async function openEntry(shop: Workshop, guard: Guard, entry: Entry): Promise<void> {
  const { task, member, mtimeMs, problems } = entry;
  const tap = createHashTap();
  let content = entry.source;
  let layers = 0;
  for (;;) {
    const packing = packingOf(await content.peek(magicBytes));
    if (packing !== 'gzip') break;
    if (entry.depth + layers >= guard.limits.maxDepth) {
      problems.push(`not opened: more than ${guard.limits.maxDepth} archives or compressions inside one another`);
      break;
    }
    if (layers === 0) content = tapped(content, tap);
    const problem = (reason: string) => problems.push(reason);
    const unpacked = gunzip(content, problem);
    content = unpacked.whole ? unpacked : sourceOfChunks(guardChunks(unpacked.chunks(), guard, problem));
    layers++;
  }
  await readItem(shop, {
    task,
    member,
    mtimeMs,
    content,
    problems,
    asFound: layers > 0 ? tap.result : null,
  });
}

function tapped(source: ByteSource, tap: ReturnType<typeof createHashTap>): ByteSource {
  if (source.whole) {
    tap.add(source.whole);
    return source;
  }
  return sourceOfChunks(tap.pass(source.chunks()));
}
