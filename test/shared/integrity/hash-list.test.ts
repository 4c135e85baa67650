import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareHashes } from '../../../shared/integrity/compare-hashes.ts';
import { csvHead, formatCsvRow, formatSum, parseHashList } from '../../../shared/integrity/hash-list.ts';

const [a, b, c] = ['a', 'b', 'c'].map((char) => char.repeat(64)) as [string, string, string];
const parse = (text: string) => parseHashList(Buffer.from(text));

describe('a list of hashes', () => {
  test.each([
    ['text mode', `${a}  x.json\n${b}  y z.json\n`],
    ['binary mode', `${a} *x.json\n${b} *y z.json\n`],
    ['upper-case and CRLF', `${a.toUpperCase()}  x.json\r\n${b}  y z.json\r\n`],
    ['a byte order mark and no last line end', `\ufeff${a}  x.json\n${b}  y z.json`],
    ['a comment and an empty line', `# of a client\n\n${a}  x.json\n${b}  y z.json\n`],
    ['--tag', `SHA256 (x.json) = ${a}\nSHA256 (y z.json) = ${b}\n`],
    ['CSV', `path,sha256\nx.json,${a}\n"y z.json",${b}\n`],
    ['CSV with other columns in another order', `size;SHA-256;Name\n1;${a};x.json\n2;${b};y z.json\n`],
    [
      'PowerShell',
      `"Algorithm","Hash","Path"\r\n"SHA256","${a.toUpperCase()}","x.json"\r\n"SHA256","${b}","y z.json"\r\n`,
    ],
  ])('is read: %s', (_, text) => {
    expect(parse(text)).toEqual({
      lines: [
        { name: 'x.json', sha256: a },
        { name: 'y z.json', sha256: b },
      ],
      problems: [],
    });
  });

  test('UTF-16, as PowerShell redirects it', () => {
    expect(parseHashList(Buffer.from(`\ufeffpath,sha256\r\nx,${a}\r\n`, 'utf16le')).lines).toEqual([
      { name: 'x', sha256: a },
    ]);
  });

  test.each([
    ['MD5', `${'0'.repeat(32)}  x\n`, /MD5/],
    ['SHA-1', `${'0'.repeat(40)}  x\n`, /SHA-1/],
    ['SHA-512', `${'0'.repeat(128)}  x\n`, /SHA-512/],
    ['MD5 in CSV', `path,md5\nx,${'0'.repeat(32)}\n`, /MD5/],
    ['MD5 under “hash”', `path,hash\nx,${'0'.repeat(32)}\n`, /MD5/],
    ['SHA-1 after good lines', `${a}  x\n${'0'.repeat(40)}  y\n`, /SHA-1/],
    ['no columns', 'a,b\n1,2\n', /needs a column/],
    ['prose', 'hello\n', /neither/],
    ['nothing', '\n\n', /empty/],
  ])('is refused in words: %s', (_, text, message) => {
    expect(() => parse(text)).toThrow(message);
  });

  test('lines that are not understood are told by number', () => {
    expect(parse(`${a}  x\nsha256sum: y: No such file\n${b}  z\n`)).toMatchObject({
      lines: [{ name: 'x' }, { name: 'z' }],
      problems: [expect.stringContaining('Line 2')],
    });
  });

  test('any name goes through both forms', () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((one) => !/\p{Cs}/u.test(one) && !one.includes('\0'));
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), (names) => {
        const sums = names.map((one) => formatSum({ name: one, sha256: a })).join('');
        expect(parse(sums).lines.map((line) => line.name)).toEqual(names);
        const row = { member: null, sha256: a, contentSha256: null, size: 1, format: null, rows: 0 };
        const csv = csvHead + names.map((path) => formatCsvRow({ ...row, path })).join('');
        expect(parse(csv).lines.map((line) => line.name)).toEqual(names);
      }),
      { numRuns: 200 },
    );
  });
});

describe('compared with the evidence', () => {
  const here = [
    { path: '/case/logs/2025/x.json.gz', member: null, sha256: a, contentSha256: b },
    { path: '/case/logs/2026/x.json.gz', member: null, sha256: c, contentSha256: null },
    { path: '/case/in.zip', member: 'inner.zip › y.json', sha256: b, contentSha256: b },
  ];
  const compare = (...lines: [string, string][]) =>
    compareHashes(here, { lines: lines.map(([name, sha256]) => ({ name, sha256 })), problems: [] });

  test('names agree from their ends, on whatever machine the list was made', () => {
    const { counts } = compare(
      ['./2025/x.json.gz', a],
      ['D:\\export\\logs\\2026\\x.json.gz', c],
      ['in.zip/inner.zip/y.json', b],
    );
    expect(counts).toEqual({ same: 2, renamed: 1, differs: 0, 'not-here': 0, 'not-listed': 0 });
    expect(compare(['/mnt/case/logs/2026/x.json.gz', c]).counts.same).toBe(1);
    expect(compare(['x.json.gz', c]).counts.same).toBe(1);
  });

  test('a list that names an archive speaks of what is in it, whatever it says of the archive', () => {
    const inner = { path: '/case/in.zip', member: 'inner.zip', sha256: c, contentSha256: null };
    const whole = { path: '/case/in.zip', member: null, sha256: a, contentSha256: null };
    const compareAll = (name: string, sha256: string) =>
      compareHashes([whole, inner, ...here], { lines: [{ name, sha256 }], problems: [] }).counts;
    expect(compareAll('in.zip', a)).toMatchObject({ same: 1, 'not-listed': 2 });
    expect(compareAll('in.zip', b)).toMatchObject({ differs: 1, 'not-listed': 2 });
    expect(compareAll('in.zip/inner.zip', c)).toMatchObject({ same: 1, 'not-listed': 3 });
  });

  test('differs, not here, not in the list, under another name', () => {
    const { counts, items } = compare(['2025/x.json.gz', c], ['other.json', 'd'.repeat(64)], ['y.json', b]);
    expect(counts).toEqual({ same: 1, renamed: 0, differs: 1, 'not-here': 1, 'not-listed': 1 });
    expect(items).toEqual([
      { verdict: 'differs', listed: '2025/x.json.gz', listedHash: c, path: '/case/logs/2025/x.json.gz', hash: a },
      { verdict: 'not-here', listed: 'other.json', listedHash: 'd'.repeat(64), path: null, hash: null },
      { verdict: 'not-listed', listed: null, listedHash: null, path: '/case/logs/2026/x.json.gz', hash: c },
    ]);
    expect(compare(['renamed.gz', a]).items[0]).toMatchObject({ verdict: 'not-listed' });
    expect(compare(['renamed.gz', a]).counts.renamed).toBe(1);
  });
});
