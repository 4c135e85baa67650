// Markdown → nodes. micromark's output is escaped; parsed apart from the page it is only copied.
import { micromark } from 'micromark';
import { markdownOptions } from '../../../shared/marks/markdown-options.ts';

export const markdownToHtml = (text: string): string => micromark(text, markdownOptions);

export function renderMarkdown(text: string): DocumentFragment {
  const { body } = new DOMParser().parseFromString(markdownToHtml(text), 'text/html');
  const fragment = document.createDocumentFragment();
  fragment.append(...body.childNodes);
  return fragment;
}
