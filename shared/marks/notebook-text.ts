// The notebook as text: Markdown for a report or a ticket, HTML that stands alone. What comes from evidence is shown as it is
// and can be nothing else: in Markdown as code, in HTML escaped.
import { formatInstant } from '../values/time.ts';
import type { NotebookEntry, Section } from './notebook.ts';

export type NotebookWording = {
  /** IANA zone of the times. */
  zone: string;
  /** A view in words. */
  describe: (view: Extract<Section, { kind: 'view' }>['view']) => string;
};

const timeOf = (entry: NotebookEntry, zone: string) =>
  entry.time === null ? 'without a time' : `${formatInstant(entry.time, zone)} ${zone}`;

/** What is known of a row, name by name. */
function factsOf(entry: NotebookEntry): [name: string, value: string][] {
  const facts: [string, string | null][] = [
    ['Actor', entry.actor],
    ['Target', entry.target],
    ['Source IP', entry.sourceIp],
    ['Outcome', entry.outcome],
    ['Region', entry.region],
  ];
  return facts.flatMap(([name, value]): [string, string][] => (value === null || value === '' ? [] : [[name, value]]));
}

/** `cloudtrail, record 12 of logs.zip › a.json.gz, content SHA-256 ab12…` in parts. */
function provenanceOf({ table, recordNo, path, contentSha256 }: NotebookEntry) {
  return { words: `${table}, record ${recordNo} of `, path, hash: contentSha256 };
}

/** A code span that holds any text on one line. */
export function codeSpan(text: string): string {
  const line = text.replaceAll(/[\r\n\t\u2028\u2029]+/g, ' ');
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return /^`|`$|^ .* $/s.test(line) || line === '' ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}

export function entryToMarkdown(entry: NotebookEntry, { zone }: NotebookWording): string {
  const { words, path, hash } = provenanceOf(entry);
  return [
    `### ${timeOf(entry, zone)} ${codeSpan(entry.action ?? entry.table)}${entry.starred ? ' ★' : ''}`,
    '',
    ...(entry.tags.length > 0 ? [`- Tags: ${entry.tags.map(codeSpan).join(', ')}`] : []),
    ...factsOf(entry).map(([name, value]) => `- ${name}: ${codeSpan(value)}`),
    `- Source: ${words}${codeSpan(path)}${hash === null ? '' : `, content SHA-256 ${codeSpan(hash)}`}`,
    ...(entry.note === null ? [] : ['', ...entry.note.split('\n').map((line) => `> ${line}`.trimEnd())]),
    '',
  ].join('\n');
}

export function sectionToMarkdown(section: Section, { describe }: NotebookWording): string {
  if (section.kind === 'text') return `${section.text.trim()}\n`;
  const text = section.text.trim();
  return `**View ${codeSpan(section.name)}**: ${codeSpan(describe(section.view))}\n${text === '' ? '' : `\n${text}\n`}`;
}

export const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

/** @param markdown Markdown → safe HTML */
export function entryToHtml(
  entry: NotebookEntry,
  { zone }: NotebookWording,
  markdown: (text: string) => string,
): string {
  const { words, path, hash } = provenanceOf(entry);
  const facts = factsOf(entry).map(([name, value]) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`);
  const tags = entry.tags.map((tag) => `<span class="tag">${escapeHtml(tag)}</span>`).join(' ');
  return `<article>
<h3><time>${escapeHtml(timeOf(entry, zone))}</time> ${escapeHtml(entry.action ?? entry.table)}${entry.starred ? ' <span title="starred">★</span>' : ''}</h3>
${tags === '' ? '' : `<p>${tags}</p>\n`}<dl>${facts.join('')}</dl>
${entry.note === null ? '' : `<blockquote>${markdown(entry.note)}</blockquote>\n`}<p class="source">${escapeHtml(`${words}${path}`)}${hash === null ? '' : `<br>content SHA-256 ${escapeHtml(hash)}`}</p>
</article>
`;
}

export function sectionToHtml(
  section: Section,
  { describe }: NotebookWording,
  markdown: (text: string) => string,
): string {
  if (section.kind === 'text') return `<section>${markdown(section.text)}</section>\n`;
  return `<section class="view"><p><b>View ${escapeHtml(section.name)}</b>: <code>${escapeHtml(describe(section.view))}</code></p>${markdown(section.text)}</section>\n`;
}

const style = `:root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
h3{margin:0 0 .3rem;font-size:1rem}time{font-variant-numeric:tabular-nums;font-weight:400;opacity:.8}
article,section{border-top:1px solid #8885;padding:.8rem 0;overflow-wrap:anywhere}dl{display:grid;grid-template-columns:max-content 1fr;gap:0 .8rem;margin:.3rem 0;font-family:ui-monospace,monospace;font-size:.85rem}
dt{opacity:.75}dd{margin:0}blockquote{margin:.4rem 0;padding-left:.8rem;border-left:3px solid #888}.tag{border:1px solid #888;border-radius:.6rem;padding:0 .5rem;font-size:.85rem}
.source{font-family:ui-monospace,monospace;font-size:.8rem;opacity:.75;margin:.3rem 0 0}`;

/** The beginning and the end of the page around sections and entries. Nothing is loaded, and no script could run. */
export const htmlHead = (title: string, about: string[]): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title><style>${style}</style></head><body>
<h1>${escapeHtml(title)}</h1>
${about.map((line) => `<p class="source">${escapeHtml(line)}</p>`).join('\n')}
`;
export const htmlFoot = '</body></html>\n';
