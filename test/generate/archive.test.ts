import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { writeArchive } from './archive.ts';

const root = mkdtempSync(path.join(tmpdir(), 'pugmark-archive-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

type Record = { eventID: string; eventName: string; userIdentity: { type?: string }; errorCode?: string };

function readAll(dir: string): { name: string; records: Record[]; texts: string[] }[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json.gz'))
    .sort()
    .map((name) => {
      const text = gunzipSync(readFileSync(path.join(dir, name))).toString();
      const { Records } = JSON.parse(text) as { Records: Record[] };
      return { name, records: Records, texts: Records.map((record) => JSON.stringify(record)) };
    });
}

describe('writeArchive', () => {
  for (const shape of [{ files: 30 }, { perFile: 40, biggest: 700 }]) {
    it(`writes what its truth says, as ${JSON.stringify(shape)}`, async () => {
      const dir = path.join(root, Object.keys(shape).join('-'));
      const truth = await writeArchive({ dir, seed: 'a', events: 3000, days: 4, shape, duplicates: 0.02 });
      const files = readAll(dir);
      const texts = files.flatMap((file) => file.texts);
      expect(files.length).toBe(truth.files);
      expect(texts.length).toBe(3000);
      expect(truth.records).toBe(3000);
      expect(new Set(texts).size).toBe(truth.rows);
      expect(truth.duplicates).toBeGreaterThan(20);
      const rows = [
        ...new Map(files.flatMap((file) => file.records.map((one) => [one.eventID, one] as const))).values(),
      ];
      expect(rows.length).toBe(truth.rows);
      const count = (pick: (record: Record) => string | undefined) => {
        const counts: { [value: string]: number } = {};
        for (const row of rows) counts[pick(row) ?? 'null'] = (counts[pick(row) ?? 'null'] ?? 0) + 1;
        return counts;
      };
      expect(count((row) => row.eventName)).toEqual(truth.counts.eventname);
      expect(count((row) => row.errorCode)).toEqual(truth.counts.errorcode);
      expect(count((row) => row.userIdentity.type)).toEqual(truth.counts['useridentity.type']);
      if ('biggest' in shape) expect(Math.max(...files.map((file) => file.texts.length))).toBe(700);
      else expect(new Set(files.map((file) => file.texts.length))).toEqual(new Set([100]));
    });
  }

  it('writes the same bytes for the same seed, others for another', async () => {
    const write = async (name: string, seed: string) => {
      const dir = path.join(root, name);
      await writeArchive({ dir, seed, events: 500, days: 2, shape: { perFile: 50 }, duplicates: 0.01 });
      return readAll(dir).map(({ name: file, texts }) => ({ file, texts }));
    };
    const first = await write('one', 's');
    expect(await write('two', 's')).toEqual(first);
    expect(await write('three', 't')).not.toEqual(first);
  });

  it('writes events of about 1.45 kB', async () => {
    const truth = await writeArchive({
      dir: path.join(root, 'size'),
      seed: 'b',
      events: 4000,
      days: 3,
      shape: { files: 4 },
    });
    expect(truth.bytes / truth.records).toBeGreaterThan(1350);
    expect(truth.bytes / truth.records).toBeLessThan(1600);
  });
});
