// The marks of a row beside its number: a star, a pencil for a note, and a bar in the colour of each tag.
import { tagColor, useTagStore } from '../../../ui/tags.ts';
import { describeMarks, type RowMarks } from './mark-places.ts';

const mostBars = 4;

/** Pixels that the marks take in the first column. */
export const badgesWidth = 42;

/** Fills an element with the marks of a row; the words are for its title and for screen readers. */
export function paintBadges(host: HTMLElement, marks: RowMarks): void {
  const { tags } = useTagStore.getState();
  const words = describeMarks(marks);
  host.className = 'pm-badges';
  host.title = words;
  host.replaceChildren(
    ...(words === '' ? [] : [hidden(words)]),
    ...(marks.note ? [sign('pm-badge-note', '✎')] : []),
    ...(marks.star ? [sign('pm-badge-star', '★')] : []),
    ...marks.tags.slice(0, mostBars).map((tag) => bar(tagColor(tags, tag))),
  );
}

function sign(className: string, text: string): HTMLElement {
  const element = document.createElement('span');
  element.className = className;
  element.textContent = text;
  element.setAttribute('aria-hidden', 'true');
  return element;
}

function bar(color: string): HTMLElement {
  const element = sign('pm-badge-tag', '');
  element.style.background = color;
  return element;
}

function hidden(words: string): HTMLElement {
  const element = document.createElement('span');
  element.className = 'pm-badge-words';
  element.textContent = words;
  return element;
}
