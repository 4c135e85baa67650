// A report as Markdown, for a ticket or a wiki: the same content, text from evidence as code, the picture as a file beside it.
import { codeSpan } from '../marks/notebook-text.ts';
import { visibleLines, visibleText } from '../values/visible-text.ts';
import type { Block, Inline, ReportDocument } from './document.ts';
import { appendixTitle, appendixWords } from './to-html.ts';

/** @param pictureFile name of the picture's file */
export function reportToMarkdown(report: ReportDocument, pictureFile: string): string {
  return `${[
    `# ${plain(report.title)}`,
    ...(report.about === '' ? [] : [report.about.split('\n').map(plain).join('\\\n')]),
    factsToMarkdown(report.facts),
    plain(report.made),
    ...report.sections.flatMap(({ title, blocks }) => [
      `## ${plain(title)}`,
      ...blocks.map((block) => blockToMarkdown(block, pictureFile)),
    ]),
    ...(report.queries.length === 0 ? [] : [`## ${appendixTitle}`, plain(appendixWords)]),
    ...report.queries.flatMap(({ title, sql, answer }, i) => [
      `### ${i + 1}. ${plain(title)}`,
      fence(visibleLines(sql)),
      plain(answer),
    ]),
  ]
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
}

/** Text of which no sign has a meaning; at the beginning of a line neither. */
const plain = (text: string): string =>
  visibleText(text)
    .replaceAll(/[\\`*_[\]<>|~&#]/g, String.raw`\$&`)
    .replace(/^(\s*)([-+]|\d+(?=[.)]\s))/, (_, space: string, sign: string) =>
      /\d/.test(sign) ? `${space}${sign}` : `${space}\\${sign}`,
    );

function inline(part: Inline): string {
  if (typeof part === 'string') return plain(part);
  if ('code' in part) return part.code === '' ? '' : codeSpan(visibleText(part.code));
  if ('strong' in part) return part.strong === '' ? '' : `**${plain(part.strong)}**`;
  if ('dim' in part) return plain(part.dim);
  return ` \\[${part.cite}\\]`;
}
const inlines = (parts: Inline[]) => parts.map(inline).join('');

const factsToMarkdown = (facts: [string, Inline[]][]) =>
  facts.map(([name, value]) => `- ${plain(name)}: ${inlines(value)}`).join('\n');

function blockToMarkdown(block: Block, pictureFile: string): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${inlines(block.text)}`;
    case 'paragraph':
      return inlines(block.text);
    case 'markdown': {
      const text = harmless(visibleLines(block.text)).trim();
      return block.isNote
        ? text
            .split('\n')
            .map((line) => `> ${line}`.trimEnd())
            .join('\n')
        : text;
    }
    case 'facts':
      return factsToMarkdown(block.facts);
    case 'list':
      return block.items.map((item) => `- ${inlines(item)}`).join('\n');
    case 'callout':
      return `> ${inlines(block.text)}`;
    case 'figures':
      return block.figures
        .map(
          ({ value, label, cite }) => `- **${plain(value)}** ${plain(label)}${cite === null ? '' : inline({ cite })}`,
        )
        .join('\n');
    case 'table':
      return tableToMarkdown(block);
    case 'picture':
      return `![${plain(block.picture.description)}](${encodeURI(pictureFile).replaceAll(/[()]/g, (sign) => (sign === '(' ? '%28' : '%29'))})`;
  }
}

function tableToMarkdown({ caption, columns, rows }: Extract<Block, { kind: 'table' }>): string {
  // A bar within a code span ends the cell all the same, unless it is escaped.
  const cell = (parts: Inline[]) =>
    parts
      .map((part) => (typeof part !== 'string' && 'code' in part ? inline(part).replaceAll('|', '\\|') : inline(part)))
      .join('');
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [
    ...(caption.length === 0 ? [] : [inlines(caption), '']),
    line(columns.map(({ title }) => plain(title))),
    line(columns.map(({ align }) => (align === 'right' ? '--:' : ':--'))),
    ...rows.map((row) => line(row.map(cell))),
  ].join('\n');
}

function fence(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}sql\n${text}\n${ticks}`;
}

/** Code as Markdown has it; a backtick that is escaped begins none. */
const codeParts = /(^```[^`\n]*\n[\s\S]*?^```[ \t]*$|(?<![\\`])`[^`\n]+`(?!`))/gm;

/** A user's Markdown, which may quote an attacker: outside of code nothing in it is HTML, a picture or a link. */
const harmless = (text: string): string =>
  text
    .split(codeParts)
    .map((part, i) =>
      i % 2 === 1 ? part : part.replaceAll(/\\[\s\S]|[<[\]&]/g, (sign) => (sign.startsWith('\\') ? sign : `\\${sign}`)),
    )
    .join('');
