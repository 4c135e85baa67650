// The small signed archive in a folder that goes with the test file, and keys that do not fit it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deriveKey, listPublicKeys } from '../../../generate/digests.ts';
import { from, type SignedArchive, writeSignedArchiveTo } from '../../../generate/signed-archive.ts';
import { makeTempDir } from '../../support/temp.ts';

export { bucket, forged, hours, type SignedArchive } from '../../../generate/signed-archive.ts';

export const writeSignedArchive = (): SignedArchive => writeSignedArchiveTo(makeTempDir());

/** The keys of somebody else. */
export function writeOtherKeys(): string {
  const file = join(makeTempDir(), 'other-keys.json');
  writeFileSync(file, JSON.stringify(listPublicKeys(deriveKey('other'), from, from + 86_400)));
  return file;
}
