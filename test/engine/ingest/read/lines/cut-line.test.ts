// Lines cut at separators outside of quotes: cases by hand, and random text against a plain way to do the same.
import { describe, expect, it } from 'vitest';
import type { Cut } from '../../../../../shared/formats/format.ts';
import { createCutter } from '../../../../../src-main/engine/ingest/read/lines/cut-line.ts';
import { seedRandom } from '../../../../generate/random.ts';

type Quoted = Cut & { kind: 'quoted' };

function cut(line: string, how: Quoted): string[] {
  const cutter = createCutter(how, () => null);
  // Not at the beginning of the bytes, and with others behind it.
  const bytes = Buffer.from(`"x ${line}" y`);
  const count = cutter.cut(bytes, 3, bytes.length - 3);
  const { bytes: text, start, end } = cutter.doc()!;
  const fields = text.toString('utf8', start, end).split('\u001f');
  expect(count).toBe(fields.length);
  return fields;
}

/** The same, field by field with text. */
function cutPlainly(line: string, { separator, quote, brackets, escape: way }: Quoted): string[] {
  const fields: string[] = [];
  let rest = line;
  for (;;) {
    const closing = rest.startsWith(quote) ? quote : brackets && rest.startsWith('[') ? ']' : null;
    let field = '';
    if (closing !== null) rest = rest.slice(1);
    while (rest !== '') {
      if (closing === null ? rest.startsWith(separator) : rest === closing || rest.startsWith(closing + separator))
        break;
      const isEscaped =
        closing !== null && way === 'backslash' && (rest.startsWith(`\\${quote}`) || rest.startsWith('\\\\'));
      const isDoubled = closing !== null && way === 'doubled' && rest.startsWith(closing + closing);
      field += isEscaped ? rest[1] : rest[0];
      rest = rest.slice(isEscaped || isDoubled ? 2 : 1);
    }
    if (closing !== null) rest = rest.slice(1);
    fields.push(field.replaceAll('\u001f', ' '));
    if (rest === '') return fields;
    rest = rest.slice(1);
    if (rest === '') return [...fields, ''];
  }
}

describe('quoted text', () => {
  const plain: Quoted = { kind: 'quoted', separator: ' ', quote: '"' };

  it.each([
    ['a "b c" d', ['a', 'b c', 'd'], {}],
    ['"" x ""', ['', 'x', ''], {}],
    ['a  b ', ['a', '', 'b', ''], {}],
    ['say "a "b"c" "open to the end', ['say', 'a "b"c', 'open to the end'], {}],
    ['a"b c"d', ['a"b', 'c"d'], {}],
    ['[1 2] "3 [4] 5" [6]7 8]', ['1 2', '3 [4] 5', '6]7 8'], { brackets: true }],
    ['[1 2]', ['[1', '2]'], {}],
    ['"a \\" b" "c\\\\" "\\n" \\"', ['a " b', 'c\\', '\\n', '\\"'], { escape: 'backslash' }],
    ['"a "" b" """"', ['a " b', '"'], { escape: 'doubled' }],
    ['a\u001fb "c\u001fd"', ['a b', 'c d'], {}],
    ['é "漢 字"', ['é', '漢 字'], {}],
  ] as const)('%j', (line, fields, more) => {
    expect(cut(line, { ...plain, ...more })).toEqual(fields);
    expect(cutPlainly(line, { ...plain, ...more })).toEqual(fields);
  });

  it('of any kind', () => {
    const random = seedRandom('cut', true);
    const parts = [
      'a',
      'bc',
      ' ',
      ' ',
      '"',
      '"',
      '""',
      '[',
      ']',
      '\\',
      '\\"',
      '] ',
      '" ',
      ' "',
      ' [',
      '\u001f',
      '\u0000',
    ];
    const ways: Quoted[] = [
      plain,
      { ...plain, brackets: true },
      { ...plain, escape: 'doubled' },
      { ...plain, escape: 'backslash', brackets: true },
    ];
    for (let i = 0; i < 1500; i++) {
      const line = Array.from({ length: 1 + random.below(14) }, () => random.pick(parts)).join('');
      for (const way of ways) expect(cut(line, way), JSON.stringify([line, way])).toEqual(cutPlainly(line, way));
    }
  });
});
