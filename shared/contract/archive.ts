// Calls that hand a whole case on to somebody else, as one file, and take one in. docs/archive.md has the format.
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { base } from './base.ts';
import { CaseInfo } from './cases.ts';

/** Never kept, written or told: it goes to the cipher and nowhere else. */
const Passphrase = z.string().min(1).nullable().default(null);

const Progress = { state: z.enum(['running', 'done']), bytes: z.number().int(), totalBytes: z.number().int() };

export const PackedCase = z.object({
  path: z.string(),
  /** Of the whole file, hex. */
  sha256: z.string(),
  size: z.number().int(),
  files: z.number().int(),
  sealed: z.boolean(),
  /** Log files outside of the case folder that were put in, and those that are not as they were when they were loaded. */
  sources: z.number().int(),
  changed: z.array(z.string()),
  missing: z.array(z.string()),
});
export type PackedCase = z.infer<typeof PackedCase>;

export const PackState = z.object({ ...Progress, packed: PackedCase.nullable() });
export type PackState = z.infer<typeof PackState>;

export const UnpackedCase = z.object({
  info: CaseInfo,
  files: z.number().int(),
  /** ISO 8601 UTC, and the operating-system user: who made the archive, as the archive says. */
  made: z.string(),
  by: z.string(),
  hasEvidence: z.boolean(),
});
export type UnpackedCase = z.infer<typeof UnpackedCase>;

export const UnpackState = z.object({ ...Progress, unpacked: UnpackedCase.nullable() });
export type UnpackState = z.infer<typeof UnpackState>;

export const archives = {
  /**
   * Writes the open case to one file. The case is closed for that time, and open again at the end. REFUSED while something
   * is loaded or acquired, and for a file that is there.
   */
  pack: base
    .input(
      z.object({
        /** Absolute. */
        path: z.string(),
        overwrite: z.boolean().default(false),
        /** The log files, too: those that the case keeps, and those it was loaded from. */
        withEvidence: z.boolean(),
        passphrase: Passphrase,
      }),
    )
    .output(eventIterator(PackState)),
  /** Whether a file is an archive of a case, and sealed. INVALID: it is none. */
  inspect: base.input(z.object({ path: z.string() })).output(z.object({ sealed: z.boolean(), size: z.number().int() })),
  /**
   * Makes a case folder in `parent` of an archive, each file checked against the hash that the archive has of it, and opens
   * it. REFUSED for a wrong passphrase, or when a case of that name is there; INVALID for an archive that is damaged.
   */
  unpack: base
    .input(z.object({ path: z.string(), parent: z.string(), passphrase: Passphrase }))
    .output(eventIterator(UnpackState)),
};
