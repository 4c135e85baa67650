// What was chosen is not to be read in any form of a report, however it is written in it.
import fc from 'fast-check';
import { micromark } from 'micromark';
import { describe, expect, it } from 'vitest';
import { markdownOptions } from '../../../shared/marks/markdown-options.ts';
import type { Redactions } from '../../../shared/report/choices.ts';
import type { ReportDocument } from '../../../shared/report/document.ts';
import { pictureToSvg } from '../../../shared/report/picture-svg.ts';
import { createRedactor, redactDocument, whyNotRedacted } from '../../../shared/report/redact.ts';
import { reportToHtml } from '../../../shared/report/to-html.ts';
import { reportToMarkdown } from '../../../shared/report/to-markdown.ts';

const redactions = (more: Partial<Redactions>): Redactions => ({ values: [], networks: [], pattern: '', ...more });
const inSql = (text: string) => text.split("'").join("''");
const inJson = (text: string) => JSON.stringify(text).slice(1, -1);

/** A report that has the value in every place, written as that place writes it. */
function reportWith(value: string): ReportDocument {
  const picture = {
    kind: 'picture' as const,
    picture: {
      description: `At ${value}`,
      zone: 'UTC',
      from: 0,
      to: 5000,
      lanes: [{ name: value, color: 'red' as const, points: [{ at: 0, rows: 1, numbers: [1], hover: `1. ${value}` }] }],
    },
  };
  return {
    title: `About ${value}`,
    about: value,
    facts: [['Case', [value]]],
    made: 'Made just now.',
    sections: [
      {
        id: 'section-one',
        title: 'One',
        blocks: [
          picture,
          { kind: 'heading', level: 3, text: [{ code: value }] },
          { kind: 'paragraph', text: ['x', { strong: value }, { dim: value }, { cite: 1 }] },
          { kind: 'facts', facts: [['Name', [{ code: `a ${value} b` }]]] },
          { kind: 'list', items: [[{ code: inJson(value) }]] },
          { kind: 'table', caption: [value], columns: [{ title: 'A' }], rows: [[[{ code: value.toUpperCase() }]]] },
          { kind: 'callout', tone: 'warn', text: [value] },
          { kind: 'figures', figures: [{ value, label: value, cite: 1 }] },
        ],
      },
    ],
    queries: [
      {
        title: value,
        sql: `SELECT * FROM t WHERE a = '${inSql(value)}' AND b = '${inSql(inJson(value))}'`,
        answer: value,
      },
    ],
  };
}

const decoded = (html: string) =>
  html
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replaceAll(/<[^>]*?aria-label="([^"]*)"[^>]*>/g, ' $1 ')
    .replaceAll(/<[^>]*>/g, '\n')
    .replaceAll(/&#(\d+);/g, (_, digits: string) => String.fromCodePoint(Number(digits)));

const seldom = fc
  .tuple(
    fc.constantFrom('qz', 'Qž', '77', "o'q", 'a\\q'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
    fc.constantFrom('#7x', 'zq', '-9q'),
  )
  .map((parts) => parts.join(''));

describe('redaction', () => {
  it('leaves a value in no form of a report, in whatever way it is written there', () => {
    fc.assert(
      fc.property(seldom, (value) => {
        const redactor = createRedactor(redactions({ values: [value] }));
        const report = redactDocument(reportWith(value), redactor);
        const html = reportToHtml(report, (text) => micromark(text, markdownOptions));
        const markdown = reportToMarkdown(report, 'a.svg');
        const svg = pictureToSvg(
          (report.sections[0]!.blocks[0] as { picture: Parameters<typeof pictureToSvg>[0] }).picture,
          true,
        );
        const forms = [
          html,
          decoded(html),
          markdown,
          markdown.replaceAll(/\\([^\w\s])/g, '$1'),
          svg,
          decoded(svg),
          JSON.stringify(report),
        ];
        for (const form of forms)
          for (const spelled of [value, inSql(value), inJson(value), encodeURIComponent(value)])
            expect(form.toLowerCase()).not.toContain(spelled.toLowerCase());
        expect(html.match(/\[redacted 1\]/g)!.length).toBeGreaterThan(12);
        expect(redactor.used()).toBe(1);
        expect(redactor.find(decoded(html))).toBeNull();
      }),
      { numRuns: 150 },
    );
  });

  it('gives each value its own label, the same everywhere, the longer of two first', () => {
    const { text } = createRedactor(redactions({ values: ['ana', 'ana.lopez'] }));
    expect(text('ana, ANA.LOPEZ and ana')).toBe('[redacted 1], [redacted 2] and [redacted 1]');
  });

  it('takes addresses of a network, and in patterns of SQL, but no others', () => {
    const { text, hasRules } = createRedactor(redactions({ networks: ['198.51.100.0/24', '2001:db8::/32'] }));
    expect(text('from 198.51.100.7 and 198.51.101.7, 2001:DB8::1, 198.51.100.9, 198\\.51\\.100\\.7')).toBe(
      'from [redacted 1] and 198.51.101.7, [redacted 2], [redacted 3], [redacted 1]',
    );
    expect(hasRules).toBe(true);
  });

  it('takes what a pattern finds, and withholds queries that could tell of it', () => {
    const redactor = createRedactor(redactions({ pattern: 'AKIA\\w+' }));
    const report = reportWith('nothing special');
    report.queries.push({ title: 'x', sql: "SELECT * FROM t WHERE regexp_matches(a, '^AKI')", answer: '' });
    const { queries } = redactDocument(report, redactor);
    expect(queries[1]!.sql).toMatch(/^-- Withheld/);
    expect(redactor.text('key AKIAEXAMPLE1 and akiaexample1')).toBe('key [redacted 1] and [redacted 1]');
  });

  it('sees through signs of Markdown in somebody’s own words', () => {
    const { markdown } = createRedactor(redactions({ values: ['ci-release'] }));
    expect(markdown('by ci\\-re**lease**, `ci-release`')).toBe('by [redacted 1]**, `[redacted 1]`');
  });

  it('finds what is left, and says only its label', () => {
    const { find } = createRedactor(redactions({ values: ['first', 'second'], networks: ['10.0.0.0/8'] }));
    expect(find('the SECOND')).toBe('[redacted 2]');
    expect(find('10.1.2.3')).toBe('an address of a network');
    expect(find('[redacted 1] of [redacted 2]')).toBeNull();
  });

  it.each([
    [{ values: ['ab'] }, /needs 3 characters/],
    [{ values: ['---'] }, /a letter or digit/],
    [{ values: ['Redacted'] }, /cannot be redacted/],
    [{ networks: ['10.0.0.0/99'] }, /is no network/],
    [{ pattern: '(' }, /cannot be read/],
    [{ pattern: 'a*' }, /nothing at all/],
  ])('refuses %j', (more, words) => {
    expect(whyNotRedacted(redactions(more))).toMatch(words);
  });
});
