// A look at this machine's folders, for the path picker that both hosts share.
import { z } from 'zod';
import { base } from './base.ts';

export const FolderEntry = z.object({
  name: z.string(),
  path: z.string(),
  kind: z.enum(['folder', 'case', 'file', 'other']),
  /** Bytes; 0 for folders. */
  size: z.number(),
  modified: z.string().nullable(),
});
export type FolderEntry = z.infer<typeof FolderEntry>;

export const files = {
  /** Lists a folder, folders first. `dir` absent: the home folder. FAILED/NOT_FOUND name the folder. */
  list: base.input(z.object({ dir: z.string().optional() })).output(
    z.object({
      dir: z.string(),
      parent: z.string().nullable(),
      roots: z.array(z.object({ name: z.string(), path: z.string() })),
      entries: z.array(FolderEntry),
      /** Entries left out because the folder holds more than the picker shows. */
      leftOut: z.number().int(),
    }),
  ),
};
