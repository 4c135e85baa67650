// Text logs that benchmarks load: files of each format over 30 days, written once and kept under .bench/ like the archives.
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { seedRandom } from '../generate/random.ts';
import { lineWriters, type TextLogName } from './text-log-lines.ts';

/** Raised when other lines are written, so that old files are not used. */
const version = 1;

/** So many for each log, one time slice after the other: both workers have work until the end. */
const fileCount = 16;
const start = Date.parse('2026-01-05T00:00:00Z') / 1000;
const days = 30;

/** What the lines say, which every answer must agree with. */
export type LineTruth = {
  lines: number;
  /** Sum over all lines. */
  bytes: number;
  /** Outcome → lines. */
  outcomes: Record<string, number>;
  /** First and last time, seconds since 1970, to the microsecond. */
  first: number;
  last: number;
  textBytes: number;
  diskBytes: number;
};
export type TextLog = { name: TextLogName; form: TextForm; dir: string; truth: LineTruth };
export type TextForm = 'plain' | 'gzip';

/** The lines are the same in every form. */
export async function findTextLog(root: string, name: TextLogName, lines: number, form: TextForm): Promise<TextLog> {
  const dir = path.join(root, 'archives', `${name}-${form}-${lines}-v${version}`);
  const truthFile = path.join(dir, 'truth.json');
  if (!existsSync(truthFile)) {
    console.error(`Writing ${lines} lines of ${name} (${form}) …`);
    const making = `${dir}.part`;
    await rm(making, { recursive: true, force: true });
    await mkdir(path.join(making, 'logs'), { recursive: true });
    const truth = await writeFiles(path.join(making, 'logs'), name, lines, form);
    await writeFile(path.join(making, 'truth.json'), JSON.stringify(truth, null, 1));
    await rm(dir, { recursive: true, force: true });
    await rename(making, dir);
  }
  const truth = JSON.parse(await readFile(truthFile, 'utf8')) as LineTruth;
  return { name, form, dir: path.join(dir, 'logs'), truth };
}

async function writeFiles(dir: string, name: TextLogName, lines: number, form: TextForm): Promise<LineTruth> {
  const writer = lineWriters[name];
  const random = seedRandom(`text log ${name}`);
  const truth: LineTruth = { lines, bytes: 0, outcomes: {}, first: Infinity, last: 0, textBytes: 0, diskBytes: 0 };
  for (let file = 0; file < fileCount; file++) {
    const texts: string[] = [];
    const [from, to] = [file, file + 1].map((n) => Math.floor((lines * n) / fileCount)) as [number, number];
    for (let i = from; i < to; i++) {
      const exact = start + ((i + random.unit()) / lines) * days * 86_400;
      const at = writer.hasFractions ? Math.floor(exact * 1e6) / 1e6 : Math.floor(exact);
      const { text, bytes, outcome } = writer.write(random, at);
      texts.push(text);
      truth.bytes += bytes;
      truth.outcomes[outcome] = (truth.outcomes[outcome] ?? 0) + 1;
      truth.first = Math.min(truth.first, at);
      truth.last = Math.max(truth.last, at);
    }
    const content = Buffer.from(`${writer.head}${texts.join('\n')}\n`);
    const stored = form === 'gzip' ? gzipSync(content) : content;
    const base = `${name}-${String(file).padStart(2, '0')}.log`;
    await writeFile(path.join(dir, form === 'gzip' ? `${base}.gz` : base), stored);
    truth.textBytes += content.length;
    truth.diskBytes += stored.length;
  }
  return truth;
}
