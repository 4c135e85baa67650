import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compact, makeEvents } from '../support/events.ts';
import { loadBytes, loadPath } from '../support/load.ts';
import { gzip, multiGzip, tar, zip, zstd, zstdSkippable } from '../support/pack.ts';

const texts = makeEvents(40).map(compact);
const content = Buffer.from(`${texts.join('\n')}\n`);
const few = Buffer.from(`${texts.slice(0, 10).join('\n')}\n`);
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const half = (n: number) => Buffer.from(`${texts.slice(n * 20, n * 20 + 20).join('\n')}\n`);

/** `zstd -3` of the 3 lines `{"eventName":"A","eventSource":"s","eventID":"1"}` … "3", with a checksum. */
const realZstd = Buffer.from(
  'KLUv/SSWrQEAVAJ7ImV2ZW50TmFtZSI6IkEiLFNvdXJjc0lEIjoiMSJ9CjIzIn0KBQCCSFyVOfC35tIHm0snWjot',
  'base64',
);

describe('one file', () => {
  it.each([
    ['gzip', gzip(content)],
    ['multi-member gzip', multiGzip(content, 7)],
    ['gzip padded with zeros', Buffer.concat([gzip(content), Buffer.alloc(1000)])],
    ['zeros between gzip members', Buffer.concat([gzip(half(0)), Buffer.alloc(512), gzip(half(1)), Buffer.alloc(3)])],
    ['zstd', zstd(content)],
    ['zstd of small blocks', zstd(content, 10)],
    ['several zstd frames', Buffer.concat([zstd(half(0)), zstdSkippable(Buffer.from('note')), zstd(half(1))])],
  ])('%s is one item: hashed as found, and as loaded', async (_, bytes) => {
    const { raws, items } = await loadBytes(bytes);
    expect(raws).toEqual(texts);
    expect(items).toMatchObject([
      {
        member: null,
        outcome: 'loaded',
        reason: null,
        size: bytes.length,
        contentSize: content.length,
        sha256: sha256(bytes),
        contentSha256: sha256(content),
      },
    ]);
  });

  it('reads a frame that zstd itself compressed', async () => {
    const { raws, items } = await loadBytes(realZstd);
    expect(items).toMatchObject([{ outcome: 'loaded', reason: null }]);
    expect(raws.map((raw) => (JSON.parse(raw) as { eventID: string }).eventID)).toEqual(['1', '2', '3']);
  });

  it('goes by content, not by name', async () => {
    expect((await loadBytes(content, { name: 'x.json.gz' })).raws).toEqual(texts);
    expect((await loadBytes(gzip(content), { name: 'x.csv' })).raws).toEqual(texts);
    expect((await loadBytes(zip([{ name: 'a', bytes: content }]), { name: 'x.json' })).raws).toEqual(texts);
  });
});

describe('archives', () => {
  const files = [
    { name: 'logs/a.json', bytes: half(0) },
    { name: 'logs/é 🔥.json.gz', bytes: gzip(half(1)) },
    { name: `${'long/'.repeat(40)}z.json`, bytes: Buffer.from(texts[0]!) },
  ];

  it.each([
    ['zip', zip(files)],
    ['stored zip', zip(files, { stored: true })],
    ['streamed zip', zip(files, { streamed: true })],
    ['tar with PAX names', tar(files)],
    ['tar with GNU names', tar(files, 'gnu')],
    ['tar.gz', gzip(tar(files))],
    ['tar.zst', zstd(tar(files))],
    ['tar without its closing zeros', tar(files).subarray(0, -1024)],
  ])('%s: each member is an item', async (_, bytes) => {
    const { items, raws } = await loadBytes(bytes);
    expect(items.map(({ member, outcome, records }) => [member, outcome, records])).toEqual([
      ['logs/a.json', 'loaded', 20],
      ['logs/é 🔥.json.gz', 'loaded', 20],
      [files[2]!.name, 'loaded', 1],
    ]);
    expect(items.map((item) => item.sha256)).toEqual(files.map((file) => sha256(file.bytes)));
    expect(items[1]!.contentSha256).toBe(sha256(half(1)));
    expect(new Set(items.map(({ evidenceId }) => evidenceId)).size).toBe(3);
    expect(raws).toEqual([...texts, texts[0]]);
  });

  it('names members through nested archives', async () => {
    const inner = zip([{ name: 'b.json', bytes: content }]);
    const { items } = await loadBytes(gzip(tar([{ name: 'x/inner.zip', bytes: inner }])));
    expect(items).toMatchObject([{ member: 'x/inner.zip › b.json', outcome: 'loaded', records: 40 }]);
  });

  it('tells members of the same name apart', async () => {
    const twice = [0, 1].map((n) => ({ name: 'a.json', bytes: half(n) }));
    expect((await loadBytes(tar(twice))).items.map(({ member }) => member)).toEqual(['a.json', 'a.json (2)']);
  });

  it('lists what is no file or no log, with the reason', async () => {
    const { items } = await loadBytes(
      tar([
        { name: 'dir/', bytes: Buffer.alloc(0), type: '5' },
        { name: 'link', bytes: Buffer.alloc(0), type: '2' },
        { name: '__MACOSX/._a.json', bytes: Buffer.from('x') },
        { name: 'a.json', bytes: content },
      ]),
    );
    expect(items.map(({ member, outcome, reason }) => [member, outcome, reason])).toEqual([
      ['link', 'skipped', 'a link, not a file'],
      ['__MACOSX/._a.json', 'skipped', 'macOS metadata'],
      ['a.json', 'loaded', null],
    ]);
  });

  it('says so of an archive without files', async () => {
    for (const bytes of [zip([]), tar([{ name: 'd/', bytes: Buffer.alloc(0), type: '5' }])]) {
      const { items } = await loadBytes(bytes);
      expect(items).toMatchObject([
        { member: null, outcome: 'skipped', reason: 'an archive without files in it', sha256: sha256(bytes) },
      ]);
    }
  });

  it('opens what real tools wrote', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'pugmark-tools-'));
    try {
      writeFileSync(join(dir, 'a.json'), half(0));
      writeFileSync(join(dir, 'b.json'), half(1));
      execFileSync('tar', ['czf', 'all.tgz', 'a.json', 'b.json'], { cwd: dir });
      const { raws, items } = await loadPath(join(dir, 'all.tgz'));
      expect(items.map(({ member, outcome }) => [member, outcome])).toEqual([
        ['a.json', 'loaded'],
        ['b.json', 'loaded'],
      ]);
      expect(raws).toEqual(texts);
    } finally {
      rmSync(dir, { recursive: true });
    }
  });
});

describe('damage', () => {
  it.each([
    ['gzip', gzip(content), (at: number) => gunzipPrefix(gzip(content), at)],
    ['zstd', zstd(few, 197), (at: number) => zstdPrefix(at, 197)],
  ] as const)('%s cut anywhere gives every whole record before the cut', async (kind, bytes, readable) => {
    for (let at = 20; at < bytes.length; at += 37) {
      const whole = readable(at).toString('utf8').split('\n').slice(0, -1).length;
      const { raws, items, rejects } = await loadBytes(bytes.subarray(0, at));
      expect(raws, `cut at ${at}`).toEqual(texts.slice(0, whole));
      expect(items[0]!.outcome).toBe(whole > 0 ? 'partly' : 'failed');
      expect(items[0]!.reason).toContain(`the ${kind} data is cut off at byte ${at}`);
      expect(items[0]!.sha256).toBe(sha256(bytes.subarray(0, at)));
      expect(items[0]!.records).toBe(raws.length + rejects.length);
      expect(rejects.length).toBeLessThanOrEqual(1);
    }
  });

  function gunzipPrefix(bytes: Buffer, at: number): Buffer {
    return gunzipSync(bytes.subarray(0, at), { finishFlush: 2 });
  }

  function zstdPrefix(at: number, block: number): Buffer {
    return few.subarray(0, Math.floor((at - 6) / (block + 3)) * block);
  }

  it('keeps everything before a damaged byte of gzip', async () => {
    const good = gzip(content);
    for (let at = 30; at < good.length - 8; at += 37) {
      const bytes = Buffer.from(good);
      bytes[at]! ^= 0x55;
      const { raws, items } = await loadBytes(bytes);
      expect(items[0]!.outcome).not.toBe('loaded');
      expect(items[0]!.reason).toMatch(/gzip/);
      expect(items[0]!.sha256).toBe(sha256(bytes));
      const readable = gunzipPrefix(good, at).toString('utf8').split('\n').slice(0, -1).length;
      expect(raws.slice(0, readable), `damage at ${at}`).toEqual(texts.slice(0, readable));
    }
  });

  it('keeps the records of a gzip file whose checksum is wrong, and says so', async () => {
    for (const back of [1, 8]) {
      const bytes = gzip(content);
      bytes[bytes.length - back]! ^= 1;
      const { raws, items } = await loadBytes(bytes);
      expect(raws).toEqual(texts);
      expect(items).toMatchObject([{ outcome: 'partly', reason: expect.stringContaining('checksum is wrong') }]);
    }
  });

  it('keeps the records before junk at the end of gzip or zstd', async () => {
    for (const bytes of [gzip(content), multiGzip(content), zstd(content)]) {
      const { raws, items } = await loadBytes(Buffer.concat([bytes, Buffer.from('junk that is neither')]));
      expect(raws).toEqual(texts);
      expect(items).toMatchObject([
        { outcome: 'partly', reason: expect.stringMatching(`bytes from ${bytes.length} on are not (gzip|zstd) data`) },
      ]);
    }
  });

  it('checks the checksum of zstd', async () => {
    const bytes = Buffer.from(realZstd);
    bytes[bytes.length - 1]! ^= 1;
    const { raws, items } = await loadBytes(bytes);
    expect(raws).toHaveLength(3);
    expect(items).toMatchObject([{ outcome: 'partly', reason: expect.stringContaining('zstd checksum is wrong') }]);
  });

  it('finds the members of a zip that was cut off, and keeps what they hold', async () => {
    const files = [0, 1].map((n) => ({ name: `${n}.json`, bytes: half(n) }));
    for (const options of [{}, { streamed: true }, { stored: true }]) {
      const bytes = zip(files, options);
      const first = bytes.indexOf('1.json') - 30;
      for (const at of [first, first + 20, first + 200, bytes.length - 150, bytes.length - 4]) {
        const { items, raws } = await loadBytes(bytes.subarray(0, at));
        const archive = items.find(({ member }) => member === null);
        expect(archive, JSON.stringify(options)).toMatchObject({
          outcome: 'partly',
          sha256: sha256(bytes.subarray(0, at)),
        });
        expect(items.find(({ member }) => member === '0.json')).toMatchObject({ outcome: 'loaded', records: 20 });
        expect(raws.slice(0, 20)).toEqual(texts.slice(0, 20));
        for (const raw of raws) expect(texts).toContain(raw);
      }
    }
  });

  it('names members that are encrypted, of an unknown compression, or changed', async () => {
    const file = [{ name: 'a.json', bytes: content }];
    const problem = async (bytes: Buffer) =>
      (await loadBytes(bytes)).items.map(({ outcome, reason }) => [outcome, reason]);
    expect(await problem(zip(file, { encrypted: true }))).toEqual([['failed', expect.stringContaining('encrypted')]]);
    expect(await problem(zip(file, { method: 14 }))).toEqual([['failed', expect.stringContaining('LZMA')]]);
    for (const stored of [true, false])
      expect(await problem(zip(file, { badCrc: true, stored }))).toEqual([
        ['partly', 'its checksum is wrong: the content was changed or damaged'],
      ]);
    expect((await loadBytes(zip(file, { badCrc: true }))).raws).toEqual(texts);
  });

  it('keeps what a cut or damaged tar holds', async () => {
    const bytes = tar([0, 1].map((n) => ({ name: `${n}.json`, bytes: half(n) })));
    const second = bytes.indexOf('1.json');
    for (const at of [second + 100, second + 512 + 900]) {
      const { items } = await loadBytes(bytes.subarray(0, at));
      expect(items.find(({ member }) => member === '0.json')).toMatchObject({ outcome: 'loaded', records: 20 });
      expect(items.find(({ member }) => member === null)).toMatchObject({
        outcome: 'partly',
        reason: `the tar archive is cut off at byte ${at}`,
        sha256: sha256(bytes.subarray(0, at)),
      });
    }
    const broken = Buffer.from(bytes);
    broken[second] = 0x41;
    const { items } = await loadBytes(broken);
    expect(items.map(({ member, outcome }) => [member, outcome])).toEqual([
      ['0.json', 'loaded'],
      [null, 'partly'],
    ]);
    expect(items[1]).toMatchObject({ reason: expect.stringContaining(`at byte ${second}`), sha256: sha256(broken) });
  });

  it('says of a truncated tar.gz what is wrong below', async () => {
    const bytes = gzip(tar([0, 1].map((n) => ({ name: `${n}.json`, bytes: half(n) }))));
    const { items } = await loadBytes(bytes.subarray(0, bytes.length - 30));
    expect(items.at(-1)).toMatchObject({
      member: null,
      outcome: 'partly',
      reason: expect.stringContaining('gzip data is cut off'),
    });
  });
});

describe('limits', () => {
  const limits = { maxRatio: 20, maxDepth: 3, maxMembers: 5 };
  const zeros = Buffer.alloc(68 * 1024 * 1024, '\n');

  it.each([
    ['gzip', gzip(Buffer.concat([content, zeros]))],
    ['zip', zip([{ name: 'a', bytes: Buffer.concat([content, zeros]) }])],
    ['gzip in gzip', gzip(gzip(Buffer.concat([content, zeros])))],
  ])('stop a %s bomb, after what came before it', async (_, bytes) => {
    const { raws, items } = await loadBytes(bytes, { limits });
    expect(raws).toEqual(texts);
    expect(items).toMatchObject([{ outcome: 'partly', reason: expect.stringContaining('decompression bomb') }]);
  });

  it('stop at a number of members', async () => {
    const files = Array.from({ length: 10 }, (_, n) => ({ name: `${n}`, bytes: Buffer.from(texts[n]!) }));
    for (const bytes of [zip(files), tar(files)]) {
      const { items, raws } = await loadBytes(bytes, { limits });
      expect(raws).toHaveLength(5);
      expect(items.at(-1)).toMatchObject({ member: null, outcome: 'partly', reason: 'stopped: more than 5 members' });
    }
  });

  it('stop at a depth', async () => {
    let bytes: Buffer = content;
    for (let i = 0; i < 3; i++) bytes = zip([{ name: 'x', bytes }]);
    expect((await loadBytes(bytes, { limits })).raws).toEqual(texts);
    const { items } = await loadBytes(gzip(bytes), { limits });
    expect(items).toMatchObject([{ outcome: 'failed', reason: expect.stringContaining('more than 3 archives') }]);
  });

  it('stop at the size of a member', async () => {
    const { items } = await loadBytes(gzip(content), { limits: { maxMemberBytes: 1000 } });
    expect(items).toMatchObject([{ outcome: 'partly', records: 2, rejects: 1, contentSize: 1000 }]);
    expect(items[0]!.reason).toContain('more than 1000 bytes');
  });
});

describe('what the disk does', () => {
  it('counts the bytes read of any file as its size, as it goes', async () => {
    const noise = Buffer.from(Array.from({ length: 3_000_000 }, (_, n) => (n * 7919) % 251));
    const files = [0, 1, 2, 3].map((n) => ({ name: `${n}`, bytes: noise }));
    for (const bytes of [zip(files, { stored: true }), tar(files), gzip(tar(files)), gzip(content), content]) {
      const { parcels } = await loadBytes(bytes, { limits: { parcelBytes: 1 } });
      expect(parcels.reduce((sum, { bytesRead }) => sum + bytesRead, 0)).toBe(bytes.length);
      expect(parcels.at(-1)!.filesDone).toEqual([{ taskId: 7, size: bytes.length }]);
    }
  });

  it('does not wait at a named pipe', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'pugmark-pipe-'));
    try {
      execFileSync('mkfifo', [join(dir, 'pipe')]);
      expect((await loadPath(join(dir, 'pipe'))).items).toMatchObject([
        { outcome: 'failed', reason: 'not a regular file' },
      ]);
    } finally {
      rmSync(dir, { recursive: true });
    }
  });

  it.skipIf(process.getuid?.() === 0)('reports a file that it may not read', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'pugmark-closed-'));
    try {
      writeFileSync(join(dir, 'closed'), content, { mode: 0 });
      expect((await loadPath(join(dir, 'closed'))).items).toMatchObject([
        { outcome: 'failed', reason: 'permission denied' },
      ]);
    } finally {
      rmSync(dir, { recursive: true });
    }
  });

  it('reports a file that is not there, or is a folder', async () => {
    expect((await loadPath('/nowhere/at/all')).items).toMatchObject([
      { outcome: 'failed', reason: 'there is no such file or folder', records: 0 },
    ]);
    expect((await loadPath(tmpdir())).items).toMatchObject([{ outcome: 'failed' }]);
  });

  it('reads a large sparse file in bounded memory, and skips it', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'pugmark-sparse-'));
    try {
      writeFileSync(join(dir, 'zeros'), content);
      truncateSync(join(dir, 'zeros'), 160 * 1024 * 1024);
      const before = process.memoryUsage().rss;
      const { items, raws } = await loadPath(join(dir, 'zeros'));
      expect(raws).toEqual(texts);
      expect(items).toMatchObject([{ outcome: 'partly', rejects: 1, size: 160 * 1024 * 1024 }]);
      expect(process.memoryUsage().rss - before).toBeLessThan(120 * 1024 * 1024);
    } finally {
      rmSync(dir, { recursive: true });
    }
  });

  it('inflates raw deflate only inside zip', async () => {
    expect((await loadBytes(deflateRawSync(content))).items).toMatchObject([{ outcome: 'skipped' }]);
  });
});
