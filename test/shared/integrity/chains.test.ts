import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildChains, type Link } from '../../../shared/integrity/chains.ts';
import { begin, hour, makeChain } from './make-chain.ts';

const reasonsOf = (links: Link[]) => buildChains(links).map(({ findings }) => findings.map(({ reason }) => reason));

/** Runs of deleted digests, as positions in a chain of `hours`; its first and last digest stay. */
function runsOf(deleted: ReadonlySet<number>, hours: number): { from: number; count: number }[] {
  const runs: { from: number; count: number }[] = [];
  for (let at = 1; at < hours - 1; at++) {
    if (!deleted.has(at)) continue;
    if (deleted.has(at - 1) && runs.length > 0) runs.at(-1)!.count++;
    else runs.push({ from: at, count: 1 });
  }
  return runs;
}

describe('buildChains', () => {
  it('finds exactly the digests that were deleted, one or several in a row, in any order of files', () => {
    const plan = fc.integer({ min: 3, max: 40 }).chain((hours) =>
      fc.record({
        hours: fc.constant(hours),
        deleted: fc.uniqueArray(fc.integer({ min: 1, max: hours - 2 }), { maxLength: hours - 2 }),
        order: fc.array(fc.nat(), { minLength: hours, maxLength: hours }),
      }),
    );
    fc.assert(
      fc.property(plan, ({ hours, deleted, order }) => {
        const gone = new Set(deleted);
        const all = makeChain({ hours });
        const left = all.filter((_, at) => !gone.has(at));
        const shuffled = left.map((link, at) => ({ link, at: order[at]! })).sort((a, b) => a.at - b.at);
        const [chain, ...others] = buildChains(shuffled.map(({ link }) => link));
        expect(others).toEqual([]);
        expect(chain!.links).toEqual(left);
        const found = chain!.findings.map(({ reason, from, to, count, missingKey }) => ({
          reason,
          from,
          to,
          count,
          missingKey,
        }));
        const expected = runsOf(gone, hours).map(({ from, count }) => ({
          reason: 'deleted-digests',
          from: begin + from * hour,
          to: begin + (from + count) * hour,
          count,
          missingKey: all[from + count - 1]!.digest.key,
        }));
        const start = { reason: 'chain-start', from: begin, to: begin, count: 1, missingKey: null };
        expect(found).toEqual([start, ...expected]);
      }),
    );
  });

  it('keeps trails, accounts, regions, buckets, organisations and backfills apart, each whole', () => {
    const kinds = [
      {},
      { account: '222233334444' },
      { region: 'eu-west-1' },
      { trail: 'other' },
      { bucket: 'elsewhere' },
      { organisation: 'o-abcdefghij' },
      { backfill: true },
    ];
    const links = kinds.flatMap((kind, at) => makeChain({ hours: 5, firstId: at * 10, ...kind }));
    const chains = buildChains(links.toReversed());
    expect(chains).toHaveLength(kinds.length);
    for (const { links: own, findings } of chains) {
      expect(own).toHaveLength(5);
      expect(findings.map(({ reason }) => reason)).toEqual(['chain-start']);
    }
    expect(chains.filter(({ place }) => place.isBackfill)).toHaveLength(1);
    expect(chains.find(({ place }) => place.organisation)?.place).toMatchObject({
      organisation: 'o-abcdefghij',
      account: '111122223333',
      region: 'us-east-1',
      trail: 'main_trail',
    });
  });

  it('tells a restart from deletion', () => {
    const links = makeChain({ hours: 8, restartsAt: [5] }).filter((_, at) => at !== 4);
    const [chain] = buildChains(links);
    expect(chain!.findings.at(-1)).toMatchObject({ reason: 'restart', from: begin + 4 * hour, to: begin + 5 * hour });
    expect(reasonsOf(links)).toEqual([['chain-start', 'restart']]);
  });

  it('says that a chain began earlier, and no more of it', () => {
    expect(reasonsOf(makeChain({ hours: 6 }).slice(2))).toEqual([['earlier-digests']]);
  });

  it('tells clock gaps and overlaps from deletion', () => {
    const moved = (by: number) =>
      makeChain({ hours: 4 }).map((link, at) =>
        at === 2 ? { ...link, digest: { ...link.digest, start: link.digest.start + by } } : link,
      );
    expect(reasonsOf(moved(60_000))).toEqual([['chain-start', 'clock-gap']]);
    expect(reasonsOf(moved(-60_000))).toEqual([['chain-start', 'overlap']]);
  });

  it('tells a predecessor that was changed, two versions, and a copy', () => {
    const links = makeChain({ hours: 4 });
    const changed = { ...links[1]!, hash: 'changed' };
    expect(reasonsOf(links.with(1, changed))).toEqual([['chain-start', 'predecessor-differs']]);
    expect(reasonsOf([...links, { ...links[2]!, id: 99 }])).toEqual([['chain-start']]);
    const [both] = buildChains([{ ...changed, id: 0 }, ...links]);
    expect(both!.findings.map(({ reason }) => reason)).toEqual(['two-versions', 'chain-start']);
    // The version that the next digest speaks of is the link.
    expect(both!.links[1]!.hash).toBe(links[1]!.hash);
  });

  it('tells digests that name another one here than the one before them', () => {
    const links = makeChain({ hours: 5 });
    const { digest } = links[3]!;
    const previous = { ...digest.previous!, key: links[1]!.digest.key, hash: links[1]!.hash };
    expect(reasonsOf(links.with(3, { ...links[3]!, digest: { ...digest, previous } }))).toEqual([
      ['chain-start', 'order-differs'],
    ]);
  });
});
