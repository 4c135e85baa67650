// Calls about what the window remembers for its user, beside any case: theme, widths of panels and the like. The engine
// keeps it, because a browser forgets what a page of yesterday's port wrote.
import { z } from 'zod';
import { base } from './base.ts';

/** `sidebar-width` */
export const SettingKey = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/);

/** Small JSON: a width, a name, a few choices. Who wrote it validates it when reading. */
export const mostSettingBytes = 16_384;
export const mostSettings = 200;

export const settings = {
  /** Everything that is kept, by key. INVALID when the file cannot be read. */
  read: base.output(z.record(SettingKey, z.json())),
  /** Null forgets the key. REFUSED: too large, or too many. */
  write: base.input(z.object({ key: SettingKey, value: z.json() })).output(z.void()),
};
