// Calls about sessions and role chains: who was behind temporary credentials. They are made in the background after each load.
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { Entity } from '../query/entity.ts';
import { View } from '../query/view.ts';
import { base } from './base.ts';

export const SessionsProgress = z.object({
  /** `unknown`: not looked yet. `current`: they know every row; `cancelled` and `failed`: only `seen` of `rows`. */
  state: z.enum(['unknown', 'running', 'current', 'cancelled', 'failed']),
  /** Share that is done, from 0 to 1. */
  done: z.number(),
  /** CloudTrail rows that there are, and that the sessions know. */
  rows: z.number().int(),
  seen: z.number().int(),
  elapsedMs: z.number(),
  error: z.string().nullable(),
});
export type SessionsProgress = z.infer<typeof SessionsProgress>;

/**
 * How a session is known to follow from its parent. `response`: the parent's request was answered with its key. `session`: a
 * further key of a session that was issued so. `login`: a console login. `context`: what the session says of itself (an SSO
 * user's role, an instance's credentials, a service-linked role, a user's own session). `owner`: a long-term key of the user.
 */
export const SessionLink = z.enum(['response', 'session', 'login', 'context', 'owner']);
export type SessionLink = z.infer<typeof SessionLink>;

/** A key, or a caller whose requests carry none. */
export const Session = z.object({
  /** The access key id, or the caller's name. */
  session: z.string(),
  kind: z.string(),
  entity: Entity,
  principal: z.string().nullable(),
  account: z.string().nullable(),
  role: z.string().nullable(),
  sourceIdentity: z.string().nullable(),
  mfa: z.boolean().nullable(),
  firstUse: z.string().nullable(),
  lastUse: z.string().nullable(),
  events: z.number().int(),
  errors: z.number().int(),
  /** Addresses it was used from, the busiest first, at most five; and how many there are. */
  ips: z.array(z.object({ value: z.string(), count: z.number().int() })),
  ipCount: z.number().int(),
  parent: z.string().nullable(),
  link: SessionLink.nullable(),
  /** Session that made this long-term key. */
  madeBy: z.string().nullable(),
  issuedBy: z.string().nullable(),
  issuedAt: z.string().nullable(),
  /** The event that issued it. */
  issuedView: View.nullable(),
  /** Its own requests. */
  view: View,
  /** At the beginning of its chain, and how many links away that is; null: the chain is a circle. */
  actor: z.string(),
  depth: z.number().int().nullable(),
  /** Sessions that follow from it directly. */
  children: z.number().int(),
  /** Why it is not known what came before, in words. */
  missing: z.string().nullable(),
});
export type Session = z.infer<typeof Session>;

/** The sessions around an entity: those that it is, what they came from, and what came from them. */
export const SessionTree = z.object({
  /** Parents come before what follows from them. */
  sessions: z.array(Session),
  /** Those of `sessions` that the entity itself is. */
  own: z.array(z.string()),
  /** Sessions that there are beyond `sessions`. */
  left: z.number().int(),
});
export type SessionTree = z.infer<typeof SessionTree>;

export const sessions = {
  /** Brings them up to date where they are behind, and tells how far that is, then and after later loads; ends when the case closes. */
  watch: base.output(eventIterator(SessionsProgress)),
  /** Begins to bring them up to date, after a stop or a failure. */
  update: base.output(z.void()),
  /** Stops bringing them up to date; they stay as they were before. */
  cancel: base.output(z.void()),
  tree: base
    .input(z.object({ entity: Entity, limit: z.number().int().min(1).max(2000).default(300) }))
    .output(SessionTree),
};
