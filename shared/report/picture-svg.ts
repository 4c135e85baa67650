// The picture of the incident as SVG: no script, no style sheet, no reference to anything, so that it is the same inside a
// page and as a file.
import { escapeHtml } from '../marks/notebook-text.ts';
import type { TagColor } from '../marks/tag.ts';
import { visibleLines, visibleText } from '../values/visible-text.ts';
import type { Picture } from './document.ts';
import { layOutPicture, width } from './picture-layout.ts';

/** Dark enough for white letters upon them, on paper too. */
const colors: Record<TagColor, string> = {
  red: '#b3261e',
  orange: '#b5400d',
  yellow: '#806000',
  green: '#2b7a3a',
  teal: '#0b6674',
  blue: '#1864ab',
  violet: '#6741d9',
  pink: '#b02153',
  grey: '#5c666f',
};

const longestName = 20;

/** @param isFile a file of its own, which has to say what it is */
export function pictureToSvg(picture: Picture, isFile: boolean): string {
  const { height, left, right, floor, markHeight, lanes, ticks, days } = layOutPicture(picture);
  const text = (x: number, y: number, words: string, more = '') =>
    `<text x="${x}" y="${y}"${more}>${escapeHtml(visibleText(words))}</text>`;
  const parts = lanes.flatMap((lane, i) => [
    i % 2 === 0 ? `<rect x="0" y="${lane.top}" width="${width}" height="${lane.height}" fill="#f3f5f7"/>` : '',
    text(8, lane.y + 4.5, cut(lane.name), ' font-weight="600" fill="#1c2227"'),
  ]);
  for (const { x, label, isEdge } of days)
    parts.push(
      isEdge ? '' : `<line x1="${x}" y1="2" x2="${x}" y2="${floor + 36}" stroke="#8a959f" stroke-dasharray="3 3"/>`,
      text(x + (isEdge ? 0 : 5), floor + 34, label, ' font-size="12" font-weight="600" fill="#1c2227"'),
    );
  for (const { x, label } of ticks)
    parts.push(
      `<line x1="${x}" y1="${lanes[0]?.top ?? 0}" x2="${x}" y2="${floor + 4}" stroke="#cfd6dc"/>`,
      text(x, floor + 17, label, ' font-size="11" text-anchor="middle" fill="#4d5862"'),
    );
  parts.push(`<line x1="${left}" y1="${floor}" x2="${right}" y2="${floor}" stroke="#4d5862"/>`);
  for (const lane of lanes)
    for (const mark of lane.marks)
      parts.push(
        `<g><title>${escapeHtml(visibleLines(mark.hover))}</title><rect x="${round(mark.x - mark.width / 2)}" y="${lane.y - markHeight / 2}" width="${mark.width}" height="${markHeight}" rx="${markHeight / 2}" fill="${colors[lane.color]}"/>${text(mark.x, lane.y + 4, mark.label, ' font-size="11" font-weight="600" text-anchor="middle" fill="#ffffff"')}</g>`,
      );
  const name = escapeHtml(visibleText(picture.description));
  const about = isFile ? ' xmlns="http://www.w3.org/2000/svg"' : '';
  return `<svg${about} viewBox="0 0 ${width} ${height}" role="img" aria-label="${name}" font-family="system-ui, 'Noto Sans', 'DejaVu Sans', sans-serif" font-size="13"><title>${name}</title>${isFile ? `<rect width="${width}" height="${height}" fill="#ffffff"/>` : ''}${parts.join('')}</svg>`;
}

const round = (n: number) => Math.round(n * 10) / 10;

function cut(name: string): string {
  const letters = Array.from(name);
  return letters.length > longestName ? `${letters.slice(0, longestName - 1).join('')}…` : name;
}
