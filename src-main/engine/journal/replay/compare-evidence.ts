// Whether the evidence here is what the record was made from.
import type { ReplayResult } from '../../../../shared/contract/replay.ts';
import type { OpenCase } from '../../engine-state.ts';
import { evidenceHashesSql } from '../../queries/views/export-sql.ts';
import type { Evidence, Recorded } from './read-record.ts';

const mostNamed = 1000;

export async function compareEvidence(
  open: OpenCase,
  { evidence: recorded, contents }: Recorded,
  here: Evidence,
): Promise<ReplayResult['evidence']> {
  const isSame = recorded && recorded.digest === here.digest;
  if (isSame !== false || contents === null) return { recorded, here, isSame, missing: [], added: [] };
  const rows = await open.db.use((connection) => connection.rows(evidenceHashesSql));
  const own = new Set(rows.map((row) => String(row.content_sha256)));
  const theirs = new Set(contents);
  return {
    recorded,
    here,
    isSame,
    missing: [...theirs].filter((hash) => !own.has(hash)).slice(0, mostNamed),
    added: [...own].filter((hash) => !theirs.has(hash)).slice(0, mostNamed),
  };
}
