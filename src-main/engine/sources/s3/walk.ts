// Lists a scope's objects by walking the folders of the trail layout in parallel down to regions and days, instead of page
// by page through a bucket of millions of keys. Nothing is held but the folders still to visit: pages go to the caller as
// they come, with what is needed to go on after an interruption.
import { setMaxListeners } from 'node:events';
import { daysOfFolder } from './key-layout.ts';
import { compileScope, type Scope, type ScopeTest } from './scope.ts';

/** One request for keys below `prefix`; with `delimiter` folders are answered as such instead of being entered. */
export type ListRequest = { prefix: string; delimiter: boolean; after: string | null };
export type ListedObject = { key: string; size: number; modified: number };
export type ListPage<T extends ListedObject> = {
  objects: T[];
  /** Folders directly below, each ending in `/`. */
  folders: string[];
  /** Where the next page begins, for `after`; null: this was the last. */
  next: string | null;
};
export type ListPages<T extends ListedObject> = (request: ListRequest, signal: AbortSignal) => Promise<ListPage<T>>;

export type WalkOptions = {
  signal: AbortSignal;
  /** Requests under way at a time. */
  parallel: number;
  /** Where an earlier walk of the same scope stood: folders listed to the end, and the last place in those begun. */
  done?: ReadonlySet<string>;
  begun?: ReadonlyMap<string, string>;
};

/** A page of one folder. `next` is null when the folder is listed to its end: then it belongs into `done`, else `begun`. */
export type WalkedPage<T extends ListedObject> = {
  folder: string;
  /** Wanted ones. */
  objects: T[];
  /** All that were listed, wanted or not. */
  seen: number;
  next: string | null;
};

/** Levels of folders outside `AWSLogs/` that are looked into one by one. */
const strangeLevels = 2;

type Visit = { folder: string; isLeaf: boolean; after: string | null };

/** @throws what `list` throws, after all other requests have ended; the abort reason when aborted */
export async function* walkScope<T extends ListedObject>(
  scope: Scope,
  list: ListPages<T>,
  { signal, parallel, done = new Set(), begun = new Map() }: WalkOptions,
): AsyncGenerator<WalkedPage<T>> {
  const test = compileScope(scope);
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  // Each request under way listens to it; Node takes more than ten for a leak.
  setMaxListeners(parallel * 4, either);
  const visits: Visit[] = [{ folder: scope.prefix, isLeaf: false, after: null }];
  const running = new Set<Promise<void>>();
  const ready: WalkedPage<T>[] = [];
  const failures: unknown[] = [];

  async function visit({ folder, isLeaf, after }: Visit): Promise<WalkedPage<T>> {
    const page = await list({ prefix: folder, delimiter: !isLeaf, after }, either);
    for (const found of page.folders) if (test.mayHold(found)) visits.push(...visitFor(found));
    if (page.next !== null) visits.unshift({ folder, isLeaf, after: page.next });
    const objects = page.objects.filter(({ key, modified }) => test.wants(key, modified));
    return { folder: nameOf(folder, isLeaf), objects, seen: page.objects.length, next: page.next };
  }

  const visitFor = (folder: string): Visit[] => {
    if (isBranch(folder, scope.prefix, test.days)) return [{ folder, isLeaf: false, after: null }];
    const name = nameOf(folder, true);
    return done.has(name) ? [] : [{ folder, isLeaf: true, after: begun.get(name) ?? null }];
  };

  const start = (next: Visit) => {
    const work = visit(next)
      .then(
        (page) => void ready.push(page),
        (error: unknown) => void failures.push(error),
      )
      .finally(() => running.delete(work));
    running.add(work);
  };

  try {
    while (visits.length > 0 || running.size > 0 || ready.length > 0) {
      either.throwIfAborted();
      while (visits.length > 0 && running.size + ready.length < parallel) start(visits.shift()!);
      if (ready.length === 0) await Promise.race(running);
      if (failures.length > 0) throw failures[0];
      for (const page of ready.splice(0)) yield page;
    }
  } finally {
    stop.abort();
    await Promise.all(running);
  }
}

/** A folder listed level by level and the same one listed as a whole are different things to have done. */
const nameOf = (folder: string, isLeaf: boolean) => (isLeaf ? folder : `${folder}*`);

/**
 * Whether a folder is looked into level by level: the layout's down to years, and to months of which not every day is
 * wanted. Months and days are listed as a whole, and so is what no layout is known of.
 */
function isBranch(folder: string, prefix: string, { first, last }: ScopeTest['days']): boolean {
  if (!folder.includes('AWSLogs/')) return folder.slice(prefix.length).split('/').length - 1 <= strangeLevels;
  const span = daysOfFolder(folder);
  if (span === 'unbounded') return true;
  if (span === null) return isAboveRegions(folder);
  const isYear = span.first.slice(5) === '01-01' && span.last.slice(5) === '12-31';
  const isWhole = (first === null || first <= span.first) && (last === null || last >= span.last);
  return span.first !== span.last && (isYear || !isWhole);
}

/** `…/AWSLogs/`, an organisation, an account or a service that has regions below it: their folders are few. */
const isAboveRegions = (folder: string) =>
  /(?:^|\/)AWSLogs\/(?:o-[a-z0-9]{10,32}\/)?(?:\d{12}\/(?:(?:CloudTrail[^/]*|vpcflowlogs|elasticloadbalancing|Config)\/)?)?$/.test(
    folder,
  );
