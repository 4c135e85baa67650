// The notebook: every marked row with what was written about it, and the texts and saved views between them.
import { inOrder } from '../../../../shared/marks/arrange.ts';
import { NotebookDocument, type NotebookEntry, type Section } from '../../../../shared/marks/notebook.ts';
import { describeView } from '../../../../shared/query/describe.ts';
import type { Block } from '../../../../shared/report/document.ts';
import { formatCount } from '../../../../shared/values/sizes.ts';
import { closeNotebook, openNotebook, readNotebook } from '../../queries/marks/notebook.ts';
import { countView } from '../../queries/report/count-view.ts';
import { everyMark } from '../../queries/report/statements.ts';
import { type Context, code, mostRows, paragraph } from '../context.ts';
import { readDocuments } from '../documents.ts';
import { eventsWords, failureOf, rowsWords, targetOf } from '../words.ts';

const pageRows = 2000;

export async function gatherNotebook(context: Context): Promise<Block[]> {
  const { open, choices, use, signal, cite } = context;
  const [found] = (await readDocuments(context, 'setting')).filter(({ id }) => id === 'notebook');
  const document = NotebookDocument.safeParse(found?.body ?? { sections: [] });
  if (!document.success)
    return [
      {
        kind: 'callout',
        tone: 'warn',
        text: ['What stands in the notebook cannot be read by this version of Pugmark.'],
      },
    ];
  const { sections } = document.data;
  const { id, rows, total, after } = await use((connection) =>
    openNotebook(open, connection, { only: 'starred or noted', sections }, signal),
  );
  if (total === 0 && sections.length === 0) return [paragraph('Nothing is tagged, starred or noted yet.')];
  const blocks: Block[] = [];
  const waiting = inOrder(sections, after);
  const placeOf = (section: Section) => after[sections.indexOf(section)] ?? rows;
  const writeSections = async (upTo: number) => {
    while (waiting[0] && placeOf(waiting[0]) <= upTo) blocks.push(...(await sectionBlocks(context, waiting.shift()!)));
  };
  let noted = 0;
  try {
    for (let offset = 0; offset < rows; offset += pageRows) {
      const page = await use((connection) => readNotebook(open, connection, { id, offset, limit: pageRows }));
      for (const [i, entry] of page.entries()) {
        await writeSections(offset + i);
        if (!isToTell(entry, choices.tags)) continue;
        noted++;
        if (noted <= mostRows) blocks.push(...entryBlocks(context, entry));
      }
    }
  } finally {
    await use((connection) => closeNotebook(open, connection, id));
  }
  await writeSections(rows);
  const words = `${eventsWords(noted)} with a note or a star ${noted === 1 ? 'stands' : 'stand'} here, in the order of time, with what was written between them`;
  blocks.unshift(
    paragraph(`${words}; of ${formatCount(total)} that are marked in any way.`, {
      cite: cite('Marked rows', everyMark, rowsWords(total)),
    }),
  );
  if (noted > mostRows) blocks.push(paragraph(`The first ${formatCount(mostRows)} of ${eventsWords(noted)} are told.`));
  return blocks;
}

/** What only bears a tag stands in the timeline. Where tags are chosen, rows with others only are left out. */
function isToTell({ note, starred, tags }: NotebookEntry, chosen: string[] | null): boolean {
  const isChosen = chosen === null || tags.length === 0 || tags.some((tag) => chosen.includes(tag));
  return isChosen && (note !== null || starred);
}

function entryBlocks({ time, choices }: Context, entry: NotebookEntry): Block[] {
  const facts: [string, string | null][] = [
    ['Actor', entry.actor],
    ['Target', targetOf(entry, choices.redact)],
    ['Source address', entry.sourceIp],
    ['Outcome', failureOf(entry)],
    ['Region', entry.region],
  ];
  return [
    {
      kind: 'heading',
      level: 4,
      text: [
        entry.time === null ? 'Without a time' : time(entry.time),
        ' ',
        ...code(entry.action ?? entry.table),
        entry.starred ? ' ★' : '',
      ],
    },
    {
      kind: 'facts',
      facts: [
        ...(entry.tags.length > 0 ? [['Tags', [entry.tags.join(', ')]] as [string, [string]]] : []),
        ...facts.flatMap(([name, value]): [string, ReturnType<typeof code>][] =>
          value === null || value === '' ? [] : [[name, code(value)]],
        ),
        ['Source', [`${entry.table}, record ${entry.recordNo} of `, ...code(entry.path)]],
      ],
    },
    ...(entry.note === null ? [] : [{ kind: 'markdown' as const, text: entry.note, isNote: true }]),
  ];
}

async function sectionBlocks(context: Context, section: Section): Promise<Block[]> {
  const text: Block[] = section.text.trim() === '' ? [] : [{ kind: 'markdown', text: section.text, isNote: false }];
  if (section.kind === 'text') return text;
  return [paragraph({ strong: section.name }, ': ', ...(await viewWords(context, section))), ...text];
}

/** A view in words with its number of rows; what does not work any more is said. */
export async function viewWords(
  { state, use, signal, cite, zone }: Context,
  { name, view }: Pick<Extract<Section, { kind: 'view' }>, 'name' | 'view'>,
): Promise<ReturnType<typeof code>> {
  // Whole: of a value that is cut, what is left could not be told from others when values are redacted.
  const words = describeView(view, { timeZone: zone, valueLimit: Number.POSITIVE_INFINITY });
  try {
    const { sql, count } = await use((connection) => countView(state, connection, view, signal));
    return [{ code: words }, `: ${rowsWords(count)}`, { cite: cite(`View “${name}”`, sql, rowsWords(count)) }];
  } catch (error) {
    if (signal.aborted) throw error;
    return [{ code: words }, `: it cannot be read any more (${(error as Error).message})`];
  }
}
