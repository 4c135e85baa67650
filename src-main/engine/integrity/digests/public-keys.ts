// CloudTrail's public keys: those kept with the case, and those of files that the user names (the answers of
// `aws cloudtrail list-public-keys`). A key is known by the MD5 of its own bytes: what a file calls it does not count.
import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { EngineError, messageOf } from '../../engine-error.ts';
import type { OpenCase } from '../../engine-state.ts';
import { readKept, readUnchanged } from './kept-files.ts';

/** By fingerprint, lower-case hex. */
export type PublicKeys = { keys: Map<string, KeyObject>; problems: string[] };

const KeyList = z.object({
  PublicKeyList: z.array(z.object({ Value: z.string(), Fingerprint: z.string().nullish() })),
});

/** INVALID for a named file that holds no keys; a kept one that was changed since is a problem, and is not used. */
export async function readPublicKeys(open: OpenCase, files: readonly string[]): Promise<PublicKeys> {
  const found: PublicKeys = { keys: new Map(), problems: [] };
  const acquired = await open.db.use((connection) =>
    connection.rows('SELECT DISTINCT file, sha256 FROM logs.pugmark.public_keys WHERE file IS NOT NULL ORDER BY file'),
  );
  const places = acquired.map(({ file, sha256 }) => ({ file: String(file), sha256: String(sha256) }));
  for (const { texts, problems } of [await readUnchanged(open, places), await readKept(open, 'keys')]) {
    found.problems.push(...problems);
    for (const { at, text } of texts) addKeys(found, text.replace(/^\uFEFF/, ''), at);
  }
  for (const file of files) addKeys(found, await readNamed(file), file);
  return found;
}

/** The text of a file that a user named; INVALID when it cannot be read. */
export async function readNamed(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    const isFolder = (error as NodeJS.ErrnoException).code === 'EISDIR';
    const message = isFolder ? 'This is a folder.' : `The file cannot be read: ${messageOf(error)}`;
    const hint = isFolder ? { hint: 'Choose the file in it.' } : {};
    throw new EngineError('INVALID', message, { at: file, ...hint }, { cause: error });
  }
}

/** @param text one answer, or one on each line */
function addKeys({ keys, problems }: PublicKeys, text: string, at: string): void {
  const lists = readAnswers(text);
  if (lists === null)
    throw new EngineError('INVALID', 'This is not an answer of CloudTrail’s ListPublicKeys.', {
      at,
      hint: 'Save the output of: aws cloudtrail list-public-keys --start-time … --end-time … --output json',
    });
  for (const { Value, Fingerprint } of lists.flatMap(({ PublicKeyList }) => PublicKeyList)) {
    const der = Buffer.from(Value, 'base64');
    const fingerprint = createHash('md5').update(der).digest('hex');
    if (keys.has(fingerprint)) continue;
    const key = readKey(der);
    if (!key) problems.push(`${at}: the key ${Fingerprint ?? fingerprint} is not an RSA key in DER; it is not used.`);
    else {
      if (Fingerprint && Fingerprint.toLowerCase() !== fingerprint)
        problems.push(`${at}: the key that is called ${Fingerprint} has the fingerprint ${fingerprint}.`);
      keys.set(fingerprint, key);
      const own = key.export({ type: 'pkcs1', format: 'der' });
      keys.set(createHash('md5').update(own).digest('hex'), key);
    }
  }
}

function readAnswers(text: string): z.infer<typeof KeyList>[] | null {
  for (const parts of [[text], text.split('\n').filter((line) => line.trim() !== '')]) {
    try {
      return parts.map((part) => KeyList.parse(JSON.parse(part)));
    } catch {
      // The second way is tried; when it fails too the caller says so.
    }
  }
  return null;
}

/** CloudTrail gives PKCS#1; other tools write SPKI. */
function readKey(der: Buffer): KeyObject | null {
  for (const type of ['pkcs1', 'spki'] as const) {
    try {
      const key = createPublicKey({ key: der, format: 'der', type });
      return key.asymmetricKeyType === 'rsa' ? key : null;
    } catch {
      // Not of this form.
    }
  }
  return null;
}
