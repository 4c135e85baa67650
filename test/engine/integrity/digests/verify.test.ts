// Verifications of the sample and of what an acquisition brings, and what is kept of them.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { requireCase } from '../../../../src-main/engine/engine-state.ts';
import { bucket, hours, type SignedArchive, writeSignedArchive } from '../support/signed-archive.ts';
import { engine, loadCase, rows, verdictsOf, verify } from '../support/verify-case.ts';

describe('the sample case', () => {
  it('has exactly the altered and the removed log file', async () => {
    await loadCase(resolve('assets/sample/logs'));
    const truth = JSON.parse(readFileSync('assets/sample/truth.json', 'utf8'));
    const summary = await verify({
      keys: [resolve('assets/sample/keys/public-keys.us-east-1.json')],
      signatures: [resolve('assets/sample/keys/digest-signatures.json')],
      bucket: 'larkspur-org-trail',
    });
    expect(summary).toMatchObject({ keys: 1, signatures: truth.files.digests, problems: [] });
    expect(summary.sums.digests).toEqual([
      { verdict: 'verified', reason: 'signature-valid', count: truth.files.digests },
    ]);
    expect(summary.sums.chains).toEqual([{ verdict: 'chain', reason: 'chain-start', count: 2 }]);
    const wrong = await rows(
      "SELECT verdict, reason, key, evidence_id IS NULL AS absent FROM log_verdicts WHERE verdict NOT IN ('verified', 'not covered') ORDER BY verdict",
    );
    expect(wrong).toEqual([
      { verdict: 'altered', reason: 'hash-differs', key: truth.altered.path, absent: false },
      { verdict: 'missing', reason: 'log-not-here', key: truth.removed.path, absent: true },
    ]);
    // Each CloudTrail file that is here has one verdict.
    const [counts] = await rows(
      'SELECT count(*) AS n, count(DISTINCT evidence_id) AS files FROM log_verdicts WHERE evidence_id IS NOT NULL',
    );
    expect(counts).toEqual({ n: truth.files.cloudtrail, files: truth.files.cloudtrail });
    expect(summary.sums.logs.find(({ verdict }) => verdict === 'verified')!.count).toBeGreaterThan(20);
    const uncovered = summary.sums.logs.filter(({ verdict }) => verdict === 'not covered').map(({ reason }) => reason);
    expect(new Set(uncovered)).toEqual(new Set(['no-digests', 'before-digests', 'after-digests']));
  });
});

describe('acquired files', () => {
  /** As an acquisition enters them: the original place, and the metadata that a copy loses. */
  async function enterObjects(archive: SignedArchive, from = bucket): Promise<void> {
    const { signatures } = JSON.parse(readFileSync(archive.signaturesFile, 'utf8'));
    await requireCase(engine.state).db.use(async (connection) => {
      for (const file of [...Object.values(archive.logs), ...Object.values(archive.digests)].flat())
        await connection.run(
          "INSERT INTO logs.main.objects (acquisition_id, path, bucket, key, outcome, metadata) SELECT 1, $1, $2, $3, 'acquired', $4",
          {
            values: [
              file,
              from,
              archive.keyOf(file),
              JSON.stringify({ signature: signatures[archive.keyOf(file)], 'signature-algorithm': 'SHA256withRSA' }),
            ],
          },
        );
    });
  }

  async function keepKeys(archive: SignedArchive, sha256: string): Promise<void> {
    const open = requireCase(engine.state);
    const file = 'evidence/public-keys-1.jsonl';
    writeFileSync(join(open.dir, file), readFileSync(archive.keysFile));
    await open.db.use((connection) =>
      connection.run("INSERT INTO logs.pugmark.public_keys VALUES (1, 'us-east-1', 1, $1, $2, NULL)", {
        values: [file, sha256],
      }),
    );
  }

  it('bring their signatures and keys with them', async () => {
    const archive = writeSignedArchive();
    await loadCase(archive.logsDir);
    await enterObjects(archive);
    await keepKeys(archive, createHash('sha256').update(readFileSync(archive.keysFile)).digest('hex'));
    const { sums, keys, problems } = await verify({ bucket: 'not-asked-for' });
    expect({ keys, problems }).toEqual({ keys: 1, problems: [] });
    expect(sums.digests).toEqual([{ verdict: 'verified', reason: 'signature-valid', count: 2 * hours }]);
    expect(sums.logs).toEqual([{ verdict: 'verified', reason: 'hash-matches', count: 2 * hours }]);
    expect(await rows('SELECT DISTINCT signed_by FROM digest_verdicts')).toEqual([{ signed_by: 'metadata' }]);
  });

  it('from another bucket than their digests name are told', async () => {
    const archive = writeSignedArchive();
    await loadCase(archive.logsDir);
    await enterObjects(archive, 'elsewhere');
    const { sums } = await verify({ keys: [archive.keysFile] });
    expect(sums.digests).toEqual([{ verdict: 'displaced', reason: 'digest-displaced', count: 2 * hours }]);
    expect(sums.logs).toEqual([{ verdict: 'unverifiable', reason: 'other-bucket', count: 2 * hours }]);
  });

  it('are not checked with keys that were changed since', async () => {
    const archive = writeSignedArchive();
    await loadCase(archive.logsDir);
    await keepKeys(archive, 'another hash');
    const { keys, problems, sums } = await verify({});
    expect({ keys, problems }).toEqual({ keys: 0, problems: [expect.stringContaining('was changed since')] });
    expect(sums.digests).toEqual([{ verdict: 'unverifiable', reason: 'no-key', count: 2 * hours }]);
  });
});

describe('a verification', () => {
  it('counts files that were loaded again once', async () => {
    const archive = writeSignedArchive();
    await loadCase(archive.logsDir);
    const { loadId } = await engine.client.loads.start({ paths: [archive.logsDir], as: 'auto' });
    for await (const _ of await engine.client.loads.watch({ loadId }));
    const { sums } = await verify({ keys: [archive.keysFile], signatures: [archive.signaturesFile] });
    expect(sums.logs).toEqual([{ verdict: 'verified', reason: 'hash-matches', count: 2 * hours }]);
  });

  it('stores nothing when it is cancelled', async () => {
    const archive = writeSignedArchive();
    await loadCase(archive.logsDir);
    const cancel = new AbortController();
    const states = await engine.client.integrity.verifyDigests({ keys: [archive.keysFile] }, { signal: cancel.signal });
    const follow = async () => {
      for await (const { state } of states) if (state === 'running') cancel.abort();
    };
    await expect(follow()).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(await rows('SELECT count(*) AS n FROM verifications')).toEqual([{ n: 0 }]);
  });

  it('replaces the verdicts of the one before, and both are in the account and the journal', async () => {
    const archive = writeSignedArchive();
    await verdictsOf(archive, { keys: [] });
    const second = await verify({ keys: [archive.keysFile], signatures: [archive.signaturesFile] });
    expect(second.verificationId).toBe(2);
    expect(await rows('SELECT DISTINCT verdict FROM log_verdicts')).toEqual([{ verdict: 'verified' }]);
    expect(await rows('SELECT count(*) AS n FROM verifications')).toEqual([{ n: 2 }]);
    const journal = readFileSync(join(requireCase(engine.state).dir, 'journal.jsonl'), 'utf8');
    expect(journal.match(/"action":"verification.digests"/g)).toHaveLength(2);
  });

  it('refuses files that hold no keys or signatures', async () => {
    const archive = writeSignedArchive();
    await loadCase(archive.logsDir);
    await expect(verify({ keys: [archive.signaturesFile] })).rejects.toMatchObject({ code: 'INVALID' });
    await expect(verify({ signatures: [archive.keysFile] })).rejects.toMatchObject({ code: 'INVALID' });
    await expect(verify({ keys: ['/not/there.json'] })).rejects.toMatchObject({ code: 'INVALID' });
  });
});
