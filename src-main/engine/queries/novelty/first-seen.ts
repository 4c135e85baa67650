// What was never seen before, as items in the order of their points.
import type { Baseline, FirstSeen, NewValue, NoveltyItem } from '../../../../shared/contract/novelty.ts';
import { findBursts } from '../../../../shared/novelty/bursts.ts';
import { describeValue, type NoveltyKind, noveltyKinds, readApi, type ValueKind } from '../../../../shared/novelty/kinds.ts';
import { accountOf, describePrincipal } from '../../../../shared/novelty/principal.ts';
import { governingSources, isGoverning, type NoveltyFacts, scoreNovelty } from '../../../../shared/novelty/score.ts';
import { describeNewPrincipal, describeNovelty } from '../../../../shared/novelty/sentence.ts';
import { noveltyView, type Period } from '../../../../shared/novelty/views.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import { dropTables, gatherPairs, noveltyTables, type Steps } from './gather.ts';
import { compilePeriod } from './period.ts';
import { type NewPair, type NewPrincipal, readNewPairs, readNewPrincipals, readNewToAll } from './read-pairs.ts';
import { readSums } from './sums.ts';

const mostPerKind = 300;
const mostValues = 100;
/** More conditions than these make a view that nobody reads; the rows of the whole principal in that time are shown then. */
const mostInView = 300;
const dayMs = 86_400_000;
/** Kinds that, new at a time, speak for each other. */
const tellingKinds: ReadonlySet<string> = new Set(['api', 'network', 'agent', 'region']);

export async function findFirstSeen(
  connection: Connection,
  { baseline, zone }: { baseline: Baseline; zone: string },
  steps: Steps,
): Promise<FirstSeen> {
  const began = performance.now();
  const { signal } = steps;
  try {
    await gatherPairs(connection, compilePeriod(baseline), zone, steps);
    steps.begin('Ranking what is new');
    const sums = await readSums(connection, signal);
    if (sums.before === 0)
      return { sums, items: [], counts: countKinds([]), unread: 0, elapsedMs: performance.now() - began };
    const { pairs, unread } = await readNewPairs(connection, signal);
    const sources = governingSources.map((source) => quoteLiteral(source)).join(', ');
    const { principals, daysNew } = await readNewPrincipals(connection, sources, signal);
    const make = itemMaker({ from: baseline.to, to: baseline.until }, zone, await countPrincipals(connection));
    const items = [
      ...make.ofPairs(pairs),
      ...(await readNewToAll(connection, signal)).map(make.ofAll),
      ...principals.map((principal) => make.ofPrincipal(principal, sums.daysBefore, daysNew)),
    ].toSorted((a, b) => b.points - a.points || (a.first < b.first ? -1 : 1));
    return { sums, items: keepFirst(items), counts: countKinds(items), unread, elapsedMs: performance.now() - began };
  } finally {
    await dropTables(connection, noveltyTables);
  }
}

const countPrincipals = async (connection: Connection) =>
  Number(await connection.value('SELECT count(who) FROM novelty_who'));

function countKinds(items: readonly NoveltyItem[]): FirstSeen['counts'] {
  return Object.fromEntries(
    noveltyKinds.map((kind) => [kind, items.filter((item) => item.kind === kind).length]),
  ) as FirstSeen['counts'];
}

function keepFirst(items: readonly NoveltyItem[]): NoveltyItem[] {
  const taken = new Map<NoveltyKind, number>();
  return items.filter(({ kind }) => {
    const n = (taken.get(kind) ?? 0) + 1;
    taken.set(kind, n);
    return n <= mostPerKind;
  });
}

const principalOfKey = (key: string) => ({ key, name: describePrincipal(key), account: accountOf(key) });

function itemMaker(period: Period, zone: string, principals: number) {
  const factsOf = (pair: Omit<NewPair, 'who'>, more: Pick<NoveltyFacts, 'together' | 'beside' | 'others'>): NoveltyFacts => ({
    ...pair,
    ...more,
    principals,
    isGoverning: pair.kind === 'api' && isGoverning(readApi(pair.value).source, pair.changes),
  });

  /** Bursts of one principal and kind; what other kinds are new within the same hours counts for each. */
  function ofPairs(pairs: readonly NewPair[]): NoveltyItem[] {
    const byWho = Map.groupBy(pairs, ({ who }) => who);
    return [...byWho.values()].flatMap((own) => {
      const besides = new Map(
        findBursts(own).flatMap((burst) => {
          const kinds = new Set(burst.map(({ kind }) => kind).filter((kind) => tellingKinds.has(kind)));
          return burst.map((pair) => [pair, kinds.size - Number(kinds.has(pair.kind))] as const);
        }),
      );
      return [...Map.groupBy(own, ({ kind }) => kind).values()].flatMap((ofKind) =>
        findBursts(ofKind).map((burst) => ofBurst(burst, Math.max(...burst.map((pair) => besides.get(pair)!)))),
      );
    });
  }

  function ofBurst(burst: readonly NewPair[], beside: number): NoveltyItem {
    const scored = burst
      .map((pair) => ({ pair, score: scoreNovelty(factsOf(pair, { together: burst.length, beside, others: pair.others })) }))
      .toSorted((a, b) => b.score.points - a.score.points);
    const { pair, score } = scored[0]!;
    const by = principalOfKey(pair.who);
    const sorted = scored.map((one) => one.pair);
    const sums = sumOf(sorted);
    return {
      ...partsOf(pair.kind, sorted, by),
      ...sums,
      points: score.points,
      parts: score.parts,
      sentence: describeNovelty({
        by: by.name,
        kind: pair.kind,
        values: [pair.value],
        valueCount: sorted.length,
        watchedDays: (Date.parse(sums.first) - Date.parse(pair.since)) / dayMs,
        others: pair.others,
        ...sums,
      }),
    };
  }

  function partsOf(kind: ValueKind, pairs: readonly Omit<NewPair, 'who'>[], by: NoveltyItem['by']) {
    const values = pairs.map(({ value }) => value);
    const thing = { by: by?.key ?? null, kind, values };
    return {
      id: JSON.stringify([kind, by?.key ?? null, values[0], pairs[0]!.first]),
      kind,
      by,
      values: pairs.slice(0, mostValues).map(toValue),
      valueCount: pairs.length,
      isNewToAll: pairs.some(({ isNewToAll }) => isNewToAll),
      view: noveltyView(values.length > mostInView && by ? { by: by.key, values: null } : thing, period, zone),
    };
  }

  function ofAll(found: Omit<NewPair, 'who'>): NoveltyItem {
    // Whoever has it now is one of those that could have had it: the fewer, the rarer.
    const score = scoreNovelty(factsOf(found, { together: 1, beside: 0, others: found.others - 1 }));
    return {
      ...partsOf(found.kind, [found], null),
      ...sumOf([found]),
      points: score.points,
      parts: score.parts,
      sentence: describeNovelty({
        by: null,
        kind: found.kind,
        values: [found.value],
        valueCount: 1,
        watchedDays: (Date.parse(found.first) - Date.parse(found.since)) / dayMs,
        others: found.others,
        ...sumOf([found]),
      }),
    };
  }

  function ofPrincipal(found: NewPrincipal, daysSeen: number, daysNew: number): NoveltyItem {
    const { who, calls, failed, changes, first, last, apis, networks, newToAll, isGoverning } = found;
    const by = principalOfKey(who);
    const beside = new Set(newToAll.map(({ kind }) => kind)).size;
    const score = scoreNovelty({
      kind: 'principal',
      daysSeen,
      daysNew,
      principals,
      others: 0,
      calls,
      failed,
      changes,
      isGoverning,
      together: 1,
      beside,
    });
    const told = newToAll.slice(0, 3).map(({ kind, value }) => describeValue(kind, value));
    return {
      id: JSON.stringify(['principal', who]),
      kind: 'principal',
      by,
      values: [],
      valueCount: 0,
      isNewToAll: true,
      calls,
      failed,
      changes,
      first,
      last,
      points: score.points,
      parts: score.parts,
      sentence: describeNewPrincipal({ by: by.name, calls, failed, apis, networks, newToAll: told }),
      view: noveltyView({ by: who, values: null }, period, zone),
    };
  }

  return { ofPairs, ofAll, ofPrincipal };
}

const toValue = ({ kind, value, others, isNewToAll, calls, failed, first, last }: Omit<NewPair, 'who'>): NewValue => ({
  kind,
  value,
  text: describeValue(kind, value),
  others,
  isNewToAll,
  calls,
  failed,
  first,
  last,
});

function sumOf(pairs: readonly Omit<NewPair, 'who'>[]) {
  const sum = (count: (pair: Omit<NewPair, 'who'>) => number) => pairs.reduce((total, pair) => total + count(pair), 0);
  return {
    calls: sum(({ calls }) => calls),
    failed: sum(({ failed }) => failed),
    changes: sum(({ changes }) => changes),
    first: pairs.reduce((least, { first }) => (first < least ? first : least), pairs[0]!.first),
    last: pairs.reduce((most, { last }) => (last > most ? last : most), pairs[0]!.last),
  };
}
