// Does to a signed archive on disk what someone could who has write access to the bucket, but not AWS's private key.
import { appendFile, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';

type Log = { Records: Record<string, unknown>[] };

const rewrite = async (file: string, change: (content: Buffer) => Buffer | string): Promise<void> =>
  writeFile(file, gzipSync(change(gunzipSync(await readFile(file)))));

const editRecords = (change: (records: Log['Records']) => Log['Records']) => (content: Buffer) =>
  JSON.stringify({ Records: change((JSON.parse(content.toString()) as Log).Records) });

/** Each takes the path of a file. */
export const tampering = {
  /** One record fewer. */
  editLog: (file: string) =>
    rewrite(
      file,
      editRecords((records) => records.slice(1)),
    ),
  /** Other bytes on disk, the same content. */
  recompress: async (file: string) =>
    writeFile(file, gzipSync(gunzipSync(await readFile(file)), { level: 1, memLevel: 3 })),
  /** A second gzip member with a forged record, which tools that read only the first do not see. */
  appendMember: async (file: string, record: Record<string, unknown>) =>
    appendFile(file, gzipSync(JSON.stringify({ Records: [record] }))),
  trailingJunk: (file: string) => appendFile(file, 'after the end'),
  remove: (file: string) => rm(file),
  /** A digest that forgets its first log file. */
  editDigest: (file: string) =>
    rewrite(file, (content) => {
      const digest = JSON.parse(content.toString()) as { logFiles: unknown[] };
      return JSON.stringify({ ...digest, logFiles: digest.logFiles.slice(1) });
    }),
  /** One file under the name of another. */
  replay: async (from: string, to: string) => writeFile(to, await readFile(from)),
  /** Two files change places. */
  swap: async (a: string, b: string) => {
    await rename(a, `${a}.swap`);
    await rename(b, a);
    await rename(`${a}.swap`, b);
  },
};
