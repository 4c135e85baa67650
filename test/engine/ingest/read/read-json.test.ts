import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listTree } from '../../../../src-main/engine/ingest/read/find-list.ts';
import { createJsonReader } from '../../../../src-main/engine/ingest/read/read-json.ts';
import { feedReader } from '../../../../src-main/engine/ingest/read/reader.ts';
import { scan } from '../../../../src-main/engine/ingest/read/scan-json.ts';

const lists = listTree([
  { path: ['Records'], name: 'records' },
  { path: ['hits', 'hits'], name: 'hits' },
]);

type Cuts = { entries: string[]; rejects: string[]; spaced: boolean[]; trouble: string | null; lists: string[] };

/** Reads the text in pieces that end at the given places. */
function cut(text: string | Buffer, places: number[] = [], lines = false): Cuts {
  const bytes = Buffer.from(text);
  const out: Cuts = { entries: [], rejects: [], spaced: [], trouble: null, lists: [] };
  const reader = createJsonReader({
    lists,
    lines,
    sink: {
      entry(buffer, start, end) {
        out.entries.push(buffer.toString('utf8', start, end));
        out.spaced.push(scan.spaced);
        return true;
      },
      reject: (place, reason, buffer) => void out.rejects.push(`${place()}: ${reason}: ${buffer.toString('utf8')}`),
      beginList: (name) => void out.lists.push(name),
      emptyList: (name) => void out.lists.push(`empty ${name}`),
    },
  });
  let rest = Buffer.alloc(0);
  let from = 0;
  for (const place of [...places, bytes.length]) {
    const given = Buffer.concat([rest, bytes.subarray(from, place)]);
    rest = Buffer.from(given.subarray(reader.read(given, false)));
    from = place;
  }
  expect(reader.read(rest, true)).toBe(rest.length);
  out.trouble = reader.trouble();
  return out;
}

async function* each(pieces: Buffer[]) {
  for (const piece of pieces) yield piece;
}

const anyObject = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4 });
const clean = { rejects: [], trouble: null };

describe('a JSON reader', () => {
  it('gives back any objects byte-exact, however they are written and joined', () => {
    const spelled = fc
      .tuple(anyObject, fc.constantFrom(undefined, 1, '\t', '\r\n '))
      .map(([value, space]) => JSON.stringify(value, null, space));
    const joined = fc.constantFrom('', ' ', '\n', '\r\n\r\n', ',', ' , \n');
    fc.assert(
      fc.property(
        fc.array(spelled, { minLength: 1 }),
        joined,
        fc.constantFrom('stream', 'array', 'list'),
        (objects, between, form) => {
          const text = objects.join(form === 'stream' ? between : ` ,${between}`.replace(/,.*,/, ','));
          const whole =
            form === 'stream'
              ? text
              : form === 'array'
                ? `[${text}]`
                : `{"x":[{"Records":1}],"Records":[${text}],"y":{}}`;
          // An object of the stream may itself have a list by a known name.
          fc.pre(form !== 'stream' || !/"(Records|hits)"/.test(text));
          expect(cut(whole)).toMatchObject({ entries: objects, ...clean });
        },
      ),
    );
  });

  it('reads the same whatever pieces it is given', () => {
    const texts = [
      '{"a":"\\"x\\\\","é":[1,{"b":[]}]}{"a":true}\n{"a":null }',
      '{"p":[{}],"Records": [ {"a":1.5e3} ,\n{"b":"\\u0041🔥"}, {}],"q":"]}"} {"Records":[]}',
      '{"hits":{"total":2,"hits":[{"c":1},{"c":2}],"z":{"hits":[3]}},"after":1}',
      '[{"a":1},[2,3],"four",5,null,{"b":2}]',
      '{"a":1}garbage{"a":2}]]{"a":3',
      '{"k":1}\n{"k":2,}\n{"k":"3\n{"k":4}\n\u001e{"k":5}\n{"k":6}',
    ];
    for (const text of texts) {
      const bytes = Buffer.from(text);
      for (const lines of [false, true]) {
        const once = cut(text, [], lines);
        for (let i = 0; i <= bytes.length; i++) expect(cut(text, [i], lines)).toEqual(once);
        const all = Array.from(bytes, (_, i) => i);
        expect(cut(text, all, lines)).toEqual(once);
      }
    }
  });

  it('looks for lists only where they stand', () => {
    expect(cut('{"Records":{"a":[]}}').entries).toEqual(['{"Records":{"a":[]}}']);
    expect(cut('{"a":{"Records":[{}]}}').entries).toEqual(['{"a":{"Records":[{}]}}']);
    expect(cut('{"hits":[{}]}').entries).toEqual(['{"hits":[{}]}']);
    expect(cut('{"hits":{"hits":[{"b":1}]}}')).toMatchObject({ entries: ['{"b":1}'], lists: ['hits'], ...clean });
    expect(cut('{"Records":[]}')).toMatchObject({ entries: [], lists: ['records', 'empty records'], ...clean });
    expect(cut('{"R\\u0065cords":[{}]}').entries).toEqual(['{"R\\u0065cords":[{}]}']);
  });

  it('knows whether there is whitespace between tokens', () => {
    expect(cut('{"a b":" "}{"a" :1}[{"a":[1,\n2]},{}]').spaced).toEqual([false, true, true, false]);
  });

  it('gives all whole records of a file that is cut off anywhere, and the rest as one reject', () => {
    const records = Array.from({ length: 6 }, (_, n) => JSON.stringify({ eventID: n, nested: [{ a: `"${n}\\` }, {}] }));
    for (const [head, between, tail] of [
      ['{"Records":[', ',', ']}'],
      ['[', ',\n', ']'],
      ['', '\n', '\n'],
      ['', '', ''],
    ] as const) {
      const text = head + records.join(between) + tail;
      const ends = records.map((_, n) => head.length + records.slice(0, n + 1).join(between).length);
      for (let at = head.length; at < text.length; at++) {
        const whole = ends.filter((end) => end <= at).length;
        const got = cut(text.slice(0, at), [], between === '\n');
        expect(got.entries).toEqual(records.slice(0, whole));
        const start = whole === 0 ? head.length : ends[whole - 1]! + between.length;
        const rest = text.slice(start, at);
        expect(got.rejects.length).toBe(whole < 6 && rest !== '' ? 1 : 0);
        if (got.rejects[0]) expect(got.rejects[0]).toMatch(new RegExp(`cut off at byte ${at}`));
        if (head !== '') expect(got.trouble).toContain(`cut off at byte ${at}`);
      }
    }
  });

  it('rejects only the damaged record', () => {
    const good = (n: number) => `{"eventVersion":"1","n":[${n},{"deep":{}}]}`;
    const damages = [
      '{"eventVersion":"1","n":[1,{"deep":{}]}',
      '{"eventVersion":"1,"n":[1]}',
      '{"eventVersion":"1","n":',
      '{"eventVersion":"1" "n":1}',
      '{"eventVersion":"1","n":1,}',
      '{"eventVersion":"1","n":tru}x',
      '{"eventVersion":"1","n":{{}}}',
      '}{',
      '\u0000\u0000\u0000',
      'HTTP/1.1 500 Internal Server Error',
    ];
    for (const damage of damages)
      for (const [head, between, tail, lines] of [
        ['{"Records":[', ',', ']}', false],
        ['', '\n', '\n', true],
        ['', '', '', false],
      ] as const) {
        const text = head + [good(1), damage, good(2), good(3)].join(between) + tail;
        const got = cut(text, [], lines);
        expect(
          got.entries.filter((entry) => !damage.includes(entry)),
          text,
        ).toEqual([good(1), good(2), good(3)]);
        expect(got.rejects.length, text).toBeGreaterThan(0);
      }
  });

  it('says where a reject is', () => {
    expect(cut('{"a":1}\n\n{"a":2,}\n{"a":3}', [], true).rejects).toEqual([
      'line 3 (byte 9): not JSON at byte 16: {"a":2,}',
    ]);
    expect(cut('{"a":1}oops{"a":2}').rejects).toEqual(['byte 7: not a JSON object or array: oops']);
  });

  it('lets a string that is never closed cost its line only', () => {
    const got = cut('{"a":1}\n{"a":"x}\n{"a":2}\n{"a":[1\n{"a":3}\n{"a":\n 4}\n{"a":5}', [], true);
    expect(got.entries).toEqual(['{"a":1}', '{"a":2}', '{"a":3}', '{"a":\n 4}', '{"a":5}']);
    expect(got.rejects).toHaveLength(2);
  });

  it('takes elements that are no objects as entries, for whoever judges them', () => {
    expect(cut('[1, "two", null, [3], {"a":4}, true]').entries).toEqual([
      '1',
      '"two"',
      'null',
      '[3]',
      '{"a":4}',
      'true',
    ]);
  });

  it('does not fear depth', () => {
    const deep = `{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
    expect(cut(`${deep}${deep}`).entries).toEqual([deep, deep]);
    expect(cut('{"a":'.repeat(100_000)).rejects).toHaveLength(1);
  });

  it('passes over a record that is too large to hold, and goes on behind it', async () => {
    const filler = Buffer.alloc(1024 * 1024, 'x');
    for (const lines of [false, true]) {
      const pieces = [
        Buffer.from(`{"a":1}\n{"b":["`),
        ...Array.from({ length: 70 }, () => filler),
        Buffer.from(`"],"c":"}"}\n{"a":2}\n`),
      ];
      const entries: string[] = [];
      const rejects: [string, number, number][] = [];
      const reader = createJsonReader({
        lists,
        lines,
        sink: {
          entry(bytes, start, end) {
            entries.push(bytes.toString('utf8', start, Math.min(end, start + 20)));
            return true;
          },
          reject: (_, reason, bytes, size) => void rejects.push([reason, bytes.length, size]),
          beginList: () => undefined,
          emptyList: () => undefined,
        },
      });
      let most = 0;
      const watched = {
        ...reader,
        read(bytes: Buffer, final: boolean) {
          most = Math.max(most, bytes.length);
          return reader.read(bytes, final);
        },
      };
      await feedReader(watched, each(pieces), () => null);
      expect(entries).toEqual(['{"a":1}', '{"a":2}']);
      expect(rejects).toEqual([['larger than 64 MiB', 1024 * 1024, 70 * 1024 * 1024 + 18]]);
      expect(most).toBeLessThan(130 * 1024 * 1024);
      expect(reader.trouble()).toBeNull();
    }
  });
});
