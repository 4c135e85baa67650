// What each log type takes for its own: no other's records, and nothing of what is no log at all; and that no line, however
// made, keeps it busy.
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Format } from '../../shared/formats/format.ts';
import { formats } from '../../shared/formats/registry.ts';
import { createLineLayouts } from '../../src-main/engine/ingest/read/lines/line-layouts.ts';
import { loadBytes } from '../engine/ingest/support/load.ts';
import { seedRandom } from '../generate/random.ts';

const accepted = (format: Format) => format.samples.filter(({ expect: wanted }) => !('reject' in wanted));
const isJson = (record: string) => record.trimStart().startsWith('{');

describe('records of one log type', () => {
  it.each(formats.map((format) => [format.name, format] as const))('%s: are no other’s', (name, format) => {
    for (const { record, header } of accepted(format)) {
      if (isJson(record)) {
        const value = JSON.parse(record) as Record<string, unknown>;
        const others = formats.filter(({ json }) => json && !json.lastResort && json.recognise(value));
        const own = format.json?.lastResort ? [] : [name];
        // A record in an envelope is recognised inside it.
        if (others.length > 0)
          expect(
            others.map((one) => one.name),
            record.slice(0, 200),
          ).toEqual(own);
      } else if (header === undefined) {
        const takers = formats.filter(({ lines }) =>
          lines?.some((reading) => !reading.lastResort && reading.recogniseLine(record)),
        );
        const own = format.lines?.every(({ lastResort }) => lastResort) ? [] : [name];
        expect(
          takers.map((one) => one.name),
          record,
        ).toEqual(own);
      } else {
        const headers = formats.filter(({ lines }) =>
          lines?.some((reading) => reading.recogniseHeader?.(header.split('\n').at(-1)!, null)),
        );
        const tables = formats.filter(({ table }) =>
          [',', ';', '\t'].some((by) => table?.recognise(header.split(by).map((cell) => cell.replaceAll('"', '')))),
        );
        const takers = new Set([...headers, ...tables].map((one) => one.name));
        takers.delete(name);
        expect([...takers], header).toEqual([]);
      }
    }
  });
});

describe('files of several kinds', () => {
  it('are taken apart record by record', async () => {
    const random = seedRandom('mixed', true);
    const lines = formats.flatMap((format) =>
      accepted(format)
        .filter(
          ({ header, record }) =>
            header === undefined && isJson(record) && !record.includes('\n') && !format.json?.lastResort,
        )
        .map(({ record }) => ({ name: format.name, record })),
    );
    const mixed = lines
      .map((line) => ({ line, at: random.below(1_000_000) }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ line }) => line);
    const { records, rejects } = await loadBytes(`${mixed.map(({ record }) => record).join('\n')}\n`);
    expect(rejects).toEqual([]);
    const found = records.toSorted((a, b) => a.recordNo - b.recordNo);
    expect(found.map(({ format }) => format)).toEqual(mixed.map(({ name }) => name));
  });
});

describe('lines of several log types', () => {
  const random = seedRandom('alternating', true);
  const lines = formats.flatMap((format) =>
    accepted(format)
      .filter(({ header, record }) => header === undefined && !isJson(record) && !record.includes('\n'))
      .filter(({ record }) => format.lines?.some((one) => !one.lastResort && one.recogniseLine(record)))
      .map(({ record }) => ({ name: format.name, record })),
  );

  it('that alternate are told from each other', async () => {
    expect(new Set(lines.map(({ name }) => name)).size).toBeGreaterThan(5);
    for (let i = 0; i < 10; i++) {
      const mixed = Array.from({ length: 60 }, () => random.pick(lines));
      const { records, rejects } = await loadBytes(mixed.map(({ record }) => record).join('\n'));
      expect(rejects).toEqual([]);
      const found = records.toSorted((a, b) => a.recordNo - b.recordNo);
      expect(found.map(({ format, raw }) => [format, raw])).toEqual(mixed.map(({ name, record }) => [name, record]));
    }
  });
});

describe('what is no log', () => {
  const random = seedRandom('no log', true);
  const bytes = (size: number) => Buffer.from(Array.from({ length: size }, () => random.below(256)));
  const words = [
    'the',
    'quick',
    'fox',
    'http',
    'GET',
    '-',
    '200',
    '192.0.2.7',
    '2025-03-04',
    'error',
    '"quoted"',
    '[x]',
    'a=b',
    '{',
    '}',
    ';',
    '\t',
    'user',
    'OK',
  ];
  const word = () => words[random.below(words.length)]!;
  const line = () => Array.from({ length: 1 + random.below(30) }, word).join(' ');
  const object = () =>
    JSON.stringify(
      Object.fromEntries(Array.from({ length: 1 + random.below(8) }, (_, i) => [`${word()}${i}`, word()])),
    );
  const makers: [string, () => Buffer | string][] = [
    ['random bytes', () => bytes(random.below(5000))],
    ['zeros', () => Buffer.alloc(random.below(3000))],
    ['prose', () => Array.from({ length: 1 + random.below(40) }, line).join('\n')],
    ['unknown objects', () => Array.from({ length: 1 + random.below(20) }, object).join('\n')],
    ['lists and numbers', () => JSON.stringify([1, [2, [3]], { a: [object()] }, null, line()])],
    ['broken JSON', () => `{"a":${line()}\n{"b":[}`],
    ['half a gzip', () => gzipSync(bytes(3000)).subarray(0, 200 + random.below(1000))],
    ['mixed text and bytes', () => Buffer.concat([Buffer.from(line()), bytes(300), Buffer.from(`\n${object()}\n`)])],
    ['one character', () => word().repeat(1 + random.below(20_000))],
    ['tables of words', () => Array.from({ length: 10 }, () => Array.from({ length: 5 }, word).join(',')).join('\n')],
  ];

  it.each(makers)('%s: is passed over with a reason', async (_, make) => {
    for (let i = 0; i < 20; i++) {
      const content = make();
      const { items, records } = await loadBytes(content);
      expect(records.map(({ format, raw }) => [format, raw])).toEqual([]);
      for (const { outcome, reason } of items) {
        expect(['skipped', 'failed']).toContain(outcome);
        expect(reason).toBeTruthy();
      }
    }
  });
});

describe('hostile lines', () => {
  const size = 60_000;
  const repeated = [
    'a',
    ' ',
    '"',
    '[',
    '=',
    '0',
    '-',
    '\\',
    '\\"',
    '" "',
    '[]',
    'a=',
    'a="',
    '1.',
    ':',
    '\t',
    ',',
    "','",
    '<1>',
    '{',
  ].map((part) => part.repeat(size / part.length));
  const layouts = createLineLayouts(formats);

  it.each(formats.filter(({ lines }) => lines).map((format) => [format.name, format] as const))(
    '%s: are looked at in linear time',
    (_, format) => {
      // One that backtracks would not come back before the time of a test is over.
      const begun = accepted(format).flatMap(({ record }) =>
        repeated.map((rest) => record.slice(0, record.length / 2) + rest),
      );
      for (const line of [...repeated, ...begun.slice(0, 60)])
        for (const reading of format.lines!) {
          reading.recogniseLine(line);
          reading.recogniseHeader?.(line, null);
          reading.isComment?.(line);
          if (reading.cut.kind === 'pattern') reading.cut.pattern.exec(line);
        }
    },
  );

  it('are cut in linear time', () => {
    for (const format of formats)
      for (const { record, header } of accepted(format)) {
        const layout = header === undefined ? (layouts.ofLine(record) ?? layouts.ofLastResort(record)) : null;
        for (const line of repeated) {
          const whole = Buffer.from(record + line);
          layout?.cutter.cut(whole, 0, whole.length);
        }
      }
  });
});
