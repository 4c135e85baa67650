// What the logs cover by account and region, when logging itself was changed, and which questions they leave open.

import type { CoverageLane, CoverageMap } from '../../../../shared/contract/coverage.ts';
import { describeBlinding } from '../../../../shared/coverage/blinding.ts';
import { listGaps } from '../../../../shared/coverage/gaps.ts';
import { listUnanswered } from '../../../../shared/coverage/questions.ts';
import { findFormat } from '../../../../shared/formats/registry.ts';
import type { Block, Inline } from '../../../../shared/report/document.ts';
import { describeBucketSize } from '../../../../shared/values/buckets.ts';
import { formatCount, formatNoun } from '../../../../shared/values/sizes.ts';
import type { Cell } from '../../duckdb/connection.ts';
import { readKinds } from '../../queries/coverage/kinds.ts';
import { readCoverage } from '../../queries/coverage/map.ts';
import { readOthers } from '../../queries/coverage/relations.ts';
import { eventKinds, lanesOfEvents, loggingChanges, otherLogs } from '../../queries/report/statements.ts';
import { type Context, code, heading, paragraph } from '../context.ts';
import { rowsWords } from '../words.ts';

const mostGaps = 4;
const mostKinds = 40;
const mostChanges = 100;
/** A month of hours; a longer time is looked at by days. */
const mostBuckets = 24 * 31;

export async function gatherCoverage(context: Context): Promise<Block[]> {
  const { use, signal, zone } = context;
  const kinds = await use((connection) => readKinds(connection, signal));
  const open = listUnanswered(kinds).map(({ sentence }): Inline[] => [sentence]);
  const questions: Block[] = [
    heading('What these logs cannot answer'),
    open.length === 0
      ? paragraph(
          'None of the questions that are asked of every case is left open by the kinds of logs that are loaded. Gaps in them are another matter.',
        )
      : { kind: 'list', items: open },
  ];
  if (kinds.events.length === 0) return [...questions, ...(await othersOf(context))];
  const map = await use((connection) => readCoverage(connection, { zone, most: mostBuckets }, signal));
  const own = { ...map, lanes: map.lanes.filter(({ logType }) => logType === null) };
  return [
    ...questions,
    ...(await lanesOf(context, own)),
    ...(await kindsOf(context)),
    ...(await othersOf(context)),
    ...(await changesOf(context)),
  ];
}

async function lanesOf({ ask, time }: Context, map: CoverageMap): Promise<Block[]> {
  const events = await ask('Events by account and region', lanesOfEvents, (rows) => rowsWords(rows.length));
  const of = ({ account, region }: CoverageLane) =>
    events.rows.find((row) => (row.account ?? null) === account && (row.region ?? null) === region);
  return [
    heading('Accounts and regions'),
    {
      kind: 'table',
      caption: [
        `Looked at by ${map.size === null ? 'time' : describeBucketSize(map.size)}; a gap is a time between what is known of which there are neither events, nor log files, nor digests for all of it`,
        events.cite,
      ],
      columns: [
        { title: 'Account', share: 14 },
        { title: 'Region', share: 16 },
        { title: 'Events', align: 'right', share: 9 },
        { title: 'First', align: 'time', share: 15 },
        { title: 'Last', align: 'time', share: 15 },
        { title: 'Gaps and missing logs', share: 31 },
      ],
      rows: map.lanes.map((lane) => {
        const row = of(lane);
        return [
          code(lane.account ?? 'not said'),
          code(lane.region ?? 'not said'),
          [formatCount(Number(row?.n ?? 0))],
          [time(row?.first)],
          [time(row?.last)],
          gapsOf(lane, map, time),
        ];
      }),
    },
    ...(map.untimed > 0
      ? [
          paragraph(
            `${formatNoun(map.untimed, 'event')} without a usable time ${map.untimed === 1 ? 'is' : 'are'} not placed.`,
          ),
        ]
      : []),
  ];
}

function gapsOf(lane: CoverageLane, map: CoverageMap, time: Context['time']): Inline[] {
  const gaps = listGaps(lane.cells);
  if (gaps.length === 0) return [{ dim: 'none' }];
  const told = gaps
    .toSorted(
      (a, b) =>
        Number(b.state === 'missing') - Number(a.state === 'missing') ||
        b.to - b.from - (a.to - a.from) ||
        a.from - b.from,
    )
    .slice(0, mostGaps)
    .toSorted((a, b) => a.from - b.from)
    .map(({ state, from, to }): Inline => {
      const words = `${time(map.edges[from]).slice(0, 16)} to ${time(map.edges[to + 1]).slice(0, 16)}`;
      return state === 'missing' ? { strong: `logs missing ${words}` } : words;
    });
  const more = gaps.length - told.length;
  return [
    ...told.flatMap((one, i) => (i === 0 ? [one] : ['; ', one])),
    ...(more > 0 ? [{ dim: `; and ${formatCount(more)} shorter` }] : []),
  ];
}

async function kindsOf({ ask }: Context): Promise<Block[]> {
  const { rows, cite } = await ask('Events by category and service', eventKinds, (found) => rowsWords(found.length));
  const told = rows.slice(0, mostKinds);
  return [
    heading('Kinds of events'),
    {
      kind: 'table',
      caption: [
        told.length < rows.length
          ? `The ${mostKinds} most frequent of ${formatCount(rows.length)} kinds`
          : formatNoun(rows.length, 'kind'),
        cite,
      ],
      columns: [
        { title: 'Category', share: 18 },
        { title: 'Service', share: 40 },
        { title: 'Events', align: 'right', share: 14 },
        { title: 'that only read', align: 'right', share: 15 },
        { title: 'that failed', align: 'right', share: 13 },
      ],
      rows: told.map((row) => [
        code(row.category ?? 'not said'),
        code(row.eventsource),
        ...['n', 'reads', 'errors'].map((name) => [formatCount(Number(row[name]))]),
      ]),
    },
  ];
}

/** Logs beside CloudTrail, of which only rows say what they cover. */
async function othersOf({ ask, use, time }: Context): Promise<Block[]> {
  if ((await use(readOthers)).length === 0) return [];
  const { rows, cite } = await ask('Other logs by account and region', otherLogs, (found) => rowsWords(found.length));
  return [
    heading('Other logs'),
    {
      kind: 'table',
      caption: ['No digest says whether they are whole: a time without rows may be silence or loss', cite],
      columns: [
        { title: 'Log', share: 28 },
        { title: 'Account', share: 18 },
        { title: 'Region', share: 14 },
        { title: 'Rows', align: 'right', share: 10 },
        { title: 'First', align: 'time', share: 15 },
        { title: 'Last', align: 'time', share: 15 },
      ],
      rows: rows.map((row) => [
        [findFormat(String(row.log_type))?.title ?? String(row.log_type)],
        code(row.account ?? 'not said'),
        code(row.region ?? 'not said'),
        [formatCount(Number(row.n))],
        [time(row.first)],
        [time(row.last)],
      ]),
    },
  ];
}

async function changesOf({ ask, time }: Context): Promise<Block[]> {
  const { rows, cite } = await ask('Requests that change what is logged', loggingChanges(), (found) =>
    rowsWords(found.length),
  );
  if (rows.length === 0)
    return [heading('Logging and detection changed'), paragraph('No such request is among the events.', cite)];
  const text = (cell: Cell | undefined) => (cell === null || cell === undefined ? null : String(cell));
  return [
    heading('Logging and detection changed'),
    {
      kind: 'table',
      caption: [
        rows.length > mostChanges
          ? `The first ${mostChanges} of ${formatNoun(rows.length, 'request')}`
          : formatNoun(rows.length, 'request'),
        cite,
      ],
      columns: [
        { title: 'Time', align: 'time', share: 15 },
        { title: 'Request', share: 19 },
        { title: 'What it does', share: 22 },
        { title: 'By', share: 26 },
        { title: 'Where', share: 18 },
      ],
      rows: rows
        .slice(0, mostChanges)
        .map((row) => [
          [time(row.at)],
          code(row.eventname),
          [describeBlinding(String(row.eventsource), String(row.eventname), text(row.errorcode))],
          code(row.caller),
          code([row.account, row.region].filter(Boolean).join(' ')),
        ]),
    },
  ];
}
