// Finds the trails below a prefix: every `AWSLogs/` there or up to two folders deeper, and in it the organisations, accounts,
// services and regions, by listing folders in parallel. No object is looked at, and the number of requests is bounded.
import { setMaxListeners } from 'node:events';
import type { S3Client } from '@aws-sdk/client-s3';
import type { Trail } from '../../../../shared/contract/aws.ts';
import { toAwsProblem } from './aws-problem.ts';
import { classifyAwsError } from './aws-problem-kind.ts';
import { readTrailFolder } from './folder-meaning.ts';
import { objectPages } from './list-pages.ts';
import { collectTrails } from './trail-tree.ts';

export type TrailsRequest = {
  bucket: string;
  prefix: string;
  requesterPays: boolean;
  signal: AbortSignal | undefined;
  /** List requests in all. */
  limit?: number;
  /** Keys and folders per request; absent: what the server gives, 1,000 at most. */
  pageSize?: number;
};

export type FoundTrails = { trails: Trail[]; requests: number; isComplete: boolean };

const levelsOutside = 2;
const parallel = 16;
/** A folder outside the layout may hold millions of loose objects, which come before its folders' names or after. */
const pagesOutside = 10;

/**
 * `isComplete` is false when requests or pages ran out, or a folder further down may not be listed.
 * @throws EngineError as `toAwsProblem`, when the prefix itself cannot be listed, and for anything but a refusal below it
 */
export async function findTrails(client: S3Client, request: TrailsRequest): Promise<FoundTrails> {
  const { bucket, prefix, requesterPays, signal, limit = 2_000, pageSize } = request;
  const list = objectPages(client, { bucket, requesterPays, ...(pageSize === undefined ? {} : { pageSize }) });
  const stop = new AbortController();
  const either = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
  // Each request listens to it; Node takes more than ten for a leak, and says so to the user.
  setMaxListeners(2 * parallel, either);
  const tree = collectTrails();
  // What is in a trail goes first: a bucket with thousands of other folders must not use the requests up.
  const inside: string[] = [];
  const outside: string[] = [];
  const seen = new Set<string>();
  let requests = 0;
  let isComplete = true;

  function meet(folder: string): void {
    if (seen.has(folder)) return;
    seen.add(folder);
    if (readTrailFolder(folder) !== null) {
      if (tree.add(folder)) inside.push(folder);
    } else if (folder.slice(prefix.length).split('/').length - 1 <= levelsOutside) outside.push(folder);
  }

  async function visit(folder: string): Promise<void> {
    const isOutside = readTrailFolder(folder) === null;
    let after: string | null = null;
    for (let pages = 0; pages === 0 || after !== null; pages++) {
      if (requests >= limit) {
        isComplete = false;
        return;
      }
      if (isOutside && pages === pagesOutside) {
        isComplete = false;
        // Wherever among the objects it stands.
        const hidden = `${folder}AWSLogs/`;
        if (!seen.has(hidden) && /^$|\/$/.test(folder)) inside.push(hidden);
        seen.add(hidden);
        return;
      }
      requests++;
      const page = await list({ prefix: folder, delimiter: true, after }, either);
      // Only what is there is told: a prefix that was typed in may be not.
      if (readTrailFolder(folder) !== null && page.folders.length + page.objects.length > 0) tree.add(folder);
      page.folders.forEach(meet);
      after = page.next;
    }
  }

  async function tryVisit(folder: string): Promise<void> {
    try {
      await visit(folder);
    } catch (error) {
      const isDenied = ['denied', 'silent-denial'].includes(classifyAwsError(error));
      if (folder === prefix || !isDenied) throw error;
      isComplete = false;
    }
  }

  try {
    await visit(prefix);
    await drain(() => inside.shift() ?? outside.shift(), tryVisit);
  } catch (error) {
    throw toAwsProblem(error, { doing: 'look for trails', bucket, ...(prefix ? { key: prefix } : {}) });
  } finally {
    stop.abort();
  }
  return { trails: tree.trails(), requests, isComplete };
}

/** Works on what `next` gives, several at a time, until nothing is left and nothing under way can add to it. */
async function drain(next: () => string | undefined, work: (item: string) => Promise<void>): Promise<void> {
  const running = new Set<Promise<void>>();
  for (;;) {
    while (running.size < parallel) {
      const item = next();
      if (item === undefined) break;
      const mine: Promise<void> = work(item).finally(() => running.delete(mine));
      running.add(mine);
    }
    if (running.size === 0) return;
    await Promise.race(running);
  }
}
