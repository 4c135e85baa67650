// The notebook: marked rows in the order of time, with sections of text and saved views between them.
import { z } from 'zod';
import { View } from '../query/view.ts';

/** A place in the order of time: right after this record. Null: before all of them. */
export const Anchor = z
  .object({ time: z.string().nullable(), evidenceId: z.number().int(), recordNo: z.number().int() })
  .nullable();
export type Anchor = z.infer<typeof Anchor>;

const place = { id: z.string().min(1), anchor: Anchor };
export const Section = z.discriminatedUnion('kind', [
  z.object({ ...place, kind: z.literal('text'), text: z.string() }),
  z.object({ ...place, kind: z.literal('view'), name: z.string(), view: View, text: z.string().default('') }),
]);
export type Section = z.infer<typeof Section>;

/** What the case keeps of the notebook; its rows are found anew each time. Sections stand in their order. */
export const NotebookDocument = z.object({ title: z.string().default('Findings'), sections: z.array(Section) });
export type NotebookDocument = z.infer<typeof NotebookDocument>;

/** `tag` absent: rows with any mark. */
export const NotebookFilter = z.object({
  tag: z.string().optional(),
  only: z.enum(['all', 'starred', 'noted', 'starred or noted']).default('all'),
  sections: z.array(Section).default([]),
});
export type NotebookFilter = z.infer<typeof NotebookFilter>;

/** `after[i]`: how many rows stand before section i. `total`: marked rows of the case, whatever the filter. */
export const Notebook = z.object({
  id: z.string(),
  rows: z.number().int(),
  total: z.number().int(),
  after: z.array(z.number().int()),
});
export type Notebook = z.infer<typeof Notebook>;

export const NotebookEntry = z.object({
  table: z.string(),
  evidenceId: z.number().int(),
  recordNo: z.number().int(),
  /** ISO 8601 UTC; null where the table has no time, or the row none. */
  time: z.string().nullable(),
  actor: z.string().nullable(),
  action: z.string().nullable(),
  target: z.string().nullable(),
  sourceIp: z.string().nullable(),
  outcome: z.string().nullable(),
  region: z.string().nullable(),
  tags: z.array(z.string()),
  starred: z.boolean(),
  note: z.string().nullable(),
  /** `bundle.zip › logs/a.json.gz` */
  path: z.string(),
  /** Hex SHA-256 of the file's content; null where the account has none. */
  contentSha256: z.string().nullable(),
});
export type NotebookEntry = z.infer<typeof NotebookEntry>;

/** The whole notebook as one file in `exports/`. */
export const NotebookExport = z.object({
  filter: NotebookFilter,
  format: z.enum(['md', 'html']),
  title: z.string().min(1),
  /** IANA zone of the times in it. */
  zone: z.string(),
});
export type NotebookExport = z.infer<typeof NotebookExport>;

export const NotebookExported = z.object({
  path: z.string(),
  manifestPath: z.string(),
  /** Hex SHA-256 of the file. */
  sha256: z.string(),
  rows: z.number().int(),
});
export type NotebookExported = z.infer<typeof NotebookExported>;
