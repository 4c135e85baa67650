// Tells a log that was appended to from one that was changed: its first gzip member, which is what CloudTrail delivered and
// what many tools read, still has the recorded hash. Only altered logs are read again, so that the others cost nothing.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type InputType, inflateRaw } from 'node:zlib';
import type { LogVerdict } from '../../../../shared/integrity/judge-logs.ts';
import type { OpenCase } from '../../engine-state.ts';
import { bytesOfPath } from '../../sources/file-names.ts';

const inflate = promisify<InputType, { maxOutputLength: number }, Buffer>(inflateRaw);
const maxContent = 256 * 1024 * 1024;

/** Changes the reason of logs that were appended to. Files that are not at hand, or inside archives, keep theirs. */
export async function findAppended(
  open: OpenCase,
  verdicts: LogVerdict[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const changed = verdicts.filter(({ reason, evidenceId }) => reason === 'hash-differs' && evidenceId !== null);
  if (changed.length === 0) return;
  const rows = await open.db.use((connection) =>
    connection.rows(
      `SELECT evidence_id, path, file FROM logs.main.evidence
       WHERE member IS NULL AND evidence_id IN (SELECT unnest(from_json($1, '["UINTEGER"]')))`,
      { values: [JSON.stringify(changed.map(({ evidenceId }) => evidenceId))], signal },
    ),
  );
  const places = new Map(
    rows.map(({ evidence_id, path, file }) => [
      Number(evidence_id),
      file === null ? String(path) : join(open.dir, String(file)),
    ]),
  );
  for (const verdict of changed) {
    signal?.throwIfAborted();
    const place = places.get(verdict.evidenceId!);
    if (place !== undefined && (await hashFirstMember(place)) === verdict.expected) verdict.reason = 'log-appended';
  }
}

/** SHA-256 of the content of a file's first gzip member; null: there is none that can be read. */
export async function hashFirstMember(file: string): Promise<string | null> {
  try {
    const bytes = await readFile(bytesOfPath(file));
    const start = endOfHeader(bytes);
    if (start === null) return null;
    const content = await inflate(bytes.subarray(start), { maxOutputLength: maxContent });
    return createHash('sha256').update(content).digest('hex');
  } catch {
    return null; // The verdict stands without this; why a file cannot be read is for the check of the evidence itself.
  }
}

/** Where the compressed data begin. */
function endOfHeader(bytes: Buffer): number | null {
  if (bytes.length < 18 || bytes.readUInt16BE(0) !== 0x1f8b || bytes[2] !== 8) return null;
  const flags = bytes[3]!;
  let at = 10;
  if (flags & 4) at += 2 + bytes.readUInt16LE(at);
  for (const flag of [8, 16]) if (flags & flag) at = bytes.indexOf(0, at) + 1;
  return flags & 2 ? at + 2 : at;
}
