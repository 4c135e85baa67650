// Gives a gathered report a form, and looks once more whether anything is to be read in it that was to be taken out: signs
// of Markdown in somebody's text can spell a value in ways that nobody thought of.
import type { ReportDocument } from '../../../shared/report/document.ts';
import { pictureToSvg } from '../../../shared/report/picture-svg.ts';
import type { Redactor } from '../../../shared/report/redact.ts';
import { reportToHtml } from '../../../shared/report/to-html.ts';
import { reportToMarkdown } from '../../../shared/report/to-markdown.ts';
import { EngineError } from '../engine-error.ts';
import { renderMarkdown } from './context.ts';

export function renderHtml(document: ReportDocument, redactor: Redactor): string {
  const html = reportToHtml(document, renderMarkdown);
  refuseReadable(readableText(html), redactor);
  return html;
}

/** `picture`: SVG for the file beside it; null: there is none. */
export function renderMarkdownFile(
  document: ReportDocument,
  redactor: Redactor,
  pictureFile: string,
): { text: string; picture: string | null } {
  const text = reportToMarkdown(document, pictureFile);
  // Its own name is the user's, and no text of the report.
  const own = text.replaceAll(/^!\[.*\]\(\S+\)$/gm, '');
  refuseReadable(own, redactor);
  refuseReadable(own.replaceAll(/\\(?=[\p{P}\p{S}])/gu, ''), redactor);
  const drawn = document.sections.flatMap(({ blocks }) => blocks).find((block) => block.kind === 'picture');
  const picture = drawn ? pictureToSvg(drawn.picture, true) : null;
  if (picture !== null) refuseReadable(readableText(picture), redactor);
  return { text, picture };
}

/** What a reader sees of a page, and of what is said to one who cannot see. */
export function readableText(html: string): string {
  const spoken = [...html.matchAll(/aria-label="([^"]*)"/g)].map(([, words]) => words);
  const seen = html
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replaceAll(/<\/(?:p|li|td|th|dd|dt|h\d|pre|caption|text|title|figcaption|blockquote)>/g, '\n')
    .replaceAll(/<[^>]*>/g, '');
  return decode([seen, ...spoken].join('\n'));
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };
const decode = (text: string) =>
  text.replaceAll(/&(?:#(\d+)|(\w+));/g, (whole, digits: string | undefined, name: string | undefined) =>
    digits === undefined ? (entities[name ?? ''] ?? whole) : String.fromCodePoint(Number(digits)),
  );

function refuseReadable(text: string, redactor: Redactor): void {
  const found = redactor.find(text);
  if (found !== null)
    throw new EngineError('REFUSED', `The report would still show ${found}, so that it was not written.`, {
      hint: 'Look for it in your own texts (summary, notes, names of views), written with other signs between its letters; or redact its parts, each by itself.',
    });
}
