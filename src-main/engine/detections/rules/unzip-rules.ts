// Rules inside a zip, as GitHub and rule vendors hand them out.
import type { ByteSource } from '../../ingest/read/unpack/byte-source.ts';
import { readZip } from '../../ingest/read/unpack/zip.ts';

/** SigmaHQ's largest rule file has 20 kB. */
export const mostRuleBytes = 4 * 2 ** 20;

/** @param add gets every member that `isWanted` by its name, as `archive.zip›member.yml` */
export async function unzipRules(
  archive: string,
  isWanted: (name: string) => boolean,
  add: (file: string, bytes: Uint8Array) => void,
  fail: (file: string, reason: string) => void,
): Promise<void> {
  for await (const member of readZip(archive, (reason) => fail(archive, `${reason}.`))) {
    if (!isWanted(member.name) || member.skip !== null) continue;
    const file = `${archive}›${member.name}`;
    const bytes = member.source === null ? null : await readWhole(member.source);
    for (const reason of member.problems) fail(file, `In the archive: ${reason}.`);
    if (member.problems.length > 0) continue;
    if (bytes === null) fail(file, 'The file is too large for rules.');
    else add(file, bytes);
  }
}

/** Null when there is more than a rule file can have. */
async function readWhole(source: ByteSource): Promise<Uint8Array | null> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of source.chunks()) {
    size += piece.length;
    if (size > mostRuleBytes) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
