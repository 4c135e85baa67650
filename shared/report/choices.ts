// What somebody chooses for a report: its parts and their order, their own words, and what is not to be read in it. Kept in
// the case, so that the window and the command line make the same report.
import { z } from 'zod';

export const sectionIds = [
  'summary',
  'timeline',
  'detections',
  'tags',
  'entities',
  'notebook',
  'scope',
  'integrity',
  'coverage',
  'views',
  'files',
  'method',
] as const;
export const SectionId = z.enum(sectionIds);
export type SectionId = z.infer<typeof SectionId>;

export const sectionWords: Record<SectionId, { title: string; meaning: string }> = {
  summary: { title: 'Summary', meaning: 'Your own words, and the report in figures' },
  timeline: { title: 'Timeline of the incident', meaning: 'Tagged events as a picture and as a table' },
  detections: { title: 'What rules found', meaning: 'Findings of rules, with what you made of each' },
  tags: { title: 'Events by tag', meaning: 'What each tag was given to' },
  entities: { title: 'Who and what is named', meaning: 'Keys, principals, addresses and buckets of the tagged events' },
  notebook: { title: 'Notebook', meaning: 'Every marked event with its note, and the texts between them' },
  scope: { title: 'Scope and evidence', meaning: 'What was loaded, and what became of it' },
  integrity: { title: 'Integrity of the logs', meaning: 'Verdicts by CloudTrail’s signed digests' },
  coverage: { title: 'What the logs cover', meaning: 'Accounts and regions, gaps, and what cannot be answered' },
  views: { title: 'Saved views', meaning: 'Each with its conditions and its number of rows' },
  files: { title: 'All files with their hashes', meaning: 'Every file and member that was loaded; long' },
  method: { title: 'Method', meaning: 'How this was made, and how it can be checked' },
};

/** Not in a report unless asked for: it may have a line for each of many thousand files. */
const leftOut: readonly SectionId[] = ['files'];

/** Exact texts, in any case of letters; IP networks; and what a regular expression finds. */
export const Redactions = z.object({
  values: z.array(z.string().min(1).max(4096)).max(1000).default([]),
  networks: z.array(z.string().min(1)).max(100).default([]),
  pattern: z.string().max(1000).default(''),
});
export type Redactions = z.infer<typeof Redactions>;

const SectionChoice = z.object({ id: SectionId, isOn: z.boolean() });

export const ReportChoices = z.object({
  title: z.string().max(300).default(''),
  author: z.string().max(300).default(''),
  /** A number, a client, a matter: whatever stands below the title. */
  about: z.string().max(2000).default(''),
  /** Markdown. */
  summary: z.string().max(200_000).default(''),
  /** Every section once, in the order of the report. */
  sections: z.array(SectionChoice).default([]).transform(withAll),
  /** Tags whose rows are told of; null: all of them. */
  tags: z.array(z.string()).nullable().default(null),
  redact: Redactions.prefault({}),
});
export type ReportChoices = z.output<typeof ReportChoices>;

/** What a report is made of when nobody chose anything. */
export const usualChoices = (): ReportChoices => ReportChoices.parse({});

/** Sections that a choice of an earlier version does not know yet come at the end. */
function withAll(sections: z.infer<typeof SectionChoice>[]): z.infer<typeof SectionChoice>[] {
  const once = sections.filter(({ id }, i) => sections.findIndex((other) => other.id === id) === i);
  const missing = sectionIds.filter((id) => !once.some((section) => section.id === id));
  return [...once, ...missing.map((id) => ({ id, isOn: !leftOut.includes(id) }))];
}

export const chosenSections = ({ sections }: Pick<ReportChoices, 'sections'>): SectionId[] =>
  sections.filter(({ isOn }) => isOn).map(({ id }) => id);

/** Where the case keeps them, among its documents. */
export const choicesPlace = { kind: 'setting', id: 'report' } as const;
