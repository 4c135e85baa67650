// Calls about what an investigator keeps of the rows: tags, stars, notes, and the notebook made of them. Evidence tables are
// not changed by any: marks are rows of their own, named by where a record came from.
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { MarkChange } from '../marks/change.ts';
import { Notebook, NotebookEntry, NotebookExport, NotebookExported, NotebookFilter } from '../marks/notebook.ts';
import { Tag, TagName } from '../marks/tag.ts';
import { View } from '../query/view.ts';
import { base } from './base.ts';

export const TagInfo = Tag.extend({ rows: z.number().int() });
export type TagInfo = z.infer<typeof TagInfo>;

/** How far a change is. `step` names it for undo and redo; null when nothing had to be changed. */
export const MarkState = z.object({
  state: z.enum(['running', 'done']),
  /** Rows that are meant, and how many of them had to change. */
  rows: z.number().int(),
  changed: z.number().int(),
  step: z.string().nullable(),
  /** Whether a tag or star was put on; true for a note that is there now. */
  on: z.boolean(),
  /** Percent of the statement that runs, where DuckDB can tell. */
  percent: z.number().nullable(),
  elapsedMs: z.number(),
});
export type MarkState = z.infer<typeof MarkState>;

/** Rows that bear one mark, in each bucket. */
export const MarkCounts = z.object({
  mark: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('tag'), tag: z.string() }),
    z.object({ kind: z.literal('star') }),
    z.object({ kind: z.literal('note') }),
  ]),
  counts: z.array(z.number().int()),
});
export type MarkCounts = z.infer<typeof MarkCounts>;

/** `step` names what was done for undo and redo; null when nothing had to be changed. */
const TagsSaved = z.object({ tags: z.array(TagInfo), step: z.string().nullable() });
export type TagsSaved = z.infer<typeof TagsSaved>;

/** `kept`: rows whose mark was changed since by somebody else, and which were left as they are. */
const Reverted = z.object({ changed: z.number().int(), kept: z.number().int() });

export const marks = {
  tags: base.output(z.array(TagInfo)),
  /** Makes a tag, or changes the one called `was`. A digit is taken from the tag that had it. REFUSED: the name is taken. */
  saveTag: base.input(Tag.extend({ was: TagName.optional() })).output(TagsSaved),
  /** Takes the tag from all rows, too. */
  removeTag: base.input(z.object({ name: TagName })).output(TagsSaved),
  /**
   * Marks rows of an opened view: `[from, to)` ranges of row indexes, or all. One transaction: cancelled, it changes nothing.
   * INVALID when the view's rows are no records of a log.
   */
  change: base
    .input(
      z.object({
        viewId: z.string(),
        rows: z.array(z.tuple([z.number().int().min(0), z.number().int().min(0)])).nullable(),
        change: MarkChange,
      }),
    )
    .output(eventIterator(MarkState)),
  /**
   * Takes back exactly what a step changed. NOT_FOUND when the step is no longer known (another session of the case), REFUSED
   * when the tag that it is about was changed or removed since.
   */
  undo: base.input(z.object({ step: z.string() })).output(Reverted),
  redo: base.input(z.object({ step: z.string() })).output(Reverted),
  /**
   * Marked rows of a view in each `[edges[i], edges[i + 1])` of its time, one number fewer than edges, for each mark that any
   * of them has; a row with two marks counts for both. Edges ascend.
   */
  counts: base.input(z.object({ view: View, edges: z.array(z.string()).max(5000) })).output(z.array(MarkCounts)),
  /** Puts the marked rows of all log tables in the order of time. `after`: how many stand before each section. */
  notebook: base.input(NotebookFilter).output(Notebook),
  notebookPage: base
    .input(z.object({ id: z.string(), offset: z.number().int().min(0), limit: z.number().int().min(1).max(2000) }))
    .output(z.array(NotebookEntry)),
  /** With its manifest beside it; the journal has it too. */
  exportNotebook: base.input(NotebookExport).output(NotebookExported),
};
