// Calls about rules and what they find. Hits are kept per rule and record; findings are hits of one rule by one actor on one day.
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { View } from '../query/view.ts';
import { levels } from '../sigma/rule.ts';
import { base } from './base.ts';

export const Level = z.enum(levels);
export type Level = z.infer<typeof Level>;

/** A sigma rule that matches records, one that counts or orders the hits of others, or a list of indicators. */
export const RuleKind = z.enum(['detection', 'correlation', 'indicators']);
export type RuleKind = z.infer<typeof RuleKind>;

const Problem = z.object({
  file: z.string(),
  /** 0: the file as a whole. */
  line: z.number().int(),
  reason: z.string(),
  title: z.string().nullable(),
});

export const RuleInfo = z.object({
  /** The rule's id; where it has none its name, or file and title. */
  key: z.string(),
  /** Its title, made different from the others' where two rules have the same. */
  name: z.string(),
  kind: RuleKind,
  /** As it counts in this case, and as the rule says it; null: it says none, and counts as medium. */
  level: Level,
  ownLevel: Level.nullable(),
  status: z.string().nullable(),
  /** Null: Pugmark's own rules; else the folder, file or list that it comes from. */
  folder: z.string().nullable(),
  file: z.string(),
  line: z.number().int(),
  table: z.string(),
  /** ATT&CK: `TA0003`-like names of tactics as tags have them (`persistence`), techniques as `T1098.001`. */
  tactics: z.array(z.string()),
  techniques: z.array(z.string()),
  isOn: z.boolean(),
  /** What only correlations count; it makes no findings of its own. */
  isPart: z.boolean(),
  exceptions: z.number().int(),
  /** Of the last run; 0 while it has not run. */
  hits: z.number().int(),
  findings: z.number().int(),
  /** What of the rule is not taken as written. */
  notes: z.array(z.object({ line: z.number().int(), reason: z.string() })),
});
export type RuleInfo = z.infer<typeof RuleInfo>;

/** A folder, file or zip of rules; the case keeps them as they were when it was `read`, ISO UTC. */
export const RuleFolder = z.object({
  path: z.string(),
  read: z.string(),
  rules: z.number().int(),
  problem: z.string().nullable(),
});
export type RuleFolder = z.infer<typeof RuleFolder>;

/** Every document that was read is a rule, a problem, or counted in `others` (it is for other logs). */
export const RuleList = z.object({
  rules: z.array(RuleInfo),
  problems: z.array(Problem),
  others: z.array(z.object({ source: z.string(), count: z.number().int() })),
  folders: z.array(RuleFolder),
});
export type RuleList = z.infer<typeof RuleList>;

export const RuleException = z.object({
  id: z.string(),
  /** Null: for every rule. */
  rule: z.string().nullable(),
  view: View,
  /** The view in words. */
  words: z.string(),
  reason: z.string(),
  made: z.string(),
  madeBy: z.string(),
});
export type RuleException = z.infer<typeof RuleException>;

export const RuleDetail = RuleInfo.omit({ hits: true, findings: true, exceptions: true }).extend({
  id: z.string().nullable(),
  description: z.string().nullable(),
  falsePositives: z.array(z.string()),
  references: z.array(z.string()),
  /** What to check next, as Pugmark's rules say. */
  next: z.array(z.string()),
  author: z.string().nullable(),
  date: z.string().nullable(),
  /** The document as it stands in its file. */
  text: z.string(),
  /** One SELECT of the records that it matches; of a correlation the one over the hits of its rules. */
  sql: z.string(),
  /** Correlations: the rules that they count. */
  members: z.array(z.object({ key: z.string(), name: z.string() })),
  exceptions: z.array(RuleException),
});
export type RuleDetail = z.infer<typeof RuleDetail>;

export const DetectionProgress = z.object({
  /** `never`: rules have not been run in this case. `behind`: rows, rules or exceptions came since. */
  state: z.enum(['never', 'running', 'current', 'behind', 'cancelled', 'failed']),
  /** Share that is done, from 0 to 1. */
  done: z.number(),
  /** Rules that are switched on, rows they look at, and the findings of the last run. */
  rules: z.number().int(),
  rows: z.number().int(),
  findings: z.number().int(),
  elapsedMs: z.number(),
  error: z.string().nullable(),
});
export type DetectionProgress = z.infer<typeof DetectionProgress>;

export const FindingState = z.enum(['confirmed', 'dismissed']);
export type FindingState = z.infer<typeof FindingState>;

export const Finding = z.object({
  finding: z.number().int(),
  rule: z.string(),
  name: z.string(),
  kind: RuleKind,
  level: Level,
  tactics: z.array(z.string()),
  techniques: z.array(z.string()),
  /** At the beginning of the chain of sessions, as the column `actor`; null: the records name nobody. */
  actor: z.string().nullable(),
  /** `2024-03-11`, UTC; null: the records have no time. */
  day: z.string().nullable(),
  /** Records that count; `excepted` ones do not. 0: what an investigator judged is found no more. */
  hits: z.number().int(),
  excepted: z.number().int(),
  /** Hits that were refused or failed. */
  failed: z.number().int(),
  first: z.string().nullable(),
  last: z.string().nullable(),
  /** The most frequent ones, at most ten, and how many different ones there are. */
  sourceIps: z.array(z.string()),
  sourceIpCount: z.number().int(),
  actions: z.array(z.string()),
  actionCount: z.number().int(),
  accounts: z.array(z.string()),
  regions: z.array(z.string()),
  state: FindingState.nullable(),
  reason: z.string().nullable(),
  tags: z.array(z.string()),
  note: z.string().nullable(),
  changed: z.string().nullable(),
  changedBy: z.string().nullable(),
  /** Its rows. */
  view: View,
});
export type Finding = z.infer<typeof Finding>;

/** `value` null: the field is missing. `test`: what the rule asks, in words. */
export const MatchedField = z.object({
  search: z.string(),
  field: z.string(),
  test: z.string(),
  value: z.string().nullable(),
  line: z.number().int(),
});
export type MatchedField = z.infer<typeof MatchedField>;

/** One record of a finding, and which lines of its rule it meets. */
export const MatchedRecord = z.object({
  rule: z.string(),
  name: z.string(),
  evidenceId: z.number().int(),
  recordNo: z.number().int(),
  eventTime: z.string().nullable(),
  action: z.string().nullable(),
  fields: z.array(MatchedField),
});
export type MatchedRecord = z.infer<typeof MatchedRecord>;

export const FindingChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('confirm') }),
  z.object({ kind: z.literal('dismiss'), reason: z.string().trim().min(1).max(2000) }),
  /** Takes a judgement back. */
  z.object({ kind: z.literal('reopen') }),
  z.object({ kind: z.literal('tag'), tag: z.string().min(1), on: z.boolean() }),
  z.object({ kind: z.literal('note'), text: z.string().max(100_000).nullable() }),
]);
export type FindingChange = z.infer<typeof FindingChange>;

export const detections = {
  /** `again`: the files of folders are read again; NOT_FOUND names those that are gone, which stay as they were. */
  rules: base.input(z.object({ again: z.boolean().default(false) })).output(RuleList),
  /** NOT_FOUND when there is no such rule. */
  rule: base.input(z.object({ key: z.string() })).output(RuleDetail),
  /** A folder, a file or a zip. NOT_FOUND when it is not there; kept in the case, and journalled. */
  addFolder: base.input(z.object({ path: z.string().min(1) })).output(RuleList),
  removeFolder: base.input(z.object({ path: z.string() })).output(RuleList),
  /** Switches rules on or off, or gives them another level; `level` null: the rule's own. They take effect at the next run. */
  setRules: base.input(
    z.object({ keys: z.array(z.string()), isOn: z.boolean().optional(), level: Level.nullable().optional() }),
  ),
  exceptions: base.output(z.array(RuleException)),
  /** INVALID when the view is not one of the rule's table, or has no condition at all. */
  addException: base
    .input(z.object({ rule: z.string().nullable(), view: View, reason: z.string().trim().min(1).max(2000) }))
    .output(RuleException),
  removeException: base.input(z.object({ id: z.string() })),

  /** What is going on, at every change; after a first run, loads bring the findings up to date by themselves. */
  watch: base.output(eventIterator(DetectionProgress)),
  run: base,
  cancel: base,
  /** All of them, the gravest and latest first. */
  findings: base.output(z.array(Finding)),
  /** The first records of a finding with what matched. */
  explain: base
    .input(z.object({ finding: z.number().int(), most: z.number().int().min(1).max(50).default(3) }))
    .output(z.array(MatchedRecord)),
  change: base.input(z.object({ findings: z.array(z.number().int()).min(1), change: FindingChange })),
};
