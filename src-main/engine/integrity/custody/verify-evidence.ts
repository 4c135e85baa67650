// One time that the evidence was read again and compared with what it was at load.

import { type CustodyCounts, type CustodyState, custodyVerdicts } from '../../../../shared/contract/custody.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { inTransaction } from '../../duckdb/in-transaction.ts';
import { insertRows } from '../../duckdb/insert-rows.ts';
import type { OpenCase } from '../../engine-state.ts';
import { followWork } from '../../follow-work.ts';
import { listEvidenceFiles } from './evidence-files.ts';
import type { ItemCheck } from './judge-file.ts';
import { readAgain } from './read-again.ts';

const columns = {
  evidence_id: 'UINTEGER',
  archive_id: 'UINTEGER',
  verdict: 'VARCHAR',
  reason: 'VARCHAR',
  sha256: 'VARCHAR',
  content_sha256: 'VARCHAR',
  checked: 'TIMESTAMP',
};
const rowsAtOnce = 20_000;
/** The journal names so many of what is not the same; the case has all. */
const mostNamed = 100;

/** Progress, and the counts at the end. Nothing is stored when it is cancelled. */
export async function* verifyEvidence(
  open: OpenCase,
  workerFile: string,
  given: AbortSignal | undefined,
): AsyncGenerator<CustodyState> {
  const files = await listEvidenceFiles(open);
  const totals = { totalFiles: files.length, totalBytes: files.reduce((sum, { size }) => sum + size, 0) };
  const progress = { files: 0, bytes: 0 };
  const tell = (counts: CustodyCounts | null): CustodyState => ({
    state: counts ? 'done' : 'running',
    ...progress,
    ...totals,
    counts,
  });
  yield* followWork(
    given,
    () => tell(null),
    async (signal) => {
      const started = Date.now();
      const checks: ItemCheck[] = [];
      await readAgain(files, workerFile, signal, progress, (more) => checks.push(...more));
      const connection = await open.db.connectWriter();
      try {
        await storeChecks(connection, checks, new Date().toISOString().replace('Z', ''));
      } finally {
        connection.close();
      }
      const counts = countChecks(checks);
      const items = new Map(files.flatMap((file) => file.items.map((item) => [item.evidenceId, item])));
      const archives = new Map(files.flatMap((file) => file.archives.map((archive) => [archive.archiveId, archive])));
      const wrong = checks.filter(({ verdict }) => verdict !== 'same');
      await open.journal.append('custody.verify', {
        counts,
        elapsedMs: Date.now() - started,
        notSame: wrong
          .slice(0, mostNamed)
          .map(({ evidence_id: evidenceId, archive_id: archiveId, verdict, reason }) => {
            const { path, member } = evidenceId === null ? archives.get(archiveId!)! : items.get(evidenceId)!;
            return { ...(evidenceId === null ? { archiveId } : { evidenceId }), path, member, verdict, reason };
          }),
        notNamed: Math.max(0, wrong.length - mostNamed),
      });
      return tell(counts);
    },
  );
}

async function storeChecks(connection: Connection, checks: readonly ItemCheck[], checked: string): Promise<void> {
  await inTransaction(connection, async () => {
    await connection.run('DELETE FROM logs.pugmark.custody_checks');
    for (let at = 0; at < checks.length; at += rowsAtOnce) {
      const some = checks.slice(at, at + rowsAtOnce).map((check) => ({ ...check, checked }));
      await insertRows(connection, 'logs.pugmark.custody_checks', columns, some);
    }
  });
}

export function countChecks(checks: readonly Pick<ItemCheck, 'verdict'>[]): CustodyCounts {
  const counts = Object.fromEntries(custodyVerdicts.map((verdict) => [verdict, 0])) as CustodyCounts;
  for (const { verdict } of checks) counts[verdict]++;
  return counts;
}
