// Puts the notebook on the clipboard as Markdown.
import { layOut } from '../../../shared/marks/arrange.ts';
import { entryToMarkdown, sectionToMarkdown } from '../../../shared/marks/notebook-text.ts';
import { describeView } from '../../../shared/query/describe.ts';
import type { EngineClient } from '../../ui/engine.ts';
import { showNote } from '../../ui/problem.ts';
import { type NotebookStore, sectionsOf } from './notebook-store.ts';

/** More do not belong on a clipboard. */
export const mostCopiedRows = 2_000;

export async function copyNotebook(
  store: NotebookStore,
  engine: EngineClient,
  title: string,
  zone: string,
): Promise<void> {
  const { opened } = store.getState();
  if (!opened) return;
  const { id, rows, after } = opened;
  const entries = await engine.marks.notebookPage({ id, offset: 0, limit: mostCopiedRows });
  const wording = {
    zone,
    describe: (view: Parameters<typeof describeView>[0]) => describeView(view, { timeZone: zone }),
  };
  const items = layOut(sectionsOf(store.getState()), after, rows, 0, entries.length);
  const parts = items.map((item) =>
    item.kind === 'section' ? sectionToMarkdown(item.section, wording) : entryToMarkdown(entries[item.at]!, wording),
  );
  await navigator.clipboard.writeText([`# ${title}\n`, ...parts].join('\n'));
  showNote(
    `Copied ${entries.length.toLocaleString('en-US')} ${entries.length === 1 ? 'finding' : 'findings'} as Markdown.`,
  );
}
