// Puts a report together: one section after the other from the case, then every chosen value taken out.
import { chosenSections, type ReportChoices, type SectionId, sectionWords } from '../../../shared/report/choices.ts';
import type { ReportDocument, Section } from '../../../shared/report/document.ts';
import { createRedactor, type Redactor, redactDocument, whyNotRedacted } from '../../../shared/report/redact.ts';
import { EngineError } from '../engine-error.ts';
import type { EngineState, OpenCase } from '../engine-state.ts';
import { currentUser } from '../journal/current-user.ts';
import { createContext, type Gather } from './context.ts';
import { gatherCoverage } from './sections/coverage.ts';
import { gatherDetections } from './sections/detections.ts';
import { gatherEntities } from './sections/entities.ts';
import { gatherFiles } from './sections/files.ts';
import { gatherIntegrity } from './sections/integrity.ts';
import { gatherMethod } from './sections/method.ts';
import { gatherNotebook } from './sections/notebook.ts';
import { gatherScope } from './sections/scope.ts';
import { gatherSummary } from './sections/summary.ts';
import { gatherTags } from './sections/tags.ts';
import { gatherTimeline } from './sections/timeline.ts';
import { gatherViews } from './sections/views.ts';

const gatherers: Record<SectionId, Gather> = {
  summary: gatherSummary,
  timeline: gatherTimeline,
  detections: gatherDetections,
  tags: gatherTags,
  entities: gatherEntities,
  notebook: gatherNotebook,
  scope: gatherScope,
  integrity: gatherIntegrity,
  coverage: gatherCoverage,
  views: gatherViews,
  files: gatherFiles,
  method: gatherMethod,
};

export type Gathered = {
  /** As it may be read. */
  document: ReportDocument;
  /** As it is; never to leave the engine whole. */
  plain: ReportDocument;
  redactor: Redactor;
  rows: number;
};

/**
 * @param onSection told before each section, with its title
 * @throws INVALID for what cannot be redacted
 */
export async function gatherReport(
  state: EngineState,
  open: OpenCase,
  choices: ReportChoices,
  made: Date,
  signal: AbortSignal,
  onSection: (title: string) => void,
): Promise<Gathered> {
  const wrong = whyNotRedacted(choices.redact);
  if (wrong !== null) throw new EngineError('INVALID', wrong);
  const { context, queries } = createContext(state, open, choices, signal);
  const sections: Section[] = [];
  for (const id of chosenSections(choices)) {
    if (signal.aborted) throw new EngineError('CANCELLED', 'Cancelled');
    const { title } = sectionWords[id];
    onSection(title);
    sections.push({ id: `section-${id}`, title, blocks: await gatherers[id](context) });
  }
  const { total } = await context.tagged();
  const plain: ReportDocument = {
    title: titleOf(choices, open),
    about: choices.about.trim(),
    facts: [
      ['Case', [open.info.name]],
      ...(choices.author.trim() === '' ? [] : [['Author', [choices.author.trim()]] as [string, string[]]]),
      ['Times', [`on the clock of ${context.zone}`]],
      ...(choices.tags === null ? [] : [['Tags', [`only ${choices.tags.join(', ')}`]] as [string, string[]]]),
    ],
    made: `Made ${made.toISOString().replace('T', ' ').slice(0, 19)} UTC with Pugmark ${state.options.version} by the user ${currentUser()}.`,
    sections,
    queries,
  };
  const redactor = createRedactor(choices.redact);
  return { document: redactDocument(plain, redactor), plain, redactor, rows: total };
}

export const titleOf = ({ title }: Pick<ReportChoices, 'title'>, open: OpenCase): string =>
  title.trim() || `Incident report: ${open.info.name}`;
