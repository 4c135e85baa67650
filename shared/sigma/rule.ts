// A Sigma rule as plain data: what the specification (SigmaHQ/sigma-specification: rules 2.0.0, modifiers 2.1.0, correlation
// rules 2.0.0; read 2026-11-27) lets a rule say, with values as their modifiers leave them and conditions as trees.
import { z } from 'zod';
import type { Pattern } from './pattern.ts';

export const levels = ['informational', 'low', 'medium', 'high', 'critical'] as const;
export const statuses = ['stable', 'test', 'experimental', 'deprecated', 'unsupported'] as const;
export const relations = ['derived', 'obsolete', 'merged', 'renamed', 'similar', 'correlation'] as const;

const text = z.string().min(1);
/** One text is taken for a list of one, as rules in the wild write it. */
const texts = z.preprocess((value) => (typeof value === 'string' ? [value] : (value ?? undefined)), z.array(text));
const maybeText = text.nullable();

/** What a rule says about itself, keyed as in the file. */
export const headSchema = z.object({
  title: text.max(256),
  id: maybeText.default(null),
  name: maybeText.default(null),
  related: z.array(z.object({ id: text, type: z.enum(relations) })).default([]),
  taxonomy: maybeText.default(null),
  status: z.enum(statuses).nullable().default(null),
  description: maybeText.default(null),
  license: maybeText.default(null),
  author: maybeText.default(null),
  references: texts.default([]),
  date: maybeText.default(null),
  modified: maybeText.default(null),
  fields: texts.default([]),
  falsepositives: texts.default([]),
  level: z.enum(levels).nullable().default(null),
  tags: texts.default([]),
  scope: texts.default([]),
});

/** `line`: where the rule begins in its file. `custom`: keys that the specification does not name. */
export type RuleHead = z.infer<typeof headSchema> & { line: number; custom: Record<string, unknown> };

export type LogSource = {
  product: string | null;
  category: string | null;
  service: string | null;
  definition: string | null;
};

export type Level = (typeof levels)[number];

export type Comparison = 'lt' | 'lte' | 'gt' | 'gte';
export type TimePart = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

/** What one value of a rule asks of a value of the event. Texts are compared without case unless `cased`. */
export type ValueTest =
  | { kind: 'text'; pattern: Pattern; cased: boolean }
  /** As a number, or as it is written. */
  | { kind: 'number'; number: number; text: string }
  /** There is no value. */
  | { kind: 'null' }
  | { kind: 'regex'; source: string; ignoreCase: boolean; multiLine: boolean; dotAll: boolean }
  | { kind: 'network'; network: string }
  /** The field is there, be its value null; or it is not. */
  | { kind: 'exists'; exists: boolean }
  | { kind: 'compare'; op: Comparison; number: number }
  /** A part of a time, in UTC; weeks are those of ISO 8601. */
  | { kind: 'time'; part: TimePart; op: Comparison | 'eq'; number: number }
  /** The value of another field of the event, or a part of this one. */
  | { kind: 'field'; field: string; match: 'whole' | 'start' | 'end' | 'inside'; cased: boolean };

/**
 * One line of a search. Each value is a list of alternatives (what `windash`, `base64offset` or `expand` made of it), any of
 * which will do; `link` says whether any of the values must match or all. `field` null: anywhere in the record.
 */
export type FieldTest = {
  kind: 'test';
  field: string | null;
  values: ValueTest[][];
  link: 'any' | 'all';
  /** `neq`: matches where the rest does not. */
  negated: boolean;
  line: number;
};

/** A search: tests linked by its maps (all) and lists (any). */
export type Search = FieldTest | { kind: 'any' | 'all'; parts: Search[]; line: number };

/** A condition over searches, with `1 of x*` and the like resolved to names. */
export type Condition =
  | { kind: 'search'; name: string }
  | { kind: 'and' | 'or'; parts: Condition[] }
  | { kind: 'not'; part: Condition };

export type DetectionRule = RuleHead & {
  kind: 'detection';
  logsource: LogSource;
  searches: Record<string, Search>;
  /** Any of them. */
  conditions: { text: string; tree: Condition; line: number }[];
};

export type CorrelationType = 'event_count' | 'value_count' | 'temporal' | 'temporal_ordered';
export type CountTest = { op: Comparison | 'eq' | 'neq'; count: number };

export type CorrelationRule = RuleHead & {
  kind: 'correlation';
  type: CorrelationType;
  /** Ids or names of rules, in the order written. */
  rules: { ref: string; line: number }[];
  groupBy: string[];
  timespanSeconds: number;
  /** All must hold; for the temporal types about the number of different rules, by default all of them. */
  counts: CountTest[];
  /** value_count: the fields whose different values are counted, together. */
  countedFields: string[];
  /** Alias → reference of a rule → field. */
  aliases: Record<string, Record<string, string>>;
  /** Whether the rules it refers to also count on their own. */
  generate: boolean;
};

export type SigmaRule = DetectionRule | CorrelationRule;
