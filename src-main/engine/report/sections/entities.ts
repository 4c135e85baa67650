// The keys, principals, addresses, … that the tagged rows name, and what the whole case knows of each.
import {
  detectEntity,
  type Entity,
  type EntityKind,
  entityPlaces,
  entityView,
  entityWords,
} from '../../../../shared/query/entity.ts';
import type { ColumnRef } from '../../../../shared/query/view.ts';
import type { Block, Inline } from '../../../../shared/report/document.ts';
import { formatCount } from '../../../../shared/values/sizes.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { readCatalog } from '../../queries/catalog/schema.ts';
import { summarise } from '../../queries/entities/summary.ts';
import { countEntities, type EntityCount } from '../../queries/report/count-entities.ts';
import { viewSql } from '../../queries/report/count-view.ts';
import { namedValues } from '../../queries/report/statements.ts';
import { type Context, heading, paragraph } from '../context.ts';
import { joinInlines, rowsWords } from '../words.ts';

/** Each is counted over the whole case. */
const mostOfAKind = 12;
const mostApis = 5;
/** More than any account has. */
const mostListedApis = 5000;
const kinds: EntityKind[] = ['key', 'principal', 'role', 'actor', 'ip', 'bucket', 'account', 'agent'];

const manyWords: Partial<Record<EntityKind, string>> = {
  key: 'Access keys',
  principal: 'Principals',
  role: 'Roles',
  actor: 'Services and instances',
  ip: 'Addresses',
  bucket: 'Buckets',
  account: 'Accounts',
  agent: 'User agents',
};

export async function gatherEntities(context: Context): Promise<Block[]> {
  const { choices, use, ask } = context;
  const hasEvents = (await use((connection) => readCatalog(connection, 'cloudtrail'))).length > 0;
  if (!hasEvents || (await context.tagged()).total === 0)
    return [paragraph('No CloudTrail event is tagged yet, so there is nobody to name.')];
  const { rows, cite } = await ask('Values that tagged CloudTrail rows name', namedValues(choices.tags), (found) =>
    rowsWords(found.length),
  );
  const named = new Map<string, { entity: Entity; tagged: number }>();
  for (const { place, value, n } of rows) {
    const entity = toEntity(String(place), String(value));
    if (entity === null) continue;
    const key = `${entity.kind} ${entity.value}`;
    named.set(key, { entity, tagged: (named.get(key)?.tagged ?? 0) + Number(n) });
  }
  const blocks: Block[] = [
    paragraph(
      'What the tagged events name, and for each when the whole case first and last saw it, how often, and doing what.',
      cite,
    ),
  ];
  for (const kind of kinds) {
    const all = [...named.values()].filter(({ entity }) => entity.kind === kind);
    if (all.length === 0) continue;
    const told = all.slice(0, mostOfAKind);
    blocks.push(heading(manyWords[kind] ?? entityWords[kind]));
    blocks.push({
      kind: 'table',
      caption:
        told.length < all.length
          ? [`The ${mostOfAKind} of ${formatCount(all.length)} that most tagged events name`]
          : [],
      columns: [
        { title: entityWords[kind], share: 28 },
        { title: 'Tagged', align: 'right', share: 8 },
        { title: 'All events', align: 'right', share: 10 },
        { title: 'First seen', align: 'time', share: 12 },
        { title: 'Last seen', align: 'time', share: 12 },
        { title: 'Most frequent requests', share: 30 },
      ],
      rows: await rowsOf(context, kind, told),
    });
  }
  return blocks;
}

/** Kinds that one column tells; an account stands in two. */
const columns: Partial<Record<EntityKind, ColumnRef>> = {
  key: entityPlaces.key,
  principal: entityPlaces.arn,
  role: entityPlaces.role,
  actor: entityPlaces.actor,
  ip: entityPlaces.ip,
  bucket: entityPlaces.bucket,
  agent: entityPlaces.agent,
};

async function rowsOf(
  { state, use, signal, cite, time }: Context,
  kind: EntityKind,
  told: { entity: Entity; tagged: number }[],
): Promise<Inline[][][]> {
  const column = columns[kind];
  const values = told.map(({ entity }) => entity.value);
  const counts = column
    ? await use((connection) => countEntities(state, connection, column, values, signal))
    : new Map<string, EntityCount>();
  const rows: Inline[][][] = [];
  for (const { entity, tagged } of told) {
    const known = column
      ? (counts.get(entity.value) ?? noEvents)
      : await use((connection) => count(connection, entity));
    const sql = await use((connection) => viewSql(state, connection, entityView(entity)));
    const number = cite(`${entityWords[entity.kind]} ${entity.value}`, sql, rowsWords(known.count));
    rows.push([
      [{ code: entity.value }],
      [formatCount(tagged)],
      [formatCount(known.count), { cite: number }],
      [time(known.first).slice(0, 19)],
      [time(known.last).slice(0, 19)],
      apisOf(known),
    ]);
  }
  return rows;

  async function count(connection: Connection, entity: Entity): Promise<EntityCount> {
    const request = { entity, scope: 'own', limit: mostListedApis } as const;
    const { all, errors, first, last, apis } = await summarise(state, connection, request, signal);
    const named = apis.items.map(({ value, count }) => ({ name: value ?? '', count }));
    return { count: all.count, errors: errors.count, first, last, apis: named };
  }
}

const noEvents: EntityCount = { count: 0, errors: 0, first: null, last: null, apis: [] };

function apisOf({ apis, errors }: EntityCount): Inline[] {
  const items = apis
    .slice(0, mostApis)
    .map(({ name, count }): Inline[] => [{ code: name }, ` (${formatCount(count)})`]);
  const more = apis.length - items.length;
  const refused = errors > 0 ? [{ dim: `; ${formatCount(errors)} failed` }] : [];
  return [...joinInlines([...items, ...(more > 0 ? [[`${formatCount(more)} more`]] : [])]), ...refused];
}

function toEntity(place: string, value: string): Entity | null {
  if (place === 'agent') return { kind: 'agent', value };
  if (place === 'bucket') return { kind: 'bucket', value };
  const column = place === 'ip' ? entityPlaces.ip : place === 'principal' ? entityPlaces.arn : undefined;
  return detectEntity(value, column);
}
