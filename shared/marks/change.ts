// What can be done to the marks of rows, as plain data: for the call, the journal and the words of a history.
import { z } from 'zod';
import { TagName } from './tag.ts';

/** `on` absent: off when all of the rows have it, else on. */
const on = z.boolean().optional();

/** A null note takes it away. */
export const MarkChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tag'), tag: TagName, on }),
  z.object({ kind: z.literal('star'), on }),
  z.object({ kind: z.literal('note'), text: z.string().max(100_000).nullable() }),
]);
export type MarkChange = z.infer<typeof MarkChange>;

/** The change as it was made: whether on or off is known. */
export type MadeChange =
  | { kind: 'tag'; tag: string; on: boolean }
  | { kind: 'star'; on: boolean }
  | { kind: 'note'; text: string | null };

const counted = (rows: number) => `${rows.toLocaleString('en-US')} ${rows === 1 ? 'row' : 'rows'}`;

/** `Tagged 3 rows “Suspicious”` · `Took the star from 1 row`. */
export function describeChange(change: MadeChange, rows: number): string {
  switch (change.kind) {
    case 'tag':
      return change.on ? `Tagged ${counted(rows)} “${change.tag}”` : `Took “${change.tag}” from ${counted(rows)}`;
    case 'star':
      return change.on ? `Starred ${counted(rows)}` : `Took the star from ${counted(rows)}`;
    case 'note':
      return change.text === null ? `Removed the note of ${counted(rows)}` : `Noted ${counted(rows)}`;
  }
}

/** `Made the tag “Suspicious”` · `Renamed the tag “A” to “B”`. Null: there was none, or there is none any more. */
export function describeTagChange(before: string | null, after: string | null): string {
  if (before === null) return `Made the tag “${after}”`;
  if (after === null) return `Removed the tag “${before}”`;
  return before === after ? `Changed the tag “${after}”` : `Renamed the tag “${before}” to “${after}”`;
}
