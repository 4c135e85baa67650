import { describe, expect, it } from 'vitest';
import type { LastVerification, VerificationSums } from '../../../shared/contract/integrity.ts';
import { cardsOf, listWrong, rowsOfVerdict, sayPlace } from '../../../src-renderer/features/integrity/words.ts';
import { useTables } from '../../../src-renderer/ui/tables.ts';

const sums: VerificationSums = {
  digests: [
    { verdict: 'verified', reason: 'signature-valid', count: 5 },
    { verdict: 'displaced', reason: 'digest-displaced', count: 1 },
    { verdict: 'missing', reason: 'digest-not-here', count: 2 },
  ],
  logs: [
    { verdict: 'verified', reason: 'hash-matches', count: 7 },
    { verdict: 'altered', reason: 'hash-differs', count: 2 },
    { verdict: 'altered', reason: 'log-appended', count: 1 },
    { verdict: 'missing', reason: 'log-not-here', count: 1 },
  ],
  chains: [
    { verdict: 'chain', reason: 'chain-start', count: 2 },
    { verdict: 'chain', reason: 'restart', count: 1 },
    { verdict: 'chain', reason: 'deleted-digests', count: 2 },
  ],
};
const rows: LastVerification['rows'] = [
  { verdict: 'verified', files: 7, rows: 70 },
  { verdict: 'altered', files: 3, rows: 31 },
];

describe('cards', () => {
  it('has every verdict, the grave ones first, with files, rows and reasons', () => {
    const cards = cardsOf({ sums, rows });
    expect(cards.map(({ verdict, files, rows: own }) => [verdict, files, own])).toEqual([
      ['altered', 3, 31],
      ['missing', 1, 0],
      ['unverifiable', 0, 0],
      ['not covered', 0, 0],
      ['verified', 7, 70],
    ]);
    expect(cards[0]!.reasons.map(({ reason }) => reason)).toEqual(['hash-differs', 'log-appended']);
  });
});

describe('listWrong', () => {
  it('counts what is wrong, and nothing of what only tells a limit', () => {
    expect(listWrong(sums)).toEqual([
      '3 log files altered',
      '1 log file missing',
      '1 digest in another place',
      'at least 2 digests missing',
      '2 breaks in chains',
    ]);
    expect(listWrong({ digests: [], logs: [], chains: sums.chains.slice(0, 2) })).toEqual([]);
  });
});

it('leads to rows of the events, or of all logs where Insight events have verdicts too', () => {
  const table = (name: string) => ({
    name,
    title: name,
    kind: 'log' as const,
    rows: 1,
    timeColumn: null,
    defaultColumns: [],
    columns: [],
    aliases: {},
  });
  useTables.setState({ tables: [table('cloudtrail')] });
  expect(rowsOfVerdict('altered').view).toMatchObject({
    from: { table: 'cloudtrail' },
    where: [{ column: { column: 'verdict' }, values: ['altered'] }],
  });
  useTables.setState({ tables: [table('cloudtrail'), table('cloudtrail_insight')] });
  expect(rowsOfVerdict('altered').view.from).toMatchObject({ table: 'timeline' });
});

it('says a place as far as it is known', () => {
  expect(sayPlace({ account: '1', region: 'us-east-1', trail: 't' })).toBe('account 1, us-east-1, trail t');
  expect(sayPlace({ account: null, region: null, trail: null })).toBe('');
});
