// One row for each chain of digests: whose it is, the time that it spans, and how much of it is proven.
import { graveChainReasons } from '../../../../shared/integrity/verdict.ts';
import type { Findings } from './store.ts';

export const summaryColumns = {
  bucket: 'VARCHAR',
  organisation: 'VARCHAR',
  account: 'VARCHAR',
  region: 'VARCHAR',
  trail: 'VARCHAR',
  is_backfill: 'BOOLEAN',
  starts: 'TIMESTAMP',
  ends: 'TIMESTAMP',
  digests: 'UBIGINT',
  verified: 'UBIGINT',
  missing: 'UBIGINT',
  breaks: 'UBIGINT',
  files: 'UBIGINT',
};

/** `missing`: those that a later digest names; of several in a row that is the last. */
export function summarizeChains({ chains, digests }: Pick<Findings, 'chains' | 'digests'>): object[] {
  const verdicts = new Map(digests.map(({ found, verdict }) => [found.evidenceId, verdict]));
  return chains.map(({ bucket, place, links, findings }) => {
    const count = (isCounted: (finding: (typeof findings)[number]) => boolean) => findings.filter(isCounted).length;
    return {
      bucket,
      organisation: place.organisation,
      account: place.account,
      region: place.region,
      trail: place.trail,
      is_backfill: place.isBackfill,
      starts: time(Math.min(...links.map(({ digest }) => digest.start))),
      ends: time(links.at(-1)!.digest.end),
      digests: links.length,
      verified: links.filter(({ id }) => verdicts.get(id) === 'verified').length,
      missing: count(({ reason }) => reason === 'deleted-digests'),
      breaks: count(({ reason }) => graveChainReasons.has(reason)),
      files: links.reduce((sum, { digest }) => sum + digest.files.length, 0),
    };
  });
}

const time = (ms: number) => new Date(ms).toISOString().replace('Z', '');
