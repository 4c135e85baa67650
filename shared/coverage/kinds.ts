// Which kinds of logs are there at all, so that the absence of evidence is not taken for evidence of absence.
import { z } from 'zod';

/**
 * Rows of `cloudtrail` of one account, category, service and direction. `category`: as the event says it, or as its
 * `managementEvent` does; null: it says neither (event versions before 1.07). `readOnly`: null when it does not say.
 */
export const EventKind = z.object({
  account: z.string().nullable(),
  category: z.string().nullable(),
  source: z.string().nullable(),
  readOnly: z.boolean().nullable(),
  events: z.number().int(),
  /** ISO UTC; null when none has a time. */
  first: z.string().nullable(),
  last: z.string().nullable(),
});
export type EventKind = z.infer<typeof EventKind>;

/** `answers`: questions (see questions.ts) that logs beside CloudTrail's events answer, and the titles of those logs. */
export const LoadedKinds = z.object({
  events: z.array(EventKind),
  answers: z.array(z.object({ question: z.string(), title: z.string() })),
});
export type LoadedKinds = z.infer<typeof LoadedKinds>;
