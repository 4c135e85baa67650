// Looks into a case that another process has written, and says what must be the same however that went.
import { dirname, join, resolve } from 'node:path';
import { expect } from 'vitest';
import { createEngine } from '../../../src-main/engine/app.ts';
import type { Row } from '../../../src-main/engine/duckdb/connection.ts';

export type Ask = (sql: string) => Promise<Row[]>;

/** Opens the case as any host does, in this process, with a user folder beside it. */
export async function look<T>(caseDir: string, work: (ask: Ask) => Promise<T>): Promise<T> {
  const engine = await createEngine({
    version: 'test',
    host: 'test',
    userDir: join(dirname(caseDir), 'user'),
    assetsDir: resolve('assets'),
    workers: {
      ingest: resolve('out/main/ingest-worker.js'),
      fetch: resolve('out/main/fetch-worker.js'),
      list: resolve('out/main/list-worker.js'),
    },
  });
  try {
    await engine.client.cases.open({ dir: caseDir });
    return await engine.state.current!.db.use((connection) => work((sql) => connection.rows(sql)));
  } finally {
    await engine.close();
  }
}

/** What must be the same however the load went. Which of two equal records is the row and which the duplicate may differ. */
export async function describeCase(ask: Ask): Promise<unknown> {
  const item = `e.path || '›' || coalesce(e.member, '')`;
  const places = `SELECT evidence_id, record_no FROM cloudtrail UNION ALL SELECT evidence_id, record_no FROM duplicates`;
  const [rows] = await ask(
    `SELECT count(*) AS n, count(DISTINCT record_hash) AS hashes, bit_xor(hash(record_hash, raw, eventname, eventtime))::VARCHAR AS content FROM cloudtrail`,
  );
  expect(rows!.hashes).toBe(rows!.n);
  const [place] =
    await ask(`SELECT count(*) AS n, count(DISTINCT (p.evidence_id, p.record_no)) AS "distinct", bit_xor(hash(${item}, record_no))::VARCHAR AS places
      FROM (${places}) p JOIN evidence e USING (evidence_id)`);
  expect(place!.distinct).toBe(place!.n);
  return {
    rows,
    place,
    rejects: await ask(
      `SELECT ${item} AS item, record_no, r.reason, hash(bytes)::VARCHAR AS bytes FROM rejects r JOIN evidence e USING (evidence_id) ORDER BY ALL`,
    ),
    evidence:
      await ask(`SELECT ${item} AS item, container, format, outcome, reason, records, "rows" + duplicates AS kept, rejects, size, content_size, sha256, content_sha256, unfinished
        FROM evidence e ORDER BY ALL`),
    sums: await ask(`SELECT sum("rows") = (SELECT count(*) FROM cloudtrail) AS "rows", sum(duplicates) = (SELECT count(*) FROM duplicates) AS duplicates,
        sum(records) = sum("rows") + sum(duplicates) + sum(rejects) AS records FROM evidence`),
  };
}
