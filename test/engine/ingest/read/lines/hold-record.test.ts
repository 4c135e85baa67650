// Records of several lines: what belongs to them, what does not, and that it does not matter where the content is cut.
import { describe, expect, it } from 'vitest';
import type { Format, LineReading } from '../../../../../shared/formats/format.ts';
import { formats } from '../../../../../shared/formats/registry.ts';
import { createExaminer } from '../../../../../src-main/engine/ingest/read/examine.ts';
import { createIntake } from '../../../../../src-main/engine/ingest/read/intake.ts';
import { createLineJudge } from '../../../../../src-main/engine/ingest/read/lines/judge-lines.ts';
import { createLineLayouts } from '../../../../../src-main/engine/ingest/read/lines/line-layouts.ts';
import { createLineReader } from '../../../../../src-main/engine/ingest/read/lines/read-lines.ts';
import { createParcelWriter } from '../../../../../src-main/engine/ingest/read/parcel-writer.ts';
import { feedReader } from '../../../../../src-main/engine/ingest/read/reader.ts';
import { createRecogniser } from '../../../../../src-main/engine/ingest/read/recognise.ts';
import { seedRandom } from '../../../../generate/random.ts';
import { compact, flowLine, makeEvent } from '../../support/events.ts';
import { type Loaded, loadBytes, readParcels, testLimits } from '../../support/load.ts';

/** A log type whose lines go on. */
function typeOf(name: string, reading: Pick<LineReading, 'cut'> & Partial<LineReading>, last = 'VARCHAR'): Format {
  const fields = ['at', 'level', 'text'];
  return {
    name,
    title: name,
    vendor: 'Example',
    source: 'this test',
    timeColumn: 'at',
    defaultColumns: ['at'],
    columns: fields.map((field) => ({
      name: field,
      doc: '',
      type: field === 'text' ? (last as 'VARCHAR') : 'VARCHAR',
    })),
    lines: [
      {
        nullTexts: ['-'],
        recogniseLine: (line) => (line.startsWith(`${name} `) || line.startsWith(`${name}\t`) ? fields : null),
        continues: true,
        ...reading,
      },
    ],
    samples: [],
  };
}

function makeReaders(of: Format[]) {
  const layouts = createLineLayouts(of);
  const recogniser = createRecogniser(of);
  return { layouts, examiner: createExaminer({ recogniser, containers: [], lists: new Map(), layouts }) };
}
/** The log types that these tests are about, so that a line is not shown to all of them a hundred thousand times. */
const few = formats.filter(({ name }) => ['cloudtrail', 'cloudwatch_logs', 'syslog', 'vpcflow'].includes(name));
const readersOf = new Map([formats, few].map((of) => [of, makeReaders(of)]));

/** Takes the pieces through the reader; `of`: the log types there are. */
async function read(pieces: Buffer[], of: Format[] = formats, general = true): Promise<Loaded> {
  const parcels: Loaded['parcels'] = [];
  const writer = createParcelWriter({ ...testLimits, parcelBytes: 8192 }, (parcel) => parcels.push(parcel));
  const { layouts, examiner } = readersOf.get(of) ?? makeReaders(of);
  const intake = createIntake({ evidenceId: 1, skip: 0, writer, begin: () => undefined });
  async function* chunks() {
    yield* pieces;
  }
  await feedReader(createLineReader(createLineJudge({ layouts, examiner, intake, general })), chunks(), () => null);
  intake.close();
  writer.flush();
  return readParcels(parcels);
}

const whatIsIn = ({ records, rejects, lossy }: Loaded): string =>
  JSON.stringify({
    records,
    rejects: rejects.map(({ recordNo, place, reason, text }) => ({ recordNo, place, reason, text })),
    lossy,
  });

const event = compact(makeEvent(1));
const trace = 'java.lang.IllegalStateException: closed\r\n\tat a.b.C.d(C.java:5)\r\n\r\n  \nCaused by: x\n\t... 3 more';
const stamped = (message: string) => `2025-03-04T05:06:07.250Z ${message}`;

describe('lines that nothing knows', () => {
  const first = stamped('ERROR it failed');
  const cases: [string, string, string[], string[]][] = [
    [
      'follow a record of last resort',
      `${first}\n${trace}\n\n \n${stamped('next')}`,
      [`${first}\n${trace}`, stamped('next')],
      [],
    ],
    ['end with the file', `${first}\n${trace}\n\n\n`, [`${first}\n${trace}`], []],
    ['have no line end', `${first}\n${trace}`, [`${first}\n${trace}`], []],
    [
      'stand before any record',
      `${trace}\n${first}\n`,
      [first],
      trace.split(/\r?\n/).filter((line) => line.trim() !== ''),
    ],
    [
      'do not swallow a record of JSON, and go on after it no more',
      `${first}\n\tat x\n${event}\n\tat y\n`,
      [`${first}\n\tat x`, event],
      ['\tat y'],
    ],
    [
      'do not swallow a record of a precise log type',
      `${first}\n\tat x\n${flowLine(1)}\n`,
      [`${first}\n\tat x`, flowLine(1)],
      [],
    ],
    [
      'do not swallow a record with a time before it',
      `${first}\n\tat x\n2025-03-04T05:06:07.000Z ${flowLine(1)}\n\tat y`,
      [`${first}\n\tat x`, flowLine(1)],
      ['\tat y'],
    ],
    [
      'do not swallow a record of another log type of last resort',
      `${first}\n\tat x\nMar  4 05:06:07 host1 su: hello\n more`,
      [`${first}\n\tat x`, 'Mar  4 05:06:07 host1 su: hello\n more'],
      [],
    ],
    [
      'do not swallow a header',
      `${first}\n\tat x\nversion account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status\n\tat y`,
      [`${first}\n\tat x`],
      ['\tat y'],
    ],
  ];

  it.each(cases)('%s', async (_, text, raws, rejects) => {
    const found = await read([Buffer.from(text)]);
    expect(found.raws).toEqual(raws);
    expect(found.rejects.map((reject) => reject.text)).toEqual(rejects);
  });

  it('are the same records wherever the content is cut', async () => {
    const whole = Buffer.concat([
      Buffer.from(`oops\n${cases.map(([, text]) => text).join('\n')}\n${first}\n`),
      Buffer.from([0xff, 0xfe, 0x0a, 0x41, 0xc3, 0x0d, 0x0a, 0x0a]),
    ]);
    const wanted = whatIsIn(await read([whole], few));
    expect(wanted).toContain('"lossy":[{');
    for (let at = 0; at <= whole.length; at++)
      expect(whatIsIn(await read([whole.subarray(0, at), whole.subarray(at)], few)), `cut at ${at}`).toBe(wanted);
    const random = seedRandom('cuts', true);
    for (let i = 0; i < 30; i++) {
      const pieces: Buffer[] = [];
      for (let at = 0; at < whole.length; ) {
        const size = 1 + random.below(i < 5 ? 3 : 90);
        pieces.push(whole.subarray(at, at + size));
        at += size;
      }
      expect(whatIsIn(await read(pieces, few))).toBe(wanted);
    }
  });

  it('are rejects where log types of last resort are not taken', async () => {
    const found = await read([Buffer.from(`${flowLine(1)}\n${first}\n\tat x\n`)], formats, false);
    expect(found.raws).toEqual([flowLine(1)]);
    expect(found.rejects.map((reject) => reject.text)).toEqual([first, '\tat x']);
  });

  it('count for one record, from its first line on, when a load goes on', async () => {
    const text = [first, '\tat x', stamped('two'), '\tat y', stamped('three'), '\tat z'].join('\n');
    const { records, items } = await loadBytes(text, { resume: [{ member: '', evidenceId: 9, skip: 1 }] });
    expect(records.map(({ recordNo, raw }) => [recordNo, raw])).toEqual([
      [2, `${stamped('two')}\n\tat y`],
      [3, `${stamped('three')}\n\tat z`],
    ]);
    expect(items).toMatchObject([{ records: 3, rejects: 0, outcome: 'loaded', format: 'cloudwatch_logs' }]);
  });

  it('make a long trace no reason to doubt the log type', async () => {
    const long = Array.from({ length: 200 }, (_, n) => `\tat a.b.C.d(C.java:${n})`).join('\n');
    const { raws, items } = await loadBytes(`${first}\njava.lang.Error: x\n${long}\n${stamped('next')}`);
    expect(raws).toEqual([`${first}\njava.lang.Error: x\n${long}`, stamped('next')]);
    expect(items).toMatchObject([{ outcome: 'loaded', rejects: 0 }]);
  });
});

describe('the fields of a record that goes on', () => {
  const docOf = async (text: string, format: Format) => {
    const { records, rejects } = await read([Buffer.from(text)], [format]);
    expect(rejects).toEqual([]);
    expect(records[0]!.raw).toBe(text);
    const { layout, doc } = records[0]!;
    return { doc: doc?.split('\u001f'), layout: JSON.parse(layout!) as unknown };
  };
  const named = (name: string) => formats.find((format) => format.name === name)!;
  const separated = { cut: { kind: 'separated' as const, separator: '\t' } };

  it('of a pattern: the message has the further lines', async () => {
    const { doc } = await docOf(`${stamped('a')}\r\n b\u001f\n\n c`, named('cloudwatch_logs'));
    expect(doc).toEqual(['2025-03-04T05:06:07.250Z', 'a\r\n b \n\n c']);
    const syslog = await docOf('<165>1 - - - - - -\n\n it all', named('syslog'));
    expect(syslog.doc!.at(-1)).toBe('it all');
  });

  it('of pairs: the message, or nothing where there is none', async () => {
    const { doc } = await docOf('level=error msg="oh no"\ngoroutine 1 [running]:', named('logfmt'));
    expect(JSON.parse(doc![0]!)).toEqual({ level: 'error', message: 'oh no\ngoroutine 1 [running]:' });
    const none = await docOf('level=error err=x tries=2\ngoroutine 1', named('logfmt'));
    expect(JSON.parse(none.doc![0]!)).toMatchObject({ error: 'x', message: 'goroutine 1', extra: { tries: '2' } });
  });

  it('of separated and quoted text: the last field, whatever the further lines hold', async () => {
    const tab = typeOf('tab', separated);
    const { doc, layout } = await docOf('tab\tinfo\ta\nb\tc', tab);
    expect(doc).toEqual(['tab', 'info', 'a\nb\tc']);
    expect(layout).toEqual({ kind: 'fields', reading: 0, fields: ['at', 'level', 'text'] });
    expect((await docOf('tab\tinfo\t-\nb', tab)).doc).toEqual(['tab', 'info', 'b']);
    const quoted = typeOf('quo', { cut: { kind: 'quoted', separator: ' ', quote: '"' } });
    expect((await docOf('quo info "a b"\n"c', quoted)).doc).toEqual(['quo', 'info', 'a b\n"c']);
  });

  it('stay as they are where the last is no text', async () => {
    const { doc } = await docOf('tab\tinfo\t5\nmore', typeOf('tab', separated, 'INTEGER'));
    expect(doc).toEqual(['tab', 'info', '5']);
  });

  it('a record behind a time has the time and all its lines for an envelope', async () => {
    const text = '2025-03-04T05:06:07Z tab\tinfo\ta\nb\n\nc';
    for (const pieces of [[text], [text.slice(0, -3), text.slice(-3)]]) {
      const { records } = await read(
        pieces.map((piece) => Buffer.from(piece)),
        [typeOf('tab', separated)],
      );
      expect(records).toMatchObject([{ raw: text.slice(21), envelope: text }]);
    }
  });
});

describe('bounds', () => {
  const first = stamped('a');
  const line = 'x'.repeat(300_000);

  it('a record takes a MiB of further lines, and no line of what comes then', async () => {
    const text = `${first}\n${line}\n${line}\n${line}\n${line}\nshort\n${stamped('b')}\nshort`;
    for (const size of [text.length, 65_536]) {
      const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, i) =>
        Buffer.from(text.slice(i * size, (i + 1) * size)),
      );
      const { raws, rejects } = await read(pieces);
      expect(raws).toEqual([`${first}\n${line}\n${line}\n${line}`, `${stamped('b')}\nshort`]);
      expect(rejects.map(({ recordNo, place, reason, bytes }) => [recordNo, place, reason, bytes.length])).toEqual([
        [2, 'line 5', 'more than 1024 KiB of lines after their record', 300_000],
        [3, 'line 6', 'more than 1024 KiB of lines after their record', 5],
      ]);
    }
  });

  it('blank lines are not held for ever', async () => {
    const blank = Buffer.alloc(400_000, '\n');
    const { raws, rejects } = await read([Buffer.from(`${first}\n`), blank, blank, blank, Buffer.from('x\n')]);
    expect(raws).toEqual([first]);
    expect(rejects.map(({ text }) => text)).toEqual(['x']);
  });
});
