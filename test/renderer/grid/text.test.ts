import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toTsv, tsvField } from '../../../src-renderer/features/grid/cells/tsv.ts';
import { isCut } from '../../../src-renderer/features/grid/table/cell-text.ts';
import { visibleText } from '../../../src-renderer/ui/visible-text.ts';

/** Reads tab-separated text as spreadsheets do: quoted fields may hold tabs, breaks and doubled quotes. */
function readTsv(text: string): string[][] {
  const rows: string[][] = [[]];
  const field = /("(?:[^"]|"")*"|[^\t\n]*)(\t|\n|$)/y;
  while (field.lastIndex <= text.length) {
    const [, raw = '', end] = field.exec(text) ?? [];
    rows.at(-1)?.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw);
    if (!end) break;
    if (end === '\n') rows.push([]);
  }
  return rows;
}

describe('tsv', () => {
  it('quotes only what must be', () => {
    expect(tsvField('a b')).toBe('a b');
    expect(tsvField('a\tb')).toBe('"a\tb"');
    expect(tsvField('say "x"')).toBe('"say ""x"""');
    expect(
      toTsv([
        ['a', null],
        ['', 'b'],
      ]),
    ).toBe('a\t\n\tb');
  });
  it('reads back as it was', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '"', '\t', '\n', '\r', ' ', 'é', '😀') });
    const table = fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc.array(fc.array(text, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }),
      );
    fc.assert(
      fc.property(table, (rows) => {
        expect(readTsv(toTsv(rows))).toEqual(rows);
      }),
    );
  });
});

describe('visibleText', () => {
  it('shows what would be invisible or reorder the line', () => {
    expect(visibleText('a\tb\nc\0')).toBe('a⇥b␊c␀');
    expect(visibleText('user\u202Egnp.exe')).toBe('user⟨202E⟩gnp.exe');
    expect(visibleText('\u0085\u200b\ufeff')).toBe('⟨0085⟩⟨200B⟩⟨FEFF⟩');
  });
  it('leaves letters of every script, emoji and joiners alone', () => {
    for (const text of ['שלום', 'می\u200cخواهم', '👨\u200d👩\u200d👧', 'naïve', ''])
      expect(visibleText(text)).toBe(text);
  });
  it('leaves nothing invisible behind', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) }), (text) => {
        expect(visibleText(visibleText(text))).toBe(visibleText(text));
        expect(visibleText(text)).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
      }),
    );
  });
});

it('knows a cut cell by its length and its end', () => {
  expect(isCut(`${'x'.repeat(999)}…`, 1000)).toBe(true);
  expect(isCut('short…', 1000)).toBe(false);
  expect(isCut('x'.repeat(1000), 1000)).toBe(false);
});
