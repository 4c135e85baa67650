// What an archive of a case holds: the files of the case folder under their own names, and a list of them with their hashes.
import { z } from 'zod';

/** The list, the last entry of the zip. */
export const listName = 'pugmark-archive.json';

/** Log files that the case was loaded from and that lay outside of it are put here, with a list of where they were. */
export const sourcesFolder = 'evidence/sources';
export const sourcesList = 'evidence/sources.json';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);

export const ArchiveList = z.object({
  /** Version of this layout. */
  archive: z.literal(1),
  pugmark: z.string(),
  case: z.object({ id: z.string(), name: z.string().min(1), formatVersion: z.number().int() }),
  made: z.string(),
  by: z.string(),
  hasEvidence: z.boolean(),
  files: z.array(z.object({ name: z.string(), size: z.number().int(), sha256: Hash })),
});
export type ArchiveList = z.infer<typeof ArchiveList>;

export const SourcesList = z.object({
  sources: z.array(
    z.object({
      /** As `evidence.path` has it. */
      path: z.string(),
      /** Below the case folder. */
      file: z.string(),
    }),
  ),
});
export type SourcesList = z.infer<typeof SourcesList>;

/** What of a case folder is left behind: what can be made again, and what was never finished. */
export const isLeftBehind = (name: string): boolean => /^(\.temp|backup)\/|\.(part|new)$|\.unpack-[^/]*$/.test(name);

/** Files that a second compression would not make smaller. */
export const isCompressed = (name: string): boolean =>
  /\.(gz|zst|zip|bz2|xz|7z|parquet|age|br|lz4|snappy|tgz)$/i.test(name);

/** A path of any system as one below `sourcesFolder`: `C:\logs\a.gz` is `C/logs/a.gz`. */
export function nameOfSource(path: string): string {
  const parts = path
    .split(/[/\\]+/)
    .map((part) => part.replaceAll(':', ''))
    .filter((part) => part !== '' && part !== '.' && part !== '..');
  return `${sourcesFolder}/${parts.join('/')}`;
}
