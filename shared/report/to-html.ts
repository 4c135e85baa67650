// A report as one page that stands alone: nothing is loaded, no script could run, and all text from evidence is text.
import { escapeHtml } from '../marks/notebook-text.ts';
import { visibleLines, visibleText } from '../values/visible-text.ts';
import type { Block, Inline, Query, ReportDocument } from './document.ts';
import { reportStyle } from './html-style.ts';
import { pictureToSvg } from './picture-svg.ts';

/** @param markdown Markdown of a user → safe HTML */
export function reportToHtml(report: ReportDocument, markdown: (text: string) => string): string {
  const title = paint(report.title);
  const sections = report.sections.map(
    ({ id, title, blocks }) =>
      `<section aria-labelledby="${id}"><h2 id="${id}">${paint(title)}</h2>\n${blocks.map((block) => blockToHtml(block, markdown)).join('\n')}\n</section>`,
  );
  const entries = [
    ...report.sections.map(({ id, title }) => ({ id, title })),
    ...(report.queries.length > 0 ? [{ id: 'queries', title: appendixTitle }] : []),
  ];
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>${title}</title><style>${reportStyle}</style></head><body>
<header><h1>${title}</h1>
${report.about === '' ? '' : `<p class="about">${paintLines(report.about)}</p>\n`}${factsToHtml(report.facts)}
<p class="dim">${paint(report.made)}</p></header>
<nav aria-label="Contents"><h2>Contents</h2><ol>${entries.map(({ id, title }) => `<li><a href="#${id}">${paint(title)}</a></li>`).join('')}</ol></nav>
<main>
${sections.join('\n')}
${queriesToHtml(report.queries)}</main>
</body></html>
`;
}

export const appendixTitle = 'Appendix: the queries behind the figures';
export const appendixWords =
  'Each figure above names its query by number. All of them run as they stand in Pugmark’s SQL console, or with “pugmark sql”, over the same case.';

const paint = (text: string): string => escapeHtml(visibleText(text));
const paintLines = (text: string): string => escapeHtml(visibleLines(text));

function inlineToHtml(part: Inline): string {
  if (typeof part === 'string') return paint(part);
  if ('code' in part) return part.code === '' ? '' : `<code>${paint(part.code)}</code>`;
  if ('strong' in part) return `<strong>${paint(part.strong)}</strong>`;
  if ('dim' in part) return `<span class="dim">${paint(part.dim)}</span>`;
  return `<sup><a href="#query-${part.cite}" aria-label="Query ${part.cite}">[${part.cite}]</a></sup>`;
}
const inlinesToHtml = (parts: Inline[]) => parts.map(inlineToHtml).join('');

const factsToHtml = (facts: [string, Inline[]][]) =>
  `<dl>${facts.map(([name, value]) => `<dt>${paint(name)}</dt><dd>${inlinesToHtml(value)}</dd>`).join('')}</dl>`;

function blockToHtml(block: Block, markdown: (text: string) => string): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${inlinesToHtml(block.text)}</h${block.level}>`;
    case 'paragraph':
      return `<p>${inlinesToHtml(block.text)}</p>`;
    case 'markdown': {
      const html = lowerHeadings(markdown(visibleLines(block.text)));
      return block.isNote ? `<blockquote>${html}</blockquote>` : html;
    }
    case 'facts':
      return factsToHtml(block.facts);
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${inlinesToHtml(item)}</li>`).join('')}</ul>`;
    case 'callout':
      return `<p class="callout ${block.tone}">${inlinesToHtml(block.text)}</p>`;
    case 'figures':
      return `<ul class="figures">${block.figures.map(({ value, label, cite }) => `<li><b>${paint(value)}</b> ${paint(label)}${cite === null ? '' : inlineToHtml({ cite })}</li>`).join('')}</ul>`;
    case 'table':
      return tableToHtml(block);
    case 'picture':
      return `<figure>${pictureToSvg(block.picture, false)}<figcaption>${paint(block.picture.description)}</figcaption></figure>`;
  }
}

function tableToHtml({ caption, columns, rows }: Extract<Block, { kind: 'table' }>): string {
  const side = (i: number) =>
    columns[i]?.align === 'right' ? ' class="r"' : columns[i]?.align === 'time' ? ' class="n"' : '';
  const head = columns.map(({ title }, i) => `<th scope="col"${side(i)}>${paint(title)}</th>`).join('');
  const body = rows.map(
    (row) => `<tr>${row.map((cell, i) => `<td${side(i)}>${inlinesToHtml(cell)}</td>`).join('')}</tr>`,
  );
  const shares = columns.map(({ share }) => `<col style="width:${share}%">`);
  const isFixed = columns.every(({ share }) => share !== undefined);
  return `<table${isFixed ? ' class="fixed"' : ''}>${caption.length === 0 ? '' : `<caption>${inlinesToHtml(caption)}</caption>`}${isFixed ? `<colgroup>${shares.join('')}</colgroup>` : ''}<thead><tr>${head}</tr></thead><tbody>
${body.join('\n')}
</tbody></table>`;
}

/** A user's headings stand below those of the report. */
const lowerHeadings = (html: string): string =>
  html.replaceAll(
    /<(\/?)h([1-6])>/g,
    (_, slash: string, level: string) => `<${slash}h${Math.min(6, Number(level) + 2)}>`,
  );

function queriesToHtml(queries: Query[]): string {
  if (queries.length === 0) return '';
  const all = queries.map(
    ({ title, sql, answer }, i) =>
      `<div class="query" id="query-${i + 1}"><h3>${i + 1}. ${paint(title)}</h3><pre class="code">${paintLines(sql)}</pre><p class="dim">${paint(answer)}</p></div>`,
  );
  return `<section aria-labelledby="queries"><h2 id="queries">${appendixTitle}</h2><p>${appendixWords}</p>\n${all.join('\n')}\n</section>\n`;
}
