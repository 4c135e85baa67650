// What each tag was given to: in figures, and row by row with the file and the record that it came from.
import type { NotebookEntry } from '../../../../shared/marks/notebook.ts';
import type { Block, Inline } from '../../../../shared/report/document.ts';
import { shortPrincipal } from '../../../../shared/values/arn.ts';
import { listTags } from '../../queries/marks/tags-list.ts';
import { rowsWithTag } from '../../queries/report/statements.ts';
import { type Context, code, heading, paragraph } from '../context.ts';
import { commonFolder, countedList, eventsWords, rowsWords } from '../words.ts';

const mostListed = 8;

export async function gatherTags({ choices, tagged, use, ask, time }: Context): Promise<Block[]> {
  const { entries, total } = await tagged();
  const tags = (await use(listTags)).filter(({ name, rows }) => rows > 0 && (choices.tags?.includes(name) ?? true));
  const blocks: Block[] = [];
  for (const { name, rows } of tags) {
    const { cite } = await ask(`Rows tagged ${name}`, rowsWithTag(name), (found) => rowsWords(found.length));
    const own = entries.map((entry, i) => ({ entry, number: i + 1 })).filter(({ entry }) => entry.tags.includes(name));
    const times = own.flatMap(({ entry }) => (entry.time === null ? [] : [entry.time]));
    const all = own.map(({ entry }) => entry);
    blocks.push(heading(`${name}: ${eventsWords(rows)}`, cite));
    if (own.length === 0) continue;
    blocks.push({
      kind: 'facts',
      facts: [
        ['From', [time(times[0])]],
        ['To', [time(times.at(-1))]],
        [
          'Events',
          countedList(
            all.map(({ action }) => action),
            mostListed,
          ),
        ],
        [
          'By',
          countedList(
            all.map(({ actor }) => actor && shortPrincipal(actor)),
            mostListed,
          ),
        ],
        [
          'From addresses',
          countedList(
            all.map(({ sourceIp }) => sourceIp),
            mostListed,
          ),
        ],
      ],
    });
    const folder = commonFolder(
      all.map(({ path }) => path),
      choices.redact,
    );
    blocks.push({
      kind: 'table',
      caption: [
        'Where each stands: its record in the file, and its number in this report',
        ...(folder === '' ? [] : ['; below ', { code: folder }]),
      ],
      columns: [
        { title: 'File', share: 62 },
        { title: 'Record (No.)', share: 38 },
      ],
      rows: byFile(own, folder),
    });
  }
  if (blocks.length === 0) return [paragraph('No event is tagged yet.')];
  if (entries.length < total)
    blocks.unshift(
      paragraph(`Only the first ${eventsWords(entries.length)} of ${eventsWords(total)} are told one by one.`),
    );
  return blocks;
}

function byFile(own: { entry: NotebookEntry; number: number }[], folder: string): Inline[][][] {
  const files = new Map<string, string[]>();
  for (const { entry, number } of own)
    files.set(entry.path, [...(files.get(entry.path) ?? []), `${entry.recordNo} (${number})`]);
  return [...files].map(([path, records]) => [code(path.slice(folder.length)), [records.join(', ')]]);
}
