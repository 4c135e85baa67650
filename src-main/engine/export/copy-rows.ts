// Writes rows by DuckDB's COPY, in several threads and yet in order, into the case's temporary folder: the only place where
// DuckDB may write. The file is hashed while it grows, so that a large export is not read a second time.
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { appendFile, open as openFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Connection } from '../duckdb/connection.ts';
import { EngineError } from '../engine-error.ts';
import type { OpenCase } from '../engine-state.ts';
import { interruptible } from '../queries/console/sandbox.ts';
import { copySql, type ExportOptions } from '../queries/views/export-sql.ts';

export type CopiedFile = {
  /** In the temporary folder; the caller moves it. */
  path: string;
  rows: number;
  bytes: number;
  /** Hex, of `lead` and the file's bytes after it. */
  sha256: string;
};

/**
 * @param selects what to write, one after the other; more than one only for formats whose files can be joined
 * @param lead bytes that the caller will put before the file's own
 */
export async function copyRows(
  open: OpenCase,
  selects: string[],
  options: ExportOptions,
  lead: Buffer,
  signal: AbortSignal,
  report: (bytes: number, percent: number | null) => void,
): Promise<CopiedFile> {
  const path = join(open.dir, '.temp', `export-${randomUUID()}.part`);
  const connection = await open.db.connect();
  const copying = { done: false, selects: 0 };
  try {
    const copied = copyAll(connection, selects, path, options, signal, copying).finally(() => {
      copying.done = true;
    });
    const percent = () =>
      selects.length === 1 ? connection.percent() : Math.floor((copying.selects / selects.length) * 100);
    const hashed = hashGrowing(path, lead, copying, (bytes) => report(bytes, percent()));
    const [rows, { bytes, sha256 }] = await Promise.all([copied, hashed]);
    return { path, rows, bytes, sha256 };
  } catch (error) {
    copying.done = true;
    await rm(path, { force: true });
    throw asFailure(error);
  } finally {
    connection.close();
  }
}

/** Answers the number of rows. */
async function copyAll(
  connection: Connection,
  selects: string[],
  path: string,
  options: ExportOptions,
  signal: AbortSignal,
  copying: { selects: number },
): Promise<number> {
  let rows = 0;
  for (const [i, select] of selects.entries()) {
    const file = i === 0 ? path : `${path}.next`;
    try {
      const sql = copySql(select, file, options, i === 0);
      rows += await interruptible(connection, signal, () => connection.run(sql));
      if (i > 0) await appendFile(path, createReadStream(file, { highWaterMark: chunkBytes }));
    } finally {
      if (i > 0) await rm(file, { force: true });
    }
    copying.selects++;
  }
  return rows;
}

const chunkBytes = 1024 * 1024;
const pauseMs = 100;

/** Follows a file to its end. COPY only ever appends, Parquet's footer included. */
async function hashGrowing(
  path: string,
  lead: Buffer,
  copying: { done: boolean },
  report: (bytes: number) => void,
): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256').update(lead);
  const pause = () => new Promise((resolve) => setTimeout(resolve, pauseMs));
  let handle = null;
  while (handle === null) {
    const last = copying.done;
    handle = await openFile(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT' || last) throw error;
      return null;
    });
    if (handle === null) await pause();
  }
  let bytes = 0;
  try {
    const buffer = Buffer.allocUnsafe(chunkBytes);
    for (;;) {
      const last = copying.done;
      const { bytesRead } = await handle.read(buffer, 0, chunkBytes, bytes);
      hash.update(buffer.subarray(0, bytesRead));
      bytes += bytesRead;
      if (bytesRead === chunkBytes) continue;
      report(lead.length + bytes);
      if (bytesRead === 0 && last) break;
      // What was written just now is left to grow to a chunk's size.
      if (!last) await pause();
    }
  } finally {
    await handle.close();
  }
  return { bytes: lead.length + bytes, sha256: hash.digest('hex') };
}

/** A full disk is the outside world's doing, not the SQL's. */
function asFailure(error: unknown): unknown {
  if (!(error instanceof EngineError) || !/IO Error/.test(error.message)) return error;
  const isFull = /No space left|ENOSPC|disk full/i.test(error.message);
  return new EngineError(
    'FAILED',
    `The export cannot be written: ${error.message}`,
    isFull ? { hint: 'The disk that holds the case is full.' } : {},
    { cause: error },
  );
}
