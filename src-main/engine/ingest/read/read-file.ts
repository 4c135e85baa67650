// Opens a file on disk as bytes: small ones at once, others in pieces.
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { messageOf } from '../../engine-error.ts';
import { bytesOfPath } from '../../sources/file-names.ts';
import { type ByteSource, sourceOfBuffer, sourceOfChunks } from './unpack/byte-source.ts';

export type OpenedFile = { source: ByteSource; size: number; mtimeMs: number };

/** Up to this size a file is read at once; beyond, memory holds only pieces. */
const atOnce = 8 * 1024 * 1024;
const pieceBytes = 1024 * 1024;

/** Opening a named pipe would wait for a writer. */
const readOnly = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** @param problem is told when reading fails midway; throws when the file cannot be opened at all */
export function openFile(path: string, onRead: (bytes: number) => void, problem: (reason: string) => void): OpenedFile {
  const fd = openSync(bytesOfPath(path), readOnly);
  try {
    const stat = fstatSync(fd);
    const { size } = stat;
    const mtimeMs = Math.floor(stat.mtimeMs);
    if (!stat.isFile()) throw new Error('not a regular file');
    if (size > atOnce) return { source: sourceOfChunks(readPieces(path, onRead, problem)), size, mtimeMs };
    return { source: sourceOfBuffer(readWhole(fd, size, onRead, problem)), size, mtimeMs };
  } finally {
    closeSync(fd);
  }
}

function readWhole(
  fd: number,
  size: number,
  onRead: (bytes: number) => void,
  problem: (reason: string) => void,
): Buffer {
  const bytes = Buffer.allocUnsafeSlow(size);
  let have = 0;
  try {
    while (have < size) {
      const got = readSync(fd, bytes, have, size - have, have);
      if (got === 0) break;
      have += got;
    }
    if (have < size) problem(`the file became shorter while it was read (${have} of ${size} bytes)`);
  } catch (error) {
    problem(`reading failed at byte ${have}: ${messageOf(error)}`);
  }
  onRead(have);
  return have === size ? bytes : bytes.subarray(0, have);
}

async function* readPieces(
  path: string,
  onRead: (bytes: number) => void,
  problem: (reason: string) => void,
): AsyncGenerator<Buffer> {
  let file: FileHandle | null = null;
  let at = 0;
  try {
    file = await open(bytesOfPath(path), 'r');
    for (;;) {
      const piece = Buffer.allocUnsafeSlow(pieceBytes);
      const { bytesRead } = await file.read(piece, 0, pieceBytes, at);
      if (bytesRead === 0) return;
      at += bytesRead;
      onRead(bytesRead);
      yield bytesRead === pieceBytes ? piece : piece.subarray(0, bytesRead);
    }
  } catch (error) {
    problem(`reading failed at byte ${at}: ${messageOf(error)}`);
  } finally {
    await file?.close();
  }
}
