// How much there is before and after: what the page says of a baseline, so that one that is empty is seen to be.
import type { BaselineSums } from '../../../../shared/contract/novelty.ts';
import type { Connection } from '../../duckdb/connection.ts';

export const noSums: BaselineSums = { before: 0, after: 0, principalsBefore: 0, nameless: 0, daysBefore: 0 };

export async function readSums(connection: Connection, signal: AbortSignal): Promise<BaselineSums> {
  const [row] = await connection.rows(
    `SELECT coalesce(sum(before), 0)::BIGINT AS before, coalesce(sum(calls), 0)::BIGINT AS after,
       count(who) FILTER (before > 0) AS whos, coalesce(sum(calls) FILTER (who IS NULL), 0)::BIGINT AS nameless,
       (SELECT days_before FROM novelty_watched) AS days FROM novelty_who`,
    { signal },
  );
  return {
    before: Number(row!.before),
    after: Number(row!.after),
    principalsBefore: Number(row!.whos),
    nameless: Number(row!.nameless),
    daysBefore: Number(row!.days),
  };
}
