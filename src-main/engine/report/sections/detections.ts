// What rules found: confirmed findings and open ones of some weight one by one, dismissed ones with the reason.
import type { Block, Inline } from '../../../../shared/report/document.ts';
import { formatCount, formatNoun } from '../../../../shared/values/sizes.ts';
import type { Row } from '../../duckdb/connection.ts';
import { findingsOfRules, rulesThatRan } from '../../queries/report/statements.ts';
import { type Context, heading, paragraph } from '../context.ts';
import { rowsWords } from '../words.ts';

const mostListed = 200;
const light = new Set(['low', 'informational']);

export async function gatherDetections({ ask, time }: Context): Promise<Block[]> {
  const ran = await ask('The rules that were run', rulesThatRan, (rows) => rowsWords(rows.length));
  const [run] = ran.rows;
  if (!run || Number(run.rules) + Number(run.lists) === 0) return [paragraph('No rules were run in this case.')];
  const { rows, cite } = await ask('Findings of rules', findingsOfRules, (found) =>
    formatNoun(found.length, 'finding'),
  );
  const confirmed = rows.filter(({ state }) => state === 'confirmed');
  const dismissed = rows.filter(({ state }) => state === 'dismissed');
  const open = rows.filter(({ state }) => state === null);
  const heavy = open.filter(({ level }) => !light.has(String(level)));
  return [
    paragraph(
      `${formatNoun(Number(run.rules), 'rule')} and ${formatNoun(Number(run.lists), 'list')} of indicators were run; the largest log had ${rowsWords(Number(run.rows))}`,
      ran.cite,
      `. A finding is what one rule found of one actor on one day: there are ${formatCount(rows.length)}, of which ${formatCount(confirmed.length)} were confirmed, ${formatCount(dismissed.length)} dismissed, and ${formatCount(open.length)} left open`,
      cite,
      '. A rule finds what looks like a technique; what it was is for the investigator to say.',
    ),
    ...listed('Confirmed', confirmed, note),
    ...listed('Open, of medium level or above', heavy, note),
    ...(open.length > heavy.length
      ? [paragraph(`${formatNoun(open.length - heavy.length, 'open finding')} of lower levels are not listed.`)]
      : []),
    ...listed('Dismissed', dismissed, ({ reason }) => (reason === null ? '' : String(reason))),
  ];

  function note(row: Row): Inline {
    return row.note === null ? '' : String(row.note);
  }

  function listed(title: string, found: Row[], remark: (row: Row) => Inline): Block[] {
    if (found.length === 0) return [];
    const shown = found.slice(0, mostListed);
    return [
      heading(`${title}: ${formatNoun(found.length, 'finding')}`),
      {
        kind: 'table',
        caption: [shown.length < found.length ? `The first ${mostListed}` : 'By level and time'],
        columns: [
          { title: 'Level', share: 9 },
          { title: 'Rule', share: 26 },
          { title: 'Actor', share: 27 },
          { title: 'First and last', share: 18 },
          { title: 'Events', share: 8 },
          { title: 'Remark', share: 12 },
        ],
        rows: shown.map((row) => [
          [String(row.level)],
          [String(row.name)],
          row.actor === null ? [{ dim: 'nobody named' }] : [{ code: String(row.actor) }],
          row.first === row.last ? [time(row.first)] : [`${time(row.first)} to ${time(row.last)}`],
          [
            formatCount(Number(row.hits)),
            ...(Number(row.failed) > 0 ? [{ dim: ` ${formatCount(Number(row.failed))} refused` }] : []),
          ],
          [remark(row)],
        ]),
      },
    ];
  }
}
