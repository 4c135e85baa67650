// What CloudTrail's signed digests prove of the logs, by the last verification of the case.
import { type ChainReason, graveChainReasons, type Reason } from '../../../../shared/integrity/verdict.ts';
import { words } from '../../../../shared/integrity/words.ts';
import type { Block, Inline } from '../../../../shared/report/document.ts';
import { formatCount, formatNoun } from '../../../../shared/values/sizes.ts';
import type { Row } from '../../duckdb/connection.ts';
import { listFindings } from '../../integrity/digests/list-findings.ts';
import { chainFindings, filesOfTagged, lastVerification, verdictsOf } from '../../queries/report/statements.ts';
import { countVerdicts } from '../../queries/verdicts/count-verdicts.ts';
import { type Context, heading, paragraph } from '../context.ts';
import { rowsWords } from '../words.ts';

const mostFindings = 200;
const grave = new Set(['altered', 'missing', 'displaced']);

export async function gatherIntegrity({ open, choices, use, signal, ask, time, zone }: Context): Promise<Block[]> {
  const last = await ask('The last verification', lastVerification, (rows) => rowsWords(rows.length));
  const [run] = last.rows;
  if (!run)
    return [
      {
        kind: 'callout',
        tone: 'warn',
        text: [
          'The logs were not verified against CloudTrail’s signed digests in this case. Nothing in this report says that they are whole or unaltered beyond their hashes at loading.',
        ],
      },
    ];
  const logs = await ask('Verdicts on log files', verdictsOf('log_verdicts'), countWords);
  const digests = await ask('Verdicts on digests', verdictsOf('digest_verdicts'), countWords);
  const chains = await ask('Findings on chains of digests', chainFindings, countWords);
  const told = chains.rows.filter(({ reason }) => reason !== 'chain-start');
  return [
    paragraph(
      `Verified ${time(run.started)} (${zone}) with ${formatNoun(Number(run.keys), 'public key')} and ${formatNoun(Number(run.signatures), 'signature')} beside those within digests`,
      ...(run.bucket === null ? ['.'] : [', as copied from the bucket ', { code: String(run.bucket) }, '.']),
      last.cite,
    ),
    conclusion(logs.rows, digests.rows, chains.rows),
    paragraph(await ofTagged()),
    heading('Log files'),
    verdictTable(logs.rows, logs.cite),
    heading('Digests'),
    verdictTable(digests.rows, digests.cite),
    ...(told.length > 0 ? [heading('Chains of digests'), verdictTable(told, chains.cite)] : []),
    ...(await findingsOf()),
  ];

  async function ofTagged(): Promise<string> {
    const files = filesOfTagged(choices.tags);
    const { rows } = await use((connection) => countVerdicts(connection, files, signal));
    const counts = Object.entries(rows ?? {}).map(([verdict, n]) => `${formatCount(n)} ${verdict}`);
    return counts.length === 0
      ? 'No event is tagged that this could be said of.'
      : `Of the tagged events, by the verdict on the log file of each: ${counts.join(', ')}.`;
  }

  async function findingsOf(): Promise<Block[]> {
    const { total, findings } = await listFindings(open, { offset: 0, limit: mostFindings });
    if (total === 0) return [];
    return [
      heading('What needs an explanation'),
      {
        kind: 'table',
        caption: [
          total > findings.length
            ? `The first ${mostFindings} of ${formatNoun(total, 'finding')}`
            : formatNoun(total, 'finding'),
        ],
        columns: [
          { title: 'Of', share: 10 },
          { title: 'What', share: 25 },
          { title: 'File, or the digest where it shows', share: 65 },
        ],
        rows: findings.map(({ of, verdict, reason, key, from, to }) => [
          [{ chain: 'Chain', digest: 'Digest', log: 'Log file' }[of]],
          [
            of === 'chain' ? sentenceOf(reason) : verdict,
            ...(from === null || to === null ? [] : [{ dim: ` ${time(from)} to ${time(to)}` }]),
          ],
          [{ code: key }],
        ]),
      },
    ];
  }
}

const sentenceOf = (reason: unknown): string => words[String(reason) as Reason]?.sentence ?? String(reason);
const countWords = (rows: Row[]) =>
  rows
    .map(({ verdict, reason, n }) => `${formatCount(Number(n))} ${[verdict, reason].filter(Boolean).join(': ')}`)
    .join(', ') || 'none';

function verdictTable(rows: Row[], cite: Inline): Block {
  const total = rows.reduce((sum, { n }) => sum + Number(n), 0);
  if (rows.length === 0) return paragraph('None.', cite);
  return {
    kind: 'table',
    caption: [`${formatCount(total)} in all`, cite],
    columns: [
      { title: 'How many', align: 'right', share: 12 },
      { title: 'Verdict', share: 18 },
      { title: 'What that means', share: 70 },
    ],
    rows: rows.map(({ verdict, reason, n }) => [
      [formatCount(Number(n))],
      [{ strong: verdict === undefined ? '' : String(verdict) }],
      [sentenceOf(reason)],
    ]),
  };
}

function conclusion(logs: Row[], digests: Row[], chains: Row[]): Block {
  const total = logs.reduce((sum, { n }) => sum + Number(n), 0);
  const isGrave =
    [...logs, ...digests].some(
      ({ verdict, reason }) => grave.has(String(verdict)) || reason === 'hash-matches-other-name',
    ) || chains.some(({ reason }) => graveChainReasons.has(String(reason) as ChainReason));
  if (isGrave)
    return {
      kind: 'callout',
      tone: 'grave',
      text: ['The logs are not whole, or not as AWS delivered them; see below what was found.'],
    };
  if (total === 0) return { kind: 'callout', tone: 'warn', text: ['There were no CloudTrail log files to verify.'] };
  const isProven = [...logs, ...digests].every(({ verdict }) => verdict === 'verified');
  return isProven
    ? {
        kind: 'callout',
        tone: 'good',
        text: [
          'Every log file is proven to be what AWS delivered, and no digest is lacking between the first and the last.',
        ],
      }
    : {
        kind: 'callout',
        tone: 'warn',
        text: ['Nothing was found altered or missing, but not everything could be proven; see below.'],
      };
}
