// A list that somebody gave beside the evidence that is here. Names are compared from their ends, since the list was made in
// some folder of another machine; equal bytes are found under any name.
import type { ComparedItem, Comparison, HashComparison, HashRow } from '../contract/custody.ts';
import { comparisons } from '../contract/custody.ts';
import type { HashLine, HashList } from './hash-list.ts';

type Here = Pick<HashRow, 'path' | 'member' | 'sha256' | 'contentSha256'>;

const mostItems = 1000;
const worstFirst: Comparison[] = ['differs', 'not-here', 'not-listed', 'renamed'];

/** `C:\logs\.\a.zip › b` is `C:/logs/a.zip/b`. */
const normal = (name: string): string =>
  name
    .replaceAll(' › ', '/')
    .replaceAll('\\', '/')
    .replaceAll(/(^|\/)(?:\.\/)+/g, '$1')
    .replaceAll(/\/{2,}/g, '/');

const nameOf = ({ path, member }: Here) => (member === null ? path : `${path} › ${member}`);
/** Names of the archives that it is in, the file on disk first. */
const archivesAround = ({ path, member }: Here): string[] =>
  member === null ? [] : member.split(' › ').map((_, i, parts) => [path, ...parts.slice(0, i)].join(' › '));
const isOf = (one: Here, hash: string) => one.sha256 === hash || one.contentSha256 === hash;
const lastPart = (name: string) => name.slice(name.lastIndexOf('/') + 1);

export function compareHashes(here: readonly Here[], { lines, problems }: HashList): HashComparison {
  const byLastPart = groupBy(here, (one) => lastPart(normal(nameOf(one))));
  const byHash = new Map<string, Here>();
  for (const one of here)
    for (const hash of [one.sha256, one.contentSha256]) if (hash !== null && !byHash.has(hash)) byHash.set(hash, one);
  const listed = new Set<Here>();
  const items: ComparedItem[] = [];
  const counts = Object.fromEntries(comparisons.map((one) => [one, 0])) as HashComparison['counts'];
  const add = (verdict: Comparison, line: HashLine | null, one: Here | null) => {
    counts[verdict]++;
    if (one) listed.add(one);
    if (verdict === 'same') return;
    const hash = one?.sha256 ?? null;
    items.push({
      verdict,
      listed: line?.name ?? null,
      listedHash: line?.sha256 ?? null,
      path: one && nameOf(one),
      hash,
    });
  };
  const unnamed: HashLine[] = [];
  for (const line of lines) {
    const name = normal(line.name);
    const named = (byLastPart.get(lastPart(name)) ?? []).filter((one) => endsAlike(normal(nameOf(one)), name));
    const same = named.find((one) => isOf(one, line.sha256));
    if (same) add('same', line, same);
    else if (named.length > 0) add('differs', line, closest(named, name));
    else unnamed.push(line);
  }
  for (const line of unnamed) {
    const one = byHash.get(line.sha256) ?? null;
    add(one ? 'renamed' : 'not-here', line, one);
  }
  const listedNames = new Set([...listed].map(nameOf));
  for (const one of here)
    if (!listed.has(one) && !archivesAround(one).some((name) => listedNames.has(name))) add('not-listed', null, one);
  items.sort((a, b) => worstFirst.indexOf(a.verdict) - worstFirst.indexOf(b.verdict));
  return { counts, items: items.slice(0, mostItems), problems: problems.slice(0, 100) };
}

/** One is the other with more folders in front. */
const endsAlike = (a: string, b: string) =>
  a === b || a.endsWith(`/${b.replace(/^\//, '')}`) || b.endsWith(`/${a.replace(/^\//, '')}`);

const closest = (all: readonly Here[], name: string) => all.find((one) => normal(nameOf(one)) === name) ?? all[0]!;

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
