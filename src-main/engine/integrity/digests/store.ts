// What a verification found, in the case. The verdicts of the time before are replaced, in one transaction with the new ones;
// of the verification itself the row stays.

import type { VerificationSums } from '../../../../shared/contract/integrity.ts';
import type { Chain } from '../../../../shared/integrity/chains.ts';
import type { LogVerdict } from '../../../../shared/integrity/judge-logs.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { inTransaction } from '../../duckdb/in-transaction.ts';
import { insertRows } from '../../duckdb/insert-rows.ts';
import { summarizeChains, summaryColumns } from './chain-rows.ts';
import type { DigestResult } from './judge-digests.ts';

export type MissingDigest = { bucket: string; key: string; account: string; region: string };
export type Findings = {
  started: number;
  keys: number;
  signatures: number;
  bucket: string | null;
  /** About keys that could not be used. */
  problems: string[];
  digests: DigestResult[];
  missing: MissingDigest[];
  logs: LogVerdict[];
  chains: Chain[];
  sums: VerificationSums;
};

const rowsAtOnce = 20_000;
const time = (ms: number) => new Date(ms).toISOString().replace('Z', '');

/** Answers the number of the verification. */
export async function storeFindings(connection: Connection, findings: Findings): Promise<number> {
  return await inTransaction(connection, async () => {
    const id = Number(
      await connection.value('SELECT coalesce(max(verification_id), 0) + 1 FROM logs.main.verifications'),
    );
    await connection.run(
      `INSERT INTO logs.main.verifications VALUES ($1, $2, $3, $4, $5, $6, $7, from_json($8, '["VARCHAR"]'), from_json($9, '["VARCHAR"]'))`,
      {
        values: [
          id,
          time(findings.started),
          time(Date.now()),
          findings.keys,
          findings.signatures,
          findings.bucket,
          JSON.stringify(findings.sums),
          JSON.stringify(fingerprintsUsed(findings)),
          JSON.stringify(findings.problems),
        ],
      },
    );
    await connection.run('DELETE FROM logs.main.digest_verdicts');
    await connection.run('DELETE FROM logs.main.log_verdicts');
    await connection.run('DELETE FROM logs.main.chain_findings');
    await connection.run('DELETE FROM logs.main.digest_chains');
    await insert(connection, 'logs.main.digest_verdicts', digestColumns, digestRows(findings));
    await insert(connection, 'logs.main.log_verdicts', logColumns, findings.logs.map(logRow));
    await insert(connection, 'logs.main.chain_findings', chainColumns, findings.chains.flatMap(chainRows));
    await insert(connection, 'logs.main.digest_chains', summaryColumns, summarizeChains(findings));
    return id;
  });
}

/** Of the keys that proved a signature. */
const fingerprintsUsed = ({ digests }: Findings): string[] =>
  [
    ...new Set(digests.flatMap(({ found, signedBy }) => (signedBy && found.digest ? [found.digest.fingerprint] : []))),
  ].sort();

async function insert(connection: Connection, table: string, columns: Record<string, string>, rows: object[]) {
  for (let at = 0; at < rows.length; at += rowsAtOnce)
    await insertRows(connection, table, columns, rows.slice(at, at + rowsAtOnce) as Record<string, unknown>[]);
}

const digestColumns = {
  evidence_id: 'UINTEGER',
  verdict: 'VARCHAR',
  reason: 'VARCHAR',
  bucket: 'VARCHAR',
  key: 'VARCHAR',
  account: 'VARCHAR',
  region: 'VARCHAR',
  starts: 'TIMESTAMP',
  ends: 'TIMESTAMP',
  files: 'UBIGINT',
  signed_by: 'VARCHAR',
  note: 'VARCHAR',
  sha256: 'VARCHAR',
};

function digestRows({ digests, missing, chains }: Findings): object[] {
  const regions = new Map(chains.flatMap(({ links, place }) => links.map(({ digest }) => [digest.key, place.region])));
  const here = digests.map(({ found, verdict, reason, signedBy, note }) => ({
    evidence_id: found.evidenceId,
    verdict,
    reason,
    bucket: found.digest?.bucket ?? found.bucket,
    key: found.digest?.key ?? found.path,
    account: found.digest?.account ?? null,
    region: found.digest ? (regions.get(found.digest.key) ?? null) : null,
    starts: found.digest ? time(found.digest.start) : null,
    ends: found.digest ? time(found.digest.end) : null,
    files: found.digest?.files.length ?? null,
    signed_by: signedBy,
    note,
    sha256: found.hash,
  }));
  return [...here, ...missing.map((one) => ({ ...one, verdict: 'missing', reason: 'digest-not-here' }))];
}

const logColumns = {
  evidence_id: 'UINTEGER',
  verdict: 'VARCHAR',
  reason: 'VARCHAR',
  bucket: 'VARCHAR',
  key: 'VARCHAR',
  digest_key: 'VARCHAR',
  expected_sha256: 'VARCHAR',
  sha256: 'VARCHAR',
};

const logRow = ({ evidenceId, digestKey, expected, ...same }: LogVerdict) => {
  return { ...same, evidence_id: evidenceId, digest_key: digestKey, expected_sha256: expected };
};

const chainColumns = {
  reason: 'VARCHAR',
  bucket: 'VARCHAR',
  account: 'VARCHAR',
  region: 'VARCHAR',
  trail: 'VARCHAR',
  is_backfill: 'BOOLEAN',
  starts: 'TIMESTAMP',
  ends: 'TIMESTAMP',
  digests: 'UBIGINT',
  key: 'VARCHAR',
  missing_key: 'VARCHAR',
};

const chainRows = ({ bucket, place, findings }: Chain) =>
  findings.map(({ reason, from, to, count, key, missingKey }) => ({
    reason,
    bucket,
    account: place.account,
    region: place.region,
    trail: place.trail,
    is_backfill: place.isBackfill,
    starts: time(from),
    ends: time(to),
    digests: count,
    key,
    missing_key: missingKey,
  }));
