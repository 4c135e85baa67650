// The notebook as Markdown and HTML: what comes from evidence can be nothing but text.
import fc from 'fast-check';
import { micromark } from 'micromark';
import { describe, expect, test } from 'vitest';
import { describeChange } from '../../../shared/marks/change.ts';
import { markdownOptions } from '../../../shared/marks/markdown-options.ts';
import type { NotebookEntry } from '../../../shared/marks/notebook.ts';
import {
  codeSpan,
  entryToHtml,
  entryToMarkdown,
  htmlHead,
  sectionToHtml,
  sectionToMarkdown,
} from '../../../shared/marks/notebook-text.ts';

const wording = { zone: 'Europe/Berlin', describe: () => 'cloudtrail where x' };
const markdown = (text: string) => micromark(text, markdownOptions);
const entry: NotebookEntry = {
  table: 'cloudtrail',
  evidenceId: 7,
  recordNo: 12,
  time: '2026-03-09T00:00:35Z',
  actor: 'arn:aws:iam::111122223333:user/x',
  action: 'GetObject',
  target: null,
  sourceIp: '198.51.100.7',
  outcome: '',
  region: null,
  tags: ['Malicious', 'Ask `them`'],
  starred: true,
  note: '**bad**\nsecond line',
  path: 'logs.zip › a.json.gz',
  contentSha256: 'ab'.repeat(32),
};

test('an entry as Markdown has its time with the zone, its facts, its note, and where it came from', () => {
  expect(entryToMarkdown(entry, wording)).toBe(`### 2026-03-09 01:00:35 Europe/Berlin \`GetObject\` ★

- Tags: \`Malicious\`, \`\` Ask \`them\` \`\`
- Actor: \`arn:aws:iam::111122223333:user/x\`
- Source IP: \`198.51.100.7\`
- Source: cloudtrail, record 12 of \`logs.zip › a.json.gz\`, content SHA-256 \`${'ab'.repeat(32)}\`

> **bad**
> second line
`);
});

test('any text in a code span comes out of Markdown as it went in, line ends aside', () => {
  const visible = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => text.trim() !== '');
  fc.assert(
    fc.property(fc.oneof(visible, fc.constantFrom('`', '``', '` a `', ' a ', '<b>', '&amp;', '[a](b)')), (text) => {
      const html = micromark(`x ${codeSpan(text)} y`);
      const inner = /^<p>x <code>(.*)<\/code> y<\/p>$/s.exec(html)?.[1];
      const plain = inner
        ?.replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&amp;', '&');
      expect(plain).toBe(text.replaceAll(/[\r\n\t\u2028\u2029]+/g, ' ').replaceAll('\u0000', '\ufffd'));
    }),
  );
});

test('nothing that stands in evidence or notes becomes an element of the page', () => {
  const evil = '"><script>alert(1)</script><img src=http://x/ onerror=alert(1)>';
  const html = entryToHtml(
    { ...entry, actor: evil, action: evil, path: evil, tags: [evil], table: evil, contentSha256: evil, note: evil },
    wording,
    markdown,
  );
  const all = `${htmlHead(evil, [evil])}${html}${sectionToHtml({ id: 'v', kind: 'view', name: evil, view: { from: { kind: 'table', table: 't' }, where: [], sort: [] }, text: evil, anchor: null }, { ...wording, describe: () => evil }, markdown)}`;
  expect(all).not.toMatch(/<script|<img|<a[ >]/i);
});

describe('Markdown of notes', () => {
  test.each([
    ['**b** *i* `c`', '<p><strong>b</strong> <em>i</em> <code>c</code></p>'],
    ['[x](http://example.com)', '<p>[x](http://example.com)</p>'],
    ['![x](http://example.com/x.png)', '<p>![x](http://example.com/x.png)</p>'],
    ['<http://example.com>', '<p>&lt;http://example.com&gt;</p>'],
    ['<b onclick=x>y</b>', '<p>&lt;b onclick=x&gt;y&lt;/b&gt;</p>'],
    ['[x]\n\n[x]: javascript:alert(1)', '<p>[x]</p>\n<p>[x]: javascript:alert(1)</p>'],
  ])('%s', (text, html) => {
    expect(markdown(text)).toBe(html);
  });
});

test('a text section is its own Markdown; a view is named and described', () => {
  expect(sectionToMarkdown({ id: 'a', kind: 'text', text: '# Hi\n', anchor: null }, wording)).toBe('# Hi\n');
  const view = { from: { kind: 'table' as const, table: 't' }, where: [], sort: [] };
  expect(sectionToMarkdown({ id: 'b', kind: 'view', name: 'Keys', view, text: 'why', anchor: null }, wording)).toBe(
    '**View `Keys`**: `cloudtrail where x`\n\nwhy\n',
  );
});

test('changes in words', () => {
  expect(describeChange({ kind: 'tag', tag: 'A', on: true }, 1200)).toBe('Tagged 1,200 rows “A”');
  expect(describeChange({ kind: 'star', on: false }, 1)).toBe('Took the star from 1 row');
  expect(describeChange({ kind: 'note', text: null }, 2)).toBe('Removed the note of 2 rows');
});
