// Keys that are used from distant networks within minutes. Between any two such uses there are two that follow each other, so only
// neighbours in time are compared. What services call for a key, and what comes through VPC endpoints, is left out.
import type { KeyPlace, ParallelUse, ParallelUses } from '../../../../shared/contract/novelty.ts';
import { describeAgent } from '../../../../shared/novelty/agent.ts';
import { groupsOf } from '../../../../shared/novelty/bursts.ts';
import { describeParallel, isDualStack, scoreParallel, shareNone } from '../../../../shared/novelty/parallel.ts';
import { accountOf, describePrincipal } from '../../../../shared/novelty/principal.ts';
import { rowsView } from '../../../../shared/novelty/views.ts';
import type { NewFilter } from '../../../../shared/query/edit.ts';
import { entityPlaces } from '../../../../shared/query/entity.ts';
import type { ColumnRef } from '../../../../shared/query/view.ts';
import { epochMicros } from '../../../../shared/values/spans.ts';
import type { Connection, Row } from '../../duckdb/connection.ts';
import { instant } from '../entities/items.ts';
import { identityPlace } from '../sessions/identity.ts';
import { isPrivate, placeSql } from './distance.ts';
import { dropTables, type Steps } from './gather.ts';
import { hasTrail, trail } from './period.ts';
import { agentSql, principalSql } from './principal-sql.ts';

const tables = ['novelty_places', 'novelty_uses', 'novelty_switches'];
const mostItems = 300;
const mostPlaces = 20;
/** Changes that are at most so many windows apart are of one time. */
const windowsApart = 6;

export async function findParallelUse(
  connection: Connection,
  { minutes }: { minutes: number },
  steps: Steps,
): Promise<ParallelUses> {
  const began = performance.now();
  const { signal } = steps;
  const run = (sql: string) => connection.run(sql, { signal });
  if (!(await hasTrail(connection)))
    return { items: [], total: 0, keys: 0, leftOut: [], elapsedMs: performance.now() - began };
  try {
    steps.begin('Reading addresses');
    await run(`CREATE OR REPLACE TEMP TABLE novelty_places AS SELECT sourceipaddress, ${placeSql('sourceipaddress')} AS place,
        ${isPrivate('sourceipaddress')} AS is_private
      FROM (SELECT DISTINCT sourceipaddress FROM ${trail} WHERE sourceipaddress <> '')`);
    steps.begin('Finding keys with distant addresses');
    await run(usesTable);
    steps.begin('Comparing uses of each key');
    await run(switchesTable(minutes));
    const episodes = await connection.rows(episodesQuery, { signal });
    const places = await readPlaces(connection, signal);
    const items = episodes.map((row) => toUse(row, places.get(Number(row.episode)) ?? []));
    const { keys, leftOut } = await readLeftOut(connection, signal);
    const sorted = items.toSorted(
      (a, b) =>
        Number(a.honest !== null) - Number(b.honest !== null) || b.points - a.points || (a.first < b.first ? -1 : 1),
    );
    return {
      items: sorted.slice(0, mostItems),
      total: sorted.length,
      keys,
      leftOut,
      elapsedMs: performance.now() - began,
    };
  } finally {
    await dropTables(connection, tables);
  }
}

const key = identityPlace('key');
const byService = `${identityPlace('invoked_by')} IS NOT NULL`;
const isDirect = `${key} IS NOT NULL AND ${identityPlace('invoked_by')} IS NULL AND nullif(vpcendpointid, '') IS NULL AND eventtime IS NOT NULL AND isfinite(eventtime)`;

/** Uses of the keys that have more than one place. */
const usesTable = `CREATE OR REPLACE TEMP TABLE novelty_uses AS
  SELECT ${key} AS key, eventtime AS t, sourceipaddress AS ip, place, useragent, ${principalSql} AS who
  FROM ${trail} JOIN novelty_places USING (sourceipaddress)
  WHERE ${isDirect} AND place IS NOT NULL AND ${key} IN (
    SELECT ${key} FROM ${trail} JOIN novelty_places USING (sourceipaddress) WHERE ${isDirect} AND place IS NOT NULL
    GROUP BY ALL HAVING min(place) <> max(place))`;

/** Neighbours in time with different places; `episode` numbers those of a key that belong together. */
const switchesTable = (minutes: number) => {
  const micros = Math.round(minutes * 60_000_000);
  return `CREATE OR REPLACE TEMP TABLE novelty_switches AS
  SELECT *, count(*) FILTER (is_first) OVER (ORDER BY key, t, n ROWS UNBOUNDED PRECEDING) AS episode
  FROM (SELECT *, coalesce(epoch_us(before_t) - epoch_us(lag(t) OVER (PARTITION BY key ORDER BY t, n)) > ${micros * windowsApart}, true) AS is_first
    FROM (SELECT *, lag(place) OVER nearby AS before_place, lag(t) OVER nearby AS before_t, row_number() OVER nearby AS n
      FROM novelty_uses WINDOW nearby AS (PARTITION BY key ORDER BY t, place, ip))
    WHERE place <> before_place AND epoch_us(t) - epoch_us(before_t) <= ${micros})`;
};

const pair = "least(place, before_place) || ' ' || greatest(place, before_place)";

/** `other_days`: of the pair of places that is the least usual among those of the episode. */
const episodesQuery = `WITH of_episodes AS (
    SELECT episode, who, ${pair} AS pair, count(DISTINCT CAST(t AS DATE)) AS own FROM novelty_switches GROUP BY ALL),
  of_all AS (SELECT who, ${pair} AS pair, count(DISTINCT CAST(t AS DATE)) AS days FROM novelty_switches GROUP BY ALL)
  SELECT episode, key, any_value(who) AS who, count(*) AS changes, ${instant('min(before_t)')} AS first, ${instant('max(t)')} AS last,
    any_value(other_days) AS other_days
  FROM novelty_switches JOIN (
    SELECT episode, min(days - own) AS other_days FROM of_episodes o JOIN of_all a ON a.pair = o.pair AND a.who IS NOT DISTINCT FROM o.who
    GROUP BY episode) USING (episode)
  GROUP BY episode, key ORDER BY episode`;

async function readPlaces(
  connection: Connection,
  signal: AbortSignal,
): Promise<Map<number, (KeyPlace & { of: number })[]>> {
  const rows = await connection.rows(
    `SELECT e.episode, u.ip, u.place, count(*) AS n, ${instant('min(u.t)')} AS first, ${instant('max(u.t)')} AS last,
       to_json(list_sort(list(DISTINCT coalesce(${agentSql('u.useragent')}, '')))) AS agents, count(*) OVER (PARTITION BY e.episode) AS places
     FROM (SELECT episode, key, min(before_t) AS first, max(t) AS last FROM novelty_switches GROUP BY episode, key) e
     JOIN novelty_uses u ON u.key = e.key AND u.t BETWEEN e.first AND e.last
     GROUP BY e.episode, u.ip, u.place ORDER BY e.episode, n DESC, u.ip`,
    { signal },
  );
  const found = new Map<number, (KeyPlace & { of: number })[]>();
  for (const row of rows) {
    const episode = Number(row.episode);
    const list = found.get(episode) ?? found.set(episode, []).get(episode)!;
    list.push({
      ip: String(row.ip),
      network: String(row.place),
      calls: Number(row.n),
      agents: (JSON.parse(String(row.agents)) as string[]).map((agent) =>
        agent === '' ? 'no user agent' : describeAgent(agent),
      ),
      first: String(row.first),
      last: String(row.last),
      of: Number(row.places),
    });
  }
  return found;
}

async function readLeftOut(
  connection: Connection,
  signal: AbortSignal,
): Promise<Pick<ParallelUses, 'keys' | 'leftOut'>> {
  const [row] = await connection.rows(
    `SELECT count(*) FILTER (${byService}) AS services, count(*) FILTER (NOT (${byService}) AND nullif(vpcendpointid, '') IS NOT NULL) AS endpoints,
       count(*) FILTER (NOT (${byService}) AND nullif(vpcendpointid, '') IS NULL AND p.place IS NULL AND coalesce(p.is_private, false)) AS private,
       count(*) FILTER (NOT (${byService}) AND nullif(vpcendpointid, '') IS NULL AND p.place IS NULL AND NOT coalesce(p.is_private, false)) AS nowhere,
       count(DISTINCT ${key}) AS keys
     FROM ${trail} LEFT JOIN novelty_places p USING (sourceipaddress) WHERE ${key} IS NOT NULL`,
    { signal },
  );
  const left = [
    { words: 'made by an AWS service for a key', calls: Number(row!.services) },
    { words: 'through a VPC endpoint', calls: Number(row!.endpoints) },
    { words: 'from a private address', calls: Number(row!.private) },
    { words: 'without an address, or from a service by name', calls: Number(row!.nowhere) },
  ];
  return { keys: Number(row!.keys), leftOut: left.filter(({ calls }) => calls > 0) };
}

function toUse(row: Row, places: readonly (KeyPlace & { of: number })[]): ParallelUse {
  const [first, last, accessKey] = [String(row.first), String(row.last), String(row.key)];
  const who = row.who === null ? null : String(row.who);
  const by = who === null ? null : { key: who, name: describePrincipal(who), account: accountOf(who) };
  const byNetwork = groupsOf(places, ({ network }) => network);
  const networks = [...byNetwork.keys()];
  const agents = [...byNetwork.values()].map((some) => some.flatMap((place) => place.agents));
  const changes = Number(row.changes);
  const otherDays = Number(row.other_days);
  const calls = places.reduce((sum, place) => sum + place.calls, 0);
  const score = scoreParallel({ changes, agents, otherDays, isLasting: accessKey.startsWith('AKIA') });
  const ms = (epochMicros(last)! - epochMicros(first)!) / 1000;
  const among = (column: ColumnRef, ...values: (string | null)[]): NewFilter => ({
    op: 'in',
    column,
    values,
    negated: false,
    enabled: true,
  });
  return {
    id: JSON.stringify([accessKey, first]),
    accessKey,
    by,
    first,
    last,
    changes,
    calls,
    places: places.slice(0, mostPlaces).map(({ of: _of, ...place }) => place),
    placeCount: places[0]?.of ?? 0,
    otherDays,
    honest: isDualStack(networks, agents)
      ? 'One IPv4 and one IPv6 network with the same user agent: most likely one machine that has both.'
      : null,
    ...score,
    sentence: describeParallel({
      key: accessKey,
      by: by?.name ?? null,
      networks,
      changes,
      ms,
      calls,
      agentsDiffer: shareNone(agents),
    }),
    view: rowsView({}, [
      among(entityPlaces.key, accessKey),
      {
        op: 'range',
        column: { column: 'eventtime', path: [] },
        from: first,
        to: last,
        includeTo: true,
        negated: false,
        enabled: true,
      },
      among(entityPlaces.ip, ...places.map(({ ip }) => ip)),
      among({ column: 'useridentity', path: ['invokedBy'] }, null, ''),
      among({ column: 'vpcendpointid', path: [] }, null, ''),
    ]),
  };
}
