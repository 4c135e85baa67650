// The beginning: the words of whoever answers for the report, and the case in a handful of figures.
import type { Block } from '../../../../shared/report/document.ts';
import { formatCount } from '../../../../shared/values/sizes.ts';
import { readCatalog } from '../../queries/catalog/schema.ts';
import { filesByOutcome, markedRows, tableSpan } from '../../queries/report/statements.ts';
import type { Context } from '../context.ts';
import { rowsWords } from '../words.ts';

export async function gatherSummary({ choices, tagged, use, ask, cite, time }: Context): Promise<Block[]> {
  const { entries, total } = await tagged();
  const files = await ask('Files by what became of them', filesByOutcome, (rows) => rowsWords(rows.length));
  const loaded = files.rows.reduce((sum, { files }) => sum + Number(files), 0);
  const figures: Extract<Block, { kind: 'figures' }>['figures'] = [
    {
      value: formatCount(total),
      label: total === 1 ? 'tagged event' : 'tagged events',
      cite: cite('Tagged rows', markedRows(choices.tags), rowsWords(total)),
    },
  ];
  const times = entries.flatMap((entry) => (entry.time === null ? [] : [entry.time]));
  if (times.length > 0 && entries.length === total) {
    figures.push(momentOf(time(times[0]), 'the first of them'));
    figures.push(momentOf(time(times.at(-1)), 'the last of them'));
  }
  const tables = (await use((connection) => readCatalog(connection))).filter(({ kind }) => kind === 'log');
  const main = tables.find(({ name }) => name === 'cloudtrail') ?? tables[0];
  if (main) {
    const timeColumn = main.name === 'cloudtrail' ? 'eventtime' : null;
    const span = await ask(`Rows of ${main.name}`, tableSpan(main.name, timeColumn), ([row]) =>
      rowsWords(Number(row?.n)),
    );
    const n = Number(span.rows[0]?.n);
    figures.push({
      value: formatCount(n),
      label: main.name === 'cloudtrail' ? 'CloudTrail events looked at' : `rows of ${main.name} looked at`,
      cite: (span.cite as { cite: number }).cite,
    });
  }
  figures.push({
    value: formatCount(loaded),
    label: loaded === 1 ? 'file found' : 'files found',
    cite: (files.cite as { cite: number }).cite,
  });
  const text = choices.summary.trim();
  return [...(text === '' ? [] : [{ kind: 'markdown' as const, text, isNote: false }]), { kind: 'figures', figures }];
}

const momentOf = (face: string, what: string) => ({
  value: face.slice(0, 10),
  label: `${face.slice(11, 16)}, ${what}`,
  cite: null,
});
