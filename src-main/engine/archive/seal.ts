// The seal of an archive: the age format with a passphrase, which every age tool opens as well (`age -d`). The passphrase
// goes from the caller to the cipher, and is kept nowhere.
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { Decrypter, Encrypter } from 'age-encryption';
import { EngineError, messageOf } from '../engine-error.ts';

const sealMark = 'age-encryption.org/v1';
const armorMark = '-----BEGIN AGE ENCRYPTED FILE-----';

/** @throws INVALID when the file is no archive of a case, sealed or not; NOT_FOUND */
export async function isSealed(path: string): Promise<boolean> {
  const head = await readHead(path);
  if (head.startsWith(sealMark)) return true;
  if (head.startsWith('PK')) return false;
  if (head.startsWith(armorMark))
    throw new EngineError('INVALID', 'This is an age file in text form, which Pugmark does not open.', {
      at: path,
      hint: 'Open it with “age -d” and unpack the zip that comes out.',
    });
  throw new EngineError('INVALID', 'This is no archive of a case: it is neither a zip nor an age file.', {
    at: path,
    hint: 'Ask for the file again; a copy that was cut off or changed on its way does not open.',
  });
}

async function readHead(path: string): Promise<string> {
  try {
    const handle = await open(path);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0);
      return buffer.toString('latin1', 0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'NOT_FOUND' : 'FAILED';
    throw new EngineError(code, `The archive cannot be read: ${messageOf(error)}`, { at: path }, { cause: error });
  }
}

export async function seal(plain: Readable, passphrase: string): Promise<Readable> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  return Readable.fromWeb((await encrypter.encrypt(toWeb(plain))) as WebStream);
}

/** @throws REFUSED for a wrong passphrase; what was changed in the file is an error of the stream */
export async function unseal(sealed: Readable, passphrase: string, at: string): Promise<Readable> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  try {
    return Readable.fromWeb((await decrypter.decrypt(toWeb(sealed))) as WebStream);
  } catch (error) {
    sealed.destroy();
    if (/no identity matched/.test(messageOf(error)))
      throw new EngineError('REFUSED', 'The passphrase does not open this archive.', {
        at,
        hint: 'Capitals and spaces count. An archive sealed with keys instead of a passphrase opens with “age -d -i KEY”.',
      });
    throw new EngineError(
      'INVALID',
      `The archive’s seal is damaged: ${messageOf(error)}`,
      { at, hint: 'Ask for the file again.' },
      { cause: error },
    );
  }
}

const toWeb = (stream: Readable) => Readable.toWeb(stream) as unknown as ReadableStream<Uint8Array>;
