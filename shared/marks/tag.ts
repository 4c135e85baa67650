// Tags: what an investigator calls rows, with a colour and a key. The rows themselves are never changed by them.
import { z } from 'zod';

/** Colours by name; the UI has a shade of each for light and for dark, an export its own. */
export const tagColors = ['red', 'orange', 'yellow', 'green', 'teal', 'blue', 'violet', 'pink', 'grey'] as const;
export const TagColor = z.enum(tagColors);
export type TagColor = z.infer<typeof TagColor>;

const longestName = 40;

/**
 * A name that can stand in a filter and in a list: no control characters, not blank, and no `[` in front, by which a filter
 * tells a whole list of tags from one (see engine/queries/marks/mark-columns.ts).
 */
export const TagName = z
  .string()
  .trim()
  .min(1)
  .max(longestName)
  .refine((name) => !name.startsWith('['), 'A tag cannot begin with “[”.')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused.
  .refine((name) => !/[\u0000-\u001f\u007f]/.test(name), 'A tag cannot hold control characters.');

export const Tag = z.object({
  name: TagName,
  color: TagColor,
  /** The digit that tags a row, 1 to 9; null: none. */
  shortcut: z.number().int().min(1).max(9).nullable(),
});
export type Tag = z.infer<typeof Tag>;

/** The smallest digit that no tag has; null when all nine are taken. */
export function freeShortcut(tags: Pick<Tag, 'shortcut'>[]): number | null {
  for (let digit = 1; digit <= 9; digit++) if (!tags.some(({ shortcut }) => shortcut === digit)) return digit;
  return null;
}

/** The colour that fewest tags have, the first of those. */
export function freeColor(tags: Pick<Tag, 'color'>[]): TagColor {
  const uses = (color: TagColor) => tags.filter((tag) => tag.color === color).length;
  return tagColors.toSorted((a, b) => uses(a) - uses(b))[0]!;
}
