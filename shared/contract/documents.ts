// What the user keeps in the case besides evidence: saved queries, layouts, tabs, console history. One shape for all.
import { z } from 'zod';
import { base } from './base.ts';

/** `body` is the feature's own JSON, validated by the feature when read. */
export const Document = z.object({
  kind: z.enum(['query', 'layout', 'view', 'pivot', 'tabs', 'history', 'setting']),
  id: z.string().min(1),
  name: z.string(),
  body: z.unknown(),
  updated: z.string(),
});
export type Document = z.infer<typeof Document>;

export const documents = {
  /** Newest first. */
  list: base
    .input(z.object({ kind: Document.shape.kind, limit: z.number().int().default(500) }))
    .output(z.array(Document)),
  put: base.input(Document.omit({ updated: true })).output(Document),
  remove: base.input(z.object({ kind: Document.shape.kind, id: z.string() })).output(z.void()),
};
