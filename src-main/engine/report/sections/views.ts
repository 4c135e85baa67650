// The views that were saved by name: their conditions in words, and how many rows they have.
import { View } from '../../../../shared/query/view.ts';
import type { Block, Inline } from '../../../../shared/report/document.ts';
import { type Context, paragraph } from '../context.ts';
import { readDocuments } from '../documents.ts';
import { viewWords } from './notebook.ts';

export async function gatherViews(context: Context): Promise<Block[]> {
  const items: Inline[][] = [];
  for (const { name, body } of await readDocuments(context, 'view')) {
    const view = View.safeParse(body);
    const words = view.success
      ? await viewWords(context, { name, view: view.data })
      : ['it cannot be read by this version of Pugmark'];
    items.push([{ strong: name }, ': ', ...words]);
  }
  return items.length === 0 ? [paragraph('No view is saved in this case.')] : [{ kind: 'list', items }];
}
