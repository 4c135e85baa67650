// Where an entity stands in the logs, of whatever type: on the timeline by the list of what a record names, in a log's own table
// by the columns that its definition says hold such things.
import type { EntityMeaning, Format } from '../formats/format.ts';
import { parseArn } from '../values/arn.ts';
import { addFilter, type NewFilter } from './edit.ts';
import type { Entity } from './entity.ts';
import { entityColumnsOf } from './entity-columns.ts';
import type { ColumnRef, Filter, View } from './view.ts';

/** The texts by which logs know it, and how such texts may begin. */
export function namesOf({ kind, value }: Entity): { texts: string[]; beginnings: string[] } {
  if (kind === 'bucket') return { texts: [value, `arn:aws:s3:::${value}`], beginnings: [] };
  if (kind !== 'role') return { texts: [value], beginnings: [] };
  const arn = parseArn(value);
  if (arn?.service !== 'iam') return { texts: [value], beginnings: [] };
  // Logs beside CloudTrail name the session, whose ARN has the role's name without its path.
  const name = arn.resource.split('/').at(-1)!;
  return { texts: [value], beginnings: [`arn:${arn.partition}:sts::${arn.account}:assumed-role/${name}/`] };
}

const column = (name: string, ...path: string[]): ColumnRef => ({ column: name, path });
const flags = { negated: false, enabled: true };

const any = (filters: NewFilter[]): NewFilter =>
  filters.length === 1
    ? filters[0]!
    : { op: 'any', ...flags, filters: filters.map((filter, i) => ({ ...filter, id: `any${i + 1}` })) as Filter[] };

const is = (place: ColumnRef, values: string[]): NewFilter => ({ op: 'in', column: place, values, ...flags });
/** In a list, which compares as the JSON that it prints as. */
const has = (place: ColumnRef, value: string): NewFilter => ({
  op: 'contains',
  column: place,
  value,
  caseSensitive: true,
  ...flags,
});

/** Rows of the timeline that name it. */
export function entityOnTimeline(entity: Entity): View {
  const view: View = {
    from: { kind: 'table', table: 'timeline' },
    where: [],
    sort: [{ column: column('time'), descending: false }],
  };
  if (entity.kind === 'agent') return addFilter(view, is(column('user_agent'), [entity.value]));
  const { texts, beginnings } = namesOf(entity);
  const entities = column('entities');
  return addFilter(view, any([is(entities, texts), ...beginnings.map((text) => has(entities, `"${text}`))]));
}

/** Rows of a log's own table that name it; null: it has no column for such things. */
export function entityInLog(entity: Entity, format: Format): View | null {
  const { texts, beginnings } = namesOf(entity);
  const places = entityColumnsOf(format).filter(({ entity: meaning }) => meaningsOf[entity.kind].includes(meaning));
  if (places.length === 0) return null;
  const filters = places.flatMap(({ column: name, path, isList }) => {
    const place = column(name, ...path);
    return [
      ...(isList ? texts.map((text) => has(place, `"${text}"`)) : [is(place, texts)]),
      ...beginnings.map((text) =>
        isList
          ? has(place, `"${text}`)
          : { op: 'startsWith' as const, column: place, value: text, caseSensitive: true, ...flags },
      ),
    ];
  });
  const view: View = {
    from: { kind: 'table', table: format.name },
    where: [],
    sort: [{ column: column(format.timeColumn), descending: false }],
  };
  return addFilter(view, any(filters));
}

const names: EntityMeaning[] = ['principal', 'resource', 'domain'];
const meaningsOf: Record<Entity['kind'], EntityMeaning[]> = {
  key: ['access-key'],
  principal: names,
  role: names,
  actor: names,
  ip: ['ip', 'domain'],
  agent: ['user-agent'],
  account: ['account'],
  bucket: ['resource'],
  resource: names,
  domain: ['domain', 'principal'],
};
