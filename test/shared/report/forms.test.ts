// A report as HTML and as Markdown: text from evidence is text in both, whatever it holds; the picture's marks do not overlap.
import fc from 'fast-check';
import { micromark } from 'micromark';
import { describe, expect, it } from 'vitest';
import { markdownOptions } from '../../../shared/marks/markdown-options.ts';
import { ReportChoices, sectionIds } from '../../../shared/report/choices.ts';
import type { Block, Picture, ReportDocument } from '../../../shared/report/document.ts';
import { layOutPicture } from '../../../shared/report/picture-layout.ts';
import { pictureToSvg } from '../../../shared/report/picture-svg.ts';
import { reportToHtml } from '../../../shared/report/to-html.ts';
import { reportToMarkdown } from '../../../shared/report/to-markdown.ts';
import { visibleLines, visibleText } from '../../../shared/values/visible-text.ts';

const report = (...blocks: Block[]): ReportDocument => ({
  title: 'T',
  about: '',
  facts: [],
  made: 'Made.',
  sections: [{ id: 'section-one', title: 'One', blocks }],
  queries: [],
});
const html = (document: ReportDocument) => reportToHtml(document, (text) => micromark(text, markdownOptions));
const evil = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc
    .array(
      fc.constantFrom(
        '<img src=x>',
        '"',
        "'",
        '&',
        '`',
        '``',
        '|',
        '\n',
        '\\',
        '](http://x)',
        '![',
        '</td>',
        '\u202e',
        '-->',
        '# ',
        '\u0000',
        'a',
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join('')),
);

describe('HTML', () => {
  it('shows any text as text: the same tags as for a harmless one', () => {
    const tags = (text: string) =>
      (html(text === '' ? report() : everywhere(text)).match(/<\/?[a-z][^>]*>/g) ?? []).map((tag) =>
        tag.replaceAll(/"[^"]*"/g, '""'),
      );
    const harmless = tags('a');
    fc.assert(
      fc.property(
        evil.filter((text) => text !== ''),
        (text) => {
          expect(tags(text)).toEqual(harmless);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('stands alone, and says so to the browser', () => {
    const page = html(everywhere('a'));
    expect(page).toContain("content=\"default-src 'none'; style-src 'unsafe-inline'\"");
    expect(page).not.toMatch(/<script|\b(src|href)="(?!#)/);
  });

  it('marks what cannot be seen, and keeps the lines of SQL', () => {
    const page = html({
      ...everywhere('a\u202eb'),
      queries: [{ title: 'Q', sql: 'SELECT 1\nFROM t\u200b', answer: '' }],
    });
    expect(page).toContain('a⟨202E⟩b');
    expect(page).toContain('SELECT 1\nFROM t⟨200B⟩');
    expect(visibleText('\n')).toBe('␊');
    expect(visibleLines('a\n\tb\r')).toBe('a\n\tb␍');
  });
});

const everywhere = (text: string): ReportDocument => ({
  ...report(
    { kind: 'paragraph', text: [text, { code: text }, { strong: text }] },
    { kind: 'facts', facts: [[text, [text]]] },
    { kind: 'table', caption: [text], columns: [{ title: text }], rows: [[[{ code: text }]], [[text]]] },
    { kind: 'list', items: [[text], [{ code: text }]] },
  ),
  title: text,
  about: text,
  queries: [{ title: text, sql: text, answer: text }],
});

describe('Markdown', () => {
  it('has no tag, link or picture but its own, whatever the text', () => {
    fc.assert(
      fc.property(evil, (text) => {
        const page = micromark(reportToMarkdown(everywhere(text), 'a.svg'), { allowDangerousHtml: true });
        const names = new Set([...page.matchAll(/<\/?([a-z][\w-]*)/g)].map(([, name]) => name));
        for (const name of ['img', 'a', 'script', 'x']) expect(names, page).not.toContain(name);
        expect(page.match(/<h1>/g)).toHaveLength(text.trim() === '' ? page.match(/<h1>/g)!.length : 1);
      }),
      { numRuns: 80 },
    );
  });

  it('lets nobody’s own words load or lead anywhere, and leaves their code alone', () => {
    fc.assert(
      fc.property(evil, fc.boolean(), (text, isNote) => {
        const page = micromark(reportToMarkdown(report({ kind: 'markdown', text, isNote }), 'a.svg'), {
          allowDangerousHtml: true,
        });
        expect(page).not.toMatch(/<(img|a)\b|<\/td>/);
      }),
      { numRuns: 80 },
    );
    const kept = 'see `a[0] & <b>` and\n\n```sql\nSELECT a[1]\n```';
    expect(reportToMarkdown(report({ kind: 'markdown', text: kept, isNote: false }), 'a.svg')).toContain(kept);
  });
});

describe('the picture', () => {
  const lane = (times: number[]): Picture['lanes'][number] => ({
    name: 'Malicious',
    color: 'red',
    points: times.map((at, i) => ({ at, rows: 1, numbers: [i + 1], hover: String(at) })),
  });
  const picture = (times: number[], zone = 'UTC'): Picture => ({
    description: 'd',
    zone,
    from: Math.min(...times),
    to: Math.max(...times),
    lanes: [lane(times)],
  });

  it('has marks that do not lie upon each other and stand for every row, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10 ** 10 }), { minLength: 1, maxLength: 60 }), (unsorted) => {
        const times = unsorted.toSorted((a, b) => a - b);
        const { lanes, left, right, ticks } = layOutPicture(picture(times));
        const marks = lanes[0]!.marks;
        for (const [i, mark] of marks.entries()) {
          expect(mark.x - mark.width / 2).toBeGreaterThanOrEqual(left - 0.1);
          expect(mark.x + mark.width / 2).toBeLessThanOrEqual(right + 0.1);
          if (i > 0) expect(mark.x - mark.width / 2).toBeGreaterThan(marks[i - 1]!.x + marks[i - 1]!.width / 2 - 0.2);
        }
        expect(marks[0]!.label.startsWith('1')).toBe(true);
        expect(marks.at(-1)!.label.endsWith(String(times.length))).toBe(true);
        expect(ticks.length).toBeGreaterThan(0);
      }),
      { numRuns: 100 },
    );
  });

  it('names days on the clock of its zone', () => {
    const times = ['2026-03-11T21:00:00Z', '2026-03-12T01:00:00Z'].map((time) => Date.parse(time));
    expect(layOutPicture(picture(times)).days.map(({ label }) => label)).toEqual(['2026-03-11', '2026-03-12']);
    expect(layOutPicture(picture(times, 'Asia/Tokyo')).days.map(({ label }) => label)).toEqual(['2026-03-12']);
  });

  it('is SVG without anything that runs, and says what it is', () => {
    const svg = pictureToSvg({ ...picture([0, 1000]), description: '<b>"' }, true);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(svg).toContain('aria-label="&#60;b&#62;&#34;"');
    expect(svg).not.toMatch(/<b>|script|href/);
  });
});

it('choices have every section once, however they were kept', () => {
  const ids = (sections: unknown) => ReportChoices.parse({ sections }).sections.map(({ id }) => id);
  expect(ids([])).toEqual(sectionIds);
  const kept = ids([
    { id: 'method', isOn: false },
    { id: 'method', isOn: true },
    { id: 'summary', isOn: true },
  ]);
  expect(kept.slice(0, 2)).toEqual(['method', 'summary']);
  expect(kept.toSorted()).toEqual([...sectionIds].toSorted());
});
