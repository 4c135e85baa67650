// What was never seen before, as items in the order of their points.
import type { Baseline, BaselineSums, FirstSeen, NewValue, NoveltyItem } from '../../../../shared/contract/novelty.ts';
import { findBursts, groupsOf } from '../../../../shared/novelty/bursts.ts';
import { describeValue, type NoveltyKind, noveltyKinds, readApi } from '../../../../shared/novelty/kinds.ts';
import { accountOf, describePrincipal } from '../../../../shared/novelty/principal.ts';
import {
  governingSources,
  isGoverning,
  type NoveltyFacts,
  type Score,
  scoreNovelty,
} from '../../../../shared/novelty/score.ts';
import { describeNewPrincipal, describeNovelty } from '../../../../shared/novelty/sentence.ts';
import { noveltyView, type Period } from '../../../../shared/novelty/views.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import { dropTables, gatherPairs, noveltyTables, type Steps } from './gather.ts';
import { type Past, readPast, readPastOfAll } from './past.ts';
import { compilePeriod, hasTrail } from './period.ts';
import {
  derivedTables,
  type Habit,
  type NewPair,
  type NewPrincipal,
  readNewPairs,
  readNewPrincipals,
  readNewToAll,
  readValuesOf,
} from './read-pairs.ts';
import { noSums, readSums } from './sums.ts';

const mostPerKind = 300;
const mostValues = 100;
const mostTold = 3;
/** More conditions than these make a view that nobody reads; the rows of the whole principal in that time are shown then. */
const mostInView = 300;
type Value = Omit<NewPair, 'who'>;
const dayMs = 86_400_000;
/** Kinds that, new at a time, speak for each other. */
const tellingKinds: ReadonlySet<string> = new Set(['api', 'network', 'agent', 'region', 'account']);

export async function findFirstSeen(
  connection: Connection,
  { baseline, zone }: { baseline: Baseline; zone: string },
  steps: Steps,
): Promise<FirstSeen> {
  const began = performance.now();
  const { signal } = steps;
  const period = compilePeriod(baseline);
  const asked = { baseline, zone };
  const none = (sums: BaselineSums) => ({
    asked,
    sums,
    items: [],
    counts: countKinds([]),
    unread: 0,
    elapsedMs: performance.now() - began,
  });
  if (!(await hasTrail(connection))) return none(noSums);
  try {
    await gatherPairs(connection, period, zone, steps);
    steps.begin('Ranking what is new');
    for (const [name, select] of Object.entries(derivedTables))
      await connection.run(`CREATE OR REPLACE TEMP TABLE ${name} AS ${select}`, { signal });
    const sums = await readSums(connection, signal);
    if (sums.before === 0) return none(sums);
    const { pairs, unread: unreadPairs } = await readNewPairs(connection, signal);
    const sources = governingSources.map((source) => quoteLiteral(source)).join(', ');
    const { principals, unread: unreadPrincipals, ...habit } = await readNewPrincipals(connection, sources, signal);
    const make = itemMaker({ from: baseline.to, to: baseline.until }, zone, {
      principals: await countPrincipals(connection),
      past: await readPast(connection, signal),
      pastOfAll: await readPastOfAll(connection, signal),
    });
    const found = [
      ...make.ofPairs(pairs),
      ...(await readNewToAll(connection, signal)).map(make.ofAll),
      ...principals.map((principal) =>
        make.ofPrincipal(principal, { ...habit, daysSeen: sums.daysBefore, usualNew: 0 }),
      ),
    ].toSorted((a, b) => b.score.points - a.score.points || (a.first < b.first ? -1 : Number(a.first > b.first)));
    const kept = keepFirst(found);
    const values = await readValuesOf(
      connection,
      kept.flatMap(({ newcomer }) => newcomer ?? []),
      mostValues,
      signal,
    );
    const ofNewcomers = groupsOf(values, ({ who }) => who);
    const items = kept.map((one) => ({ ...one.describe(ofNewcomers.get(one.newcomer ?? '') ?? []), ...one.score }));
    const unread = unreadPairs + unreadPrincipals;
    return { asked, sums, items, counts: countKinds(found), unread, elapsedMs: performance.now() - began };
  } finally {
    await dropTables(connection, [...noveltyTables, ...Object.keys(derivedTables)]);
  }
}

const countPrincipals = async (connection: Connection) =>
  Number(await connection.value('SELECT count(who) FROM novelty_who'));

/** Scored; described only if it is listed. `newcomer`: the new principal, whose values are then read. */
type Found = {
  kind: NoveltyKind;
  first: string;
  score: Score;
  newcomer?: string;
  describe: (values: Awaited<ReturnType<typeof readValuesOf>>) => Omit<NoveltyItem, 'points' | 'parts'>;
};

function countKinds(found: readonly Found[]): FirstSeen['counts'] {
  const counts = Object.fromEntries(noveltyKinds.map((kind) => [kind, 0])) as FirstSeen['counts'];
  for (const { kind } of found) counts[kind]++;
  return counts;
}

function keepFirst(found: readonly Found[]): Found[] {
  const taken = countKinds([]);
  return found.filter(({ kind }) => ++taken[kind] <= mostPerKind);
}

const principalOfKey = (key: string) => ({ key, name: describePrincipal(key), account: accountOf(key) });

type Known = { principals: number; past: Past; pastOfAll: Past };

function itemMaker(period: Period, zone: string, { principals, past, pastOfAll }: Known) {
  const factsOf = (
    pair: Value,
    more: Pick<NoveltyFacts, 'together' | 'beside' | 'others' | 'newBefore' | 'asRare'>,
  ): NoveltyFacts => ({
    ...pair,
    ...more,
    principals,
    isGoverning: pair.kind === 'api' && isGoverning(readApi(pair.value).source, pair.changes),
  });

  /** Bursts of one principal and kind; what other kinds are new within the same hours counts for each. */
  function ofPairs(pairs: readonly NewPair[]): Found[] {
    return [...groupsOf(pairs, ({ who }) => who).values()].flatMap((own) => {
      const besides = new Map(
        findBursts(own).flatMap((burst) => {
          const kinds = new Set(burst.map(({ kind }) => kind).filter((kind) => tellingKinds.has(kind)));
          return burst.map((pair) => [pair, kinds.size - Number(kinds.has(pair.kind))] as const);
        }),
      );
      return [...groupsOf(own, ({ kind }) => kind).values()].flatMap((ofKind) =>
        findBursts(ofKind).map((burst) => ofBurst(burst, Math.max(...burst.map((pair) => besides.get(pair)!)))),
      );
    });
  }

  function ofBurst(burst: readonly NewPair[], beside: number): Found {
    const scored = burst
      .map((pair) => ({
        pair,
        score: scoreNovelty(
          factsOf(pair, { together: burst.length, beside, others: pair.others, ...past(pair.kind, pair.others) }),
        ),
      }))
      .toSorted((a, b) => b.score.points - a.score.points);
    const { pair, score } = scored[0]!;
    const sums = sumOf(burst);
    const describe = () => {
      const by = principalOfKey(pair.who);
      return describeValues(
        by,
        scored.map((one) => one.pair),
        sums,
      );
    };
    return { kind: pair.kind, first: sums.first, score, describe };
  }

  /** @param pairs of one kind, the most surprising first */
  function describeValues(by: NoveltyItem['by'], pairs: readonly Value[], sums: ReturnType<typeof sumOf>) {
    const [{ kind, value, others, first, since }] = pairs as [Value];
    const values = pairs.map((pair) => pair.value);
    const thing = { by: by?.key ?? null, kind, values };
    return {
      id: JSON.stringify([kind, by?.key ?? null, value, first]),
      kind,
      by,
      values: pairs.slice(0, mostValues).map(toValue),
      valueCount: pairs.length,
      isNewToAll: pairs.some(({ isNewToAll }) => isNewToAll),
      ...sums,
      sentence: describeNovelty({
        by: by?.name ?? null,
        kind,
        values: [value],
        valueCount: pairs.length,
        watchedDays: (Date.parse(sums.first) - Date.parse(since)) / dayMs,
        others,
        ...sums,
      }),
      view: noveltyView(values.length > mostInView && by ? { by: by.key, values: null } : thing, period, zone),
    };
  }

  function ofAll(found: Value): Found {
    // Whoever has it now is one of those that could have had it: the fewer, the rarer.
    const others = found.others - 1;
    const score = scoreNovelty(factsOf(found, { together: 1, beside: 0, others, ...pastOfAll(found.kind, others) }));
    return {
      kind: found.kind,
      first: found.first,
      score,
      describe: () => describeValues(null, [found], sumOf([found])),
    };
  }

  function ofPrincipal(found: NewPrincipal, habit: Pick<NewPair, Habit>): Found {
    const { who, calls, failed, changes, first, last, newToAll } = found;
    const beside = new Set(newToAll.map(({ kind }) => kind)).size;
    const rarity = past('principal', found.others);
    const score = scoreNovelty({
      ...found,
      ...rarity,
      ...habit,
      kind: 'principal',
      principals,
      together: 1,
      beside,
    });
    const describe: Found['describe'] = (values) => {
      const by = principalOfKey(who);
      const told = newToAll.slice(0, mostTold).map(({ kind, value }) => describeValue(kind, value));
      return {
        id: JSON.stringify(['principal', who]),
        kind: 'principal' as const,
        by,
        values: values.map(toValue),
        valueCount: values[0]?.total ?? 0,
        isNewToAll: true,
        calls,
        failed,
        changes,
        first,
        last,
        sentence: describeNewPrincipal({ ...found, by: by.name, newToAll: told }),
        view: noveltyView({ by: who, values: null }, period, zone),
      };
    };
    return { kind: 'principal', first, score, newcomer: who, describe };
  }

  return { ofPairs, ofAll, ofPrincipal };
}

const toValue = ({
  kind,
  value,
  others,
  isNewToAll,
  calls,
  failed,
  first,
  last,
}: Omit<Value, 'since' | Habit>): NewValue => ({
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

function sumOf(pairs: readonly Value[]) {
  const sum = (count: (pair: Value) => number) => pairs.reduce((total, pair) => total + count(pair), 0);
  return {
    calls: sum(({ calls }) => calls),
    failed: sum(({ failed }) => failed),
    changes: sum(({ changes }) => changes),
    first: pairs.reduce((least, { first }) => (first < least ? first : least), pairs[0]!.first),
    last: pairs.reduce((most, { last }) => (last > most ? last : most), pairs[0]!.last),
  };
}
