// The incident as a picture and as a table: every tagged row in the order of time.

import type { TagInfo } from '../../../../shared/contract/marks.ts';
import type { NotebookEntry } from '../../../../shared/marks/notebook.ts';
import type { Block, Inline, Picture } from '../../../../shared/report/document.ts';
import { formatCount } from '../../../../shared/values/sizes.ts';
import { listTags } from '../../queries/marks/tags-list.ts';
import { type MarkedTime, readMarkedTimes } from '../../queries/report/marked-times.ts';
import { markedRows } from '../../queries/report/statements.ts';
import { type Context, mostRows, paragraph } from '../context.ts';
import { groupRuns, type Run } from '../runs.ts';
import { actorOf, countedList, eventOf, eventsWords, failureOf, rowsWords, shortTarget, targetOf } from '../words.ts';

export async function gatherTimeline(context: Context): Promise<Block[]> {
  const { choices, zone, use, signal } = context;
  const { entries, total } = await context.tagged();
  if (total === 0)
    return [paragraph('No event is tagged yet. Rows that are tagged in Pugmark stand here in the order of time.')];
  const cite = context.cite('Tagged rows', markedRows(choices.tags), rowsWords(total));
  const tags = await use(listTags);
  const { times, untimed } = await use((connection) => readMarkedTimes(connection, choices.tags, signal));
  const isCut = entries.length < total;
  const blocks: Block[] = [];
  if (times.length > 0) {
    const picture = drawPicture(times, tags, isCut ? null : entries, context);
    blocks.push({ kind: 'picture', picture });
  }
  if (untimed > 0)
    blocks.push(
      paragraph(`${eventsWords(untimed)} without a time ${untimed === 1 ? 'is' : 'are'} not in the picture.`),
    );
  if (isCut)
    blocks.push({
      kind: 'callout',
      tone: 'warn',
      text: [`The table has the first ${formatCount(mostRows)} of ${eventsWords(total)}; the query has all of them.`],
    });
  blocks.push({
    kind: 'table',
    caption: [`${eventsWords(entries.length)}, times in ${zone}`, { cite }],
    columns: [
      { title: 'No.', align: 'right', share: 8 },
      { title: 'Time', align: 'time', share: 19 },
      { title: 'Event', share: 25 },
      { title: 'By', share: 22 },
      { title: 'On', share: 15 },
      { title: 'Tags', share: 11 },
    ],
    rows: groupRuns(entries).map((run) => runCells(run, context)),
  });
  return blocks;
}

function runCells({ first, entries }: Run, { time, choices }: Context): Inline[][] {
  const [entry] = entries as [NotebookEntry];
  const n = entries.length;
  const end = n === 1 ? [] : [{ dim: ` to ${time(entries.at(-1)!.time)}` }];
  return [
    [n === 1 ? String(first) : `${first}–${first + n - 1}`],
    [time(entry.time), ...end],
    [...eventOf(entry), ...(n === 1 ? [] : [{ strong: ` × ${formatCount(n)}` }])],
    actorOf(entry),
    countedList(
      entries.map((one) => shortTarget(targetOf(one, choices.redact))),
      2,
    ),
    [shownTags(entry, choices.tags).join(', ')],
  ];
}

const shownTags = ({ tags }: NotebookEntry, chosen: string[] | null) =>
  chosen === null ? tags : tags.filter((tag) => chosen.includes(tag));

/** @param entries in the order of their numbers; null: rows have none, because not all of them stand in the table */
function drawPicture(times: MarkedTime[], tags: TagInfo[], entries: NotebookEntry[] | null, context: Context): Picture {
  const names = [...new Set(times.map(({ tag }) => tag))];
  const placeOf = (name: string) => tags.findIndex((tag) => tag.name === name);
  const lanes = names
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .map((name) => ({
      name,
      color: tags.find((tag) => tag.name === name)?.color ?? ('grey' as const),
      points: times
        .filter(({ tag }) => tag === name)
        .map(({ at, rows }) => {
          const own = (entries ?? []).flatMap((entry, i) =>
            entry.time !== null && Math.floor(Date.parse(entry.time)) === at && entry.tags.includes(name)
              ? [{ entry, number: i + 1 }]
              : [],
          );
          return { at, rows, numbers: own.map(({ number }) => number), hover: hoverOf(at, rows, own, context) };
        }),
    }));
  const [from, to] = [times[0]!.at, times.at(-1)!.at];
  const face = (at: number) => context.time(new Date(at).toISOString().replace('.000Z', 'Z')).slice(0, 19);
  const words = from === to ? `at ${face(from)}` : `from ${face(from)} to ${face(to)}`;
  const numbers = entries === null ? 'A mark says how many events it stands for' : 'Numbers are those of the table';
  return {
    description: `Tagged events ${words} (${context.zone}). ${numbers}.`,
    zone: context.zone,
    from,
    to,
    lanes,
  };
}

function hoverOf(
  at: number,
  rows: number,
  own: { entry: NotebookEntry; number: number }[],
  { time, choices }: Context,
): string {
  const face = time(new Date(at).toISOString().replace('.000Z', 'Z'));
  if (own.length === 0) return `${face}: ${eventsWords(rows)}`;
  return own
    .map(({ entry, number }) =>
      [`${number}. ${face}`, entry.action, failureOf(entry), targetOf(entry, choices.redact)].filter(Boolean).join(' '),
    )
    .join('\n');
}
