// CSV of a known log type, however it is written: each row is a record with its exact bytes, and nothing of it is lost.
import { describe, expect, it } from 'vitest';
import { type Loaded, loadBytes } from '../../support/load.ts';
import { zip } from '../../support/pack.ts';

const names = ['srcaddr', 'dstaddr', 'dstport', 'action', 'start', 'interface_id'];
const row = ['192.0.2.10', '198.51.100.20', '22', 'ACCEPT', '1741064767', 'eni-0a1b'];
const doc = Object.fromEntries(names.map((name, i) => [name, row[i]]));

const docs = ({ records }: Loaded) => records.map((record) => JSON.parse(record.doc!) as Record<string, unknown>);
/** What became of the file: all rows of this log type, with these documents and bytes. */
async function expectRows(
  content: Buffer | string,
  wanted: Record<string, unknown>[],
  raws?: string[],
): Promise<Loaded> {
  const loaded = await loadBytes(content);
  expect(loaded.items, loaded.items[0]?.reason ?? '').toMatchObject([
    { format: 'vpcflow', container: 'csv', outcome: 'loaded', records: wanted.length, rejects: 0 },
  ]);
  expect(docs(loaded)).toEqual(wanted);
  if (raws) expect(loaded.raws).toEqual(raws);
  return loaded;
}

describe('delimiters and quotes', () => {
  it.each([',', ';', '\t', '|'])('%j', async (delimiter) => {
    const line = row.join(delimiter);
    await expectRows(`${names.join(delimiter)}\n${line}\n${line}`, [doc, doc], [line, line]);
  });

  it('columns in another order, and names in capitals and quotes', async () => {
    const header = names.toReversed().map((name) => `"${name.toUpperCase()}"`);
    await expectRows(`${header.join(',')}\r\n${row.toReversed().join(',')}\r\n`, [doc], [row.toReversed().join(',')]);
  });

  it('doubled quotes, delimiters and line ends in quotes', async () => {
    const line = '192.0.2.10,"a, ""b""\r\n\r\nc",22,ACCEPT,1741064767,eni-0a1b';
    await expectRows(
      `${names.join(',')}\n${line}\n${row.join(',')}`,
      [{ ...doc, dstaddr: 'a, "b"\r\n\r\nc' }, doc],
      [line, row.join(',')],
    );
  });

  it('quotes with a backslash before them', async () => {
    const line = (text: string) => `"192.0.2.10","${text}","22","ACCEPT","1741064767","eni-0a1b"`;
    const lines = ['say \\"a, b\\"', 'ends in \\\\', 'C:\\dir ""x""', 'plain'].map(line);
    await expectRows(
      `${names.join(',')}\n${lines.join('\n')}`,
      ['say "a, b"', 'ends in \\', 'C:\\dir "x"', 'plain'].map((dstaddr) => ({ ...doc, dstaddr })),
      lines,
    );
  });

  it('a backslash before a doubled quote is none of them', async () => {
    const line = '192.0.2.10,"{""path"":""C:\\\\x\\""}",22,ACCEPT,1741064767,eni-0a1b';
    await expectRows(`${names.join(',')}\n${line}`, [{ ...doc, dstaddr: '{"path":"C:\\\\x\\"}' }], [line]);
  });

  it('nothing between quotes or delimiters, and a dash, are no value', async () => {
    const { dstaddr: _d, dstport: _p, action: _a, ...others } = doc;
    await expectRows(`${names.join(',')}\n192.0.2.10,,"",-,1741064767,eni-0a1b`, [others]);
  });
});

describe('ragged rows', () => {
  it('have what they have; what is too much is kept', async () => {
    const short = row.slice(0, 3).join(',');
    const long = [...row, 'x', '', '"y"'].join(',');
    await expectRows(
      `${names.join(',')}\n${short}\n${long}\n${row.join(',')}`,
      [
        { srcaddr: '192.0.2.10', dstaddr: '198.51.100.20', dstport: '22' },
        { ...doc, extra: { column7: 'x', column9: 'y' } },
        doc,
      ],
      [short, long, row.join(',')],
    );
  });

  it('columns that are not known are kept by their names', async () => {
    await expectRows(`${names.join(',')},note,Note,\n${row.join(',')},a,b,c`, [
      { ...doc, extra: { note: 'a', Note_2: 'b', column9: 'c' } },
    ]);
  });
});

describe('what stands above the rows', () => {
  it.each([
    ['sep=;\r\n', ';', 'record 2'],
    ['Flow logs of 2025-03-04\n\n', ',', 'record 2'],
    ['# exported by x\n# on host y\nOwner,111122223333\n', ',', 'record 4'],
  ])('%j', async (above, delimiter, where) => {
    const text = `${above}${names.join(delimiter)}\r\n${row.join(delimiter)}\r\n`;
    const { items } = await expectRows(text, [doc], [row.join(delimiter)]);
    expect(items[0]!.reason).toBe(`${where} names the columns; what stands above it is no row`);
  });

  it('a header that comes again is no row', async () => {
    const file = `${names.join(',')}\n${row.join(',')}\n`;
    await expectRows(file + file, [doc, doc]);
  });

  it('a header alone is a log without rows', async () => {
    const { items } = await loadBytes(`${names.join(',')}\n`);
    expect(items).toMatchObject([{ outcome: 'loaded', records: 0 }]);
  });

  it('without a header nobody can say what it is', async () => {
    const { items } = await loadBytes(`${row.join(',')}\n${row.join(',')}\n`);
    expect(items).toMatchObject([{ outcome: 'skipped', format: null }]);
    expect(items[0]!.reason).toContain('it can be loaded as csv');
  });
});

describe('encodings', () => {
  const text = `${names.join(',')}\n${row.join(',').replace('eni-0a1b', 'Büro “Süd” – 5 €')}\n`;
  const wanted = { ...doc, interface_id: 'Büro “Süd” – 5 €' };
  const utf16 = Buffer.from(text, 'utf16le');

  it.each([
    ['UTF-8', Buffer.from(text), null],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`), null],
    ['UTF-16 LE', Buffer.from(`\ufeff${text}`, 'utf16le'), 'the text is UTF-16 LE; it was turned into UTF-8'],
    ['UTF-16 LE without a mark', utf16, 'the text is UTF-16 LE; it was turned into UTF-8'],
    ['UTF-16 BE', Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), 'the text is UTF-16 BE; it was turned into UTF-8'],
    [
      'Windows-1252',
      Buffer.from(
        text.replaceAll('“', '\x93').replaceAll('”', '\x94').replaceAll('–', '\x96').replaceAll('€', '\x80'),
        'latin1',
      ),
      'the text is Windows-1252; it was turned into UTF-8',
    ],
  ])('%s', async (_, content, note) => {
    const { items, lossy } = await expectRows(content, [wanted]);
    expect(items[0]!.reason).toBe(note);
    expect(items[0]!.size).toBe(content.length);
    expect(lossy).toEqual([]);
  });

  it.each([
    ['a damaged byte', Buffer.from([0xff])],
    ['UTF-8 beside it', Buffer.from([0x42, 0xfc, 0x72, 0x6f, 0x42, 0xc3, 0xbc, 0x72, 0xf6, 0x6f])],
    ['bytes without a character', Buffer.from([0x42, 0xfc, 0x72, 0x81, 0x72, 0xfc])],
  ])('%s is no Windows-1252: the exact bytes are kept beside the readable text', async (_, bytes) => {
    const line = Buffer.concat([Buffer.from(row.slice(0, 5).join(',')), Buffer.from(','), bytes]);
    const { items, lossy } = await loadBytes(Buffer.concat([Buffer.from(`${names.join(',')}\n`), line]));
    expect(items).toMatchObject([{ format: 'vpcflow', outcome: 'loaded', reason: null }]);
    expect(lossy.map((one) => Buffer.from(one.bytes).toString('hex'))).toEqual([line.toString('hex')]);
  });

  it('in an archive, under a name of something else', async () => {
    const archive = zip([{ name: 'holiday.jpg', bytes: utf16 }]);
    expect(docs(await loadBytes(archive, { name: 'x.txt' }))).toEqual([wanted]);
  });
});

describe('damage', () => {
  it('a quote that is not closed costs what follows it, as one reject with its place', async () => {
    const { records, rejects, items } = await loadBytes(`${names.join(',')}\n${row.join(',')}\n"192.0.2.1,x\ny,z\n`);
    expect(records).toHaveLength(1);
    expect(rejects).toMatchObject([
      { recordNo: 2, place: 'line 3', reason: 'a quote is not closed', text: '"192.0.2.1,x\ny,z\n' },
    ]);
    expect(items).toMatchObject([{ outcome: 'partly', records: 2, rejects: 1 }]);
  });
});
