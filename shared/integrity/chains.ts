// Puts digests into chains, whatever their order and however many trails, accounts and regions they are of, and says where
// a chain is broken. It knows no signatures: whether a digest is genuine is judged elsewhere.
import { type Digest, type DigestKey, readDigestKey } from './digest.ts';
import type { ChainReason } from './verdict.ts';

/** A digest with the SHA-256 of its decompressed bytes, lower-case hex. */
export type Link = { id: number; digest: Digest; hash: string };
export type Chain = { bucket: string; place: DigestKey; links: Link[]; findings: ChainFinding[] };

export type ChainFinding = {
  reason: ChainReason;
  /** Epoch milliseconds: the time that nothing covers, or that two digests do; the same for a moment. */
  from: number;
  to: number;
  /** Digests concerned; of deleted ones, how many fit into the time. */
  count: number;
  /** Of the digest where it shows. */
  key: string;
  /** Of the digest that is not here; else null. */
  missingKey: string | null;
};

const hour = 3_600_000;
const placeOf = (bucket: string, key: string): string => `${bucket}/${key}`;

/** Chains by bucket and key; links by time. Copies of a digest count once. */
export function buildChains(given: readonly Link[]): Chain[] {
  const here = new Set(given.map(({ digest }) => placeOf(digest.bucket, digest.key)));
  const groups = new Map<string, Link[]>();
  for (const link of given) {
    const { bucket, key } = link.digest;
    const name = placeOf(bucket, readDigestKey(key)?.chain ?? `${link.digest.account}|${folderOf(key)}`);
    const group = groups.get(name);
    if (group) group.push(link);
    else groups.set(name, [link]);
  }
  return [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, links]) => buildChain(links, here));
}

function buildChain(given: Link[], here: ReadonlySet<string>): Chain {
  const findings: ChainFinding[] = [];
  const nodes = gatherVersions(given);
  const wanted = new Map<string, string>();
  for (const { digest } of given)
    if (digest.previous) wanted.set(placeOf(digest.previous.bucket, digest.previous.key), digest.previous.hash);
  const links = nodes.map((versions) => {
    const [first] = versions as [Link, ...Link[]];
    const { bucket, key, start, end } = first.digest;
    if (versions.length > 1)
      findings.push({ reason: 'two-versions', from: start, to: end, count: versions.length, key, missingKey: null });
    const hash = wanted.get(placeOf(bucket, key));
    return versions.find((version) => version.hash === hash) ?? first;
  });
  links.sort(
    (a, b) => a.digest.end - b.digest.end || a.digest.start - b.digest.start || compare(a.digest.key, b.digest.key),
  );
  for (const [at, link] of links.entries()) findings.push(...judgeJoint(links[at - 1] ?? null, link, here));
  const { bucket, key, account } = links[0]!.digest;
  const place = readDigestKey(key) ?? {
    chain: key,
    organisation: null,
    account,
    region: '',
    trail: '',
    homeRegion: '',
    isBackfill: false,
  };
  return { bucket, place, links, findings };
}

/** What is to be said of the place between a digest and the one before it in time. */
function judgeJoint(before: Link | null, { digest }: Link, here: ReadonlySet<string>): ChainFinding[] {
  const { previous, start, key } = digest;
  const tell = (reason: ChainReason, more: Partial<ChainFinding> = {}): ChainFinding => {
    return { reason, from: before?.digest.end ?? start, to: start, count: 1, key, missingKey: null, ...more };
  };
  if (!before) return [previous ? tell('earlier-digests', { missingKey: previous.key }) : tell('chain-start')];
  if (!previous) return [tell('restart')];
  const named = placeOf(previous.bucket, previous.key);
  if (named !== placeOf(before.digest.bucket, before.digest.key)) {
    if (here.has(named)) return [tell('order-differs', { missingKey: null })];
    const count = Math.max(1, Math.round((start - before.digest.end) / hour));
    return [tell('deleted-digests', { count, missingKey: previous.key })];
  }
  const findings: ChainFinding[] = [];
  if (previous.hash !== before.hash) findings.push(tell('predecessor-differs', { count: 2 }));
  if (start > before.digest.end) findings.push(tell('clock-gap'));
  if (start < before.digest.end) findings.push(tell('overlap', { from: start, to: before.digest.end, count: 2 }));
  return findings;
}

/** Digests of one place together, each content once. */
function gatherVersions(links: readonly Link[]): Link[][] {
  const places = new Map<string, Map<string, Link>>();
  for (const link of links) {
    const place = placeOf(link.digest.bucket, link.digest.key);
    const versions = places.get(place) ?? new Map<string, Link>();
    const known = versions.get(link.hash);
    if (!known || link.id < known.id) versions.set(link.hash, link);
    places.set(place, versions);
  }
  return [...places.values()].map((versions) => [...versions.values()].sort((a, b) => a.id - b.id));
}

const folderOf = (key: string): string => key.slice(0, key.lastIndexOf('/') + 1).replace(/\d{4}\/\d\d\/\d\d\/$/, '');
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
