// Calls about entities: what an access key, a principal, an address, an agent, an account or a resource did, in one page.
import { z } from 'zod';
import { Entity } from '../query/entity.ts';
import { View } from '../query/view.ts';
import { base } from './base.ts';

/** A count, and the rows that it counts. */
export const Figure = z.object({ count: z.number().int(), view: View });
export type Figure = z.infer<typeof Figure>;

/** One value of a list. Times are ISO 8601 UTC; `errors`: how many of the rows are errors. */
export const Item = Figure.extend({
  value: z.string().nullable(),
  /** A second line: the service of an API, the resource of a change. */
  detail: z.string().nullable(),
  errors: z.number().int(),
  first: z.string().nullable(),
  last: z.string().nullable(),
  /** The entity that the value is. */
  entity: Entity.nullable(),
});
export type Item = z.infer<typeof Item>;

/** The most frequent values; `distinct`: how many there are. */
export const ItemList = z.object({ items: z.array(Item), distinct: z.number().int() });
export type ItemList = z.infer<typeof ItemList>;

export const EntitySummary = z.object({
  entity: Entity,
  all: Figure,
  errors: Figure,
  first: z.string().nullable(),
  last: z.string().nullable(),
  /** Rows by day (UTC), days without any left out: `value` is `2026-03-01`. */
  days: z.array(z.object({ day: z.string(), count: z.number().int(), errors: z.number().int(), view: View })),
  apis: ItemList,
  ips: ItemList,
  agents: ItemList,
  regions: ItemList,
  keys: ItemList,
  principals: ItemList,
  accounts: ItemList,
  errorCodes: ItemList,
});
export type EntitySummary = z.infer<typeof EntitySummary>;

/** `verb`: what the change did, by the name of its API. */
export const Change = Item.extend({ verb: z.enum(['created', 'changed', 'deleted']) });
export type Change = z.infer<typeof Change>;

export const EntityDeeds = z.object({
  /** Successful requests that were not reading: API and resource. */
  changes: z.object({ items: z.array(Change), distinct: z.number().int() }),
  /** Roles that it assumed, or tried to; `errors` are refusals. */
  assumed: ItemList,
  /** Who assumed it: callers, for a role or a session. */
  assumedBy: ItemList,
  /** Keys that were made or issued at its request. */
  keysMade: ItemList,
  logins: z.object({ succeeded: Figure, failed: Figure, withoutMfa: Figure, items: z.array(Item) }),
  /** Rules that matched its requests when they ran last. */
  rules: ItemList,
});
export type EntityDeeds = z.infer<typeof EntityDeeds>;

/** Rows of one log type that name the entity; `errors`: how many of them tell of a refusal or a failure. */
export const LogOfEntity = Figure.extend({
  logType: z.string(),
  title: z.string(),
  first: z.string().nullable(),
  last: z.string().nullable(),
  errors: z.number().int(),
  /** The same rows in the log's own table; null: it has no column for such things. */
  table: View.nullable(),
  /** What was done most often, as the timeline has it. */
  actions: ItemList,
});
export type LogOfEntity = z.infer<typeof LogOfEntity>;

/** `all`: its rows on the timeline. */
export const EntityLogs = z.object({ all: Figure, logs: z.array(LogOfEntity) });
export type EntityLogs = z.infer<typeof EntityLogs>;

export const entities = {
  /** `scope`: its own requests, or those of all sessions that began with it. */
  summary: base
    .input(z.object({ entity: Entity, scope: z.enum(['own', 'chain']), limit: z.number().int().max(500).default(50) }))
    .output(EntitySummary),
  deeds: base
    .input(z.object({ entity: Entity, scope: z.enum(['own', 'chain']), limit: z.number().int().max(500).default(50) }))
    .output(EntityDeeds),
  /** Where it is named in all logs, the most first. */
  logs: base.input(z.object({ entity: Entity })).output(EntityLogs),
  /** Entities whose name holds the text, the busiest first. */
  find: base
    .input(z.object({ text: z.string(), limit: z.number().int().max(100).default(30) }))
    .output(z.array(z.object({ entity: Entity, count: z.number().int() }))),
  /**
   * The rows around one: the same actor, the same address or everything, so many minutes before and after; in its own log, or
   * in all of them, where the actor or the address may stand anywhere in the record.
   */
  around: base
    .input(
      z.object({
        viewId: z.string(),
        index: z.number().int(),
        same: z.enum(['actor', 'ip', 'everything']),
        minutes: z.number().positive().max(100_000),
        across: z.boolean().default(false),
      }),
    )
    .output(z.object({ view: View, title: z.string() })),
};
