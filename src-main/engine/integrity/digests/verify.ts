// One verification of a case: digests and logs as loaded, judged and stored.
import { setImmediate } from 'node:timers/promises';
import type { VerificationSums, VerifyState } from '../../../../shared/contract/integrity.ts';
import { buildChains, type Chain } from '../../../../shared/integrity/chains.ts';
import { type JudgedDigest, judgeLogs } from '../../../../shared/integrity/judge-logs.ts';
import { EngineError } from '../../engine-error.ts';
import type { OpenCase } from '../../engine-state.ts';
import { raiseVerdicts } from '../../queries/verdicts/verdicts-state.ts';
import { findAppended } from './first-member.ts';
import { createDigestJudge, type DigestResult } from './judge-digests.ts';
import { keepFiles } from './kept-files.ts';
import { readPublicKeys } from './public-keys.ts';
import { readFiles } from './read-digests.ts';
import { readSidecars } from './signatures.ts';
import { type Findings, type MissingDigest, storeFindings } from './store.ts';

export type VerifyRequest = { keys: string[]; signatures: string[]; bucket: string | null };

/** Digests judged before others get their turn, and progress is told. */
const digestsAtOnce = 500;

/** Progress, and the account at the end. Nothing is stored when it is cancelled. */
export async function* verifyDigests(
  open: OpenCase,
  request: VerifyRequest,
  signal: AbortSignal | undefined,
): AsyncGenerator<VerifyState> {
  const started = Date.now();
  const keys = await readPublicKeys(open, request.keys);
  const { signatures: sidecar, problems } = await readSidecars(open, request.signatures);
  await keepFiles(open, 'keys', request.keys);
  await keepFiles(open, 'signatures', request.signatures);
  const { digests: found, logs } = await open.db.use((connection) => readFiles(connection, signal));
  const links = found.flatMap(({ evidenceId: id, digest, hash }) => (digest ? [{ id, digest, hash }] : []));
  const chains = buildChains(links);
  const last = new Set(chains.map(({ links: own }) => own.at(-1)!.digest.key));
  const judge = createDigestJudge({
    links,
    keys: keys.keys,
    sidecar,
    lastOfChain: new Set(links.flatMap(({ id, digest }) => (last.has(digest.key) ? [id] : []))),
    bucket: request.bucket,
  });
  const digests: DigestResult[] = [];
  for (let at = 0; at < found.length; at += digestsAtOnce) {
    yield { state: 'running', digests: at, totalDigests: found.length, summary: null };
    await setImmediate();
    if (signal?.aborted) throw new EngineError('CANCELLED', 'Cancelled');
    digests.push(...(await Promise.all(found.slice(at, at + digestsAtOnce).map(judge))));
  }
  compareWithSuccessors(digests);
  const judged = digests.flatMap(({ found: { digest }, proof }): JudgedDigest[] => (digest ? [{ digest, proof }] : []));
  const verdicts = judgeLogs(judged, logs, chains, request.bucket);
  await findAppended(open, verdicts, signal);
  const missing = listMissing(chains);
  const sums = countSums(digests, missing, verdicts, chains);
  const findings: Findings = {
    started,
    keys: new Set(keys.keys.values()).size,
    signatures: sidecar.size + found.filter(({ signature }) => signature !== null).length,
    bucket: request.bucket,
    problems: [...keys.problems, ...problems],
    digests,
    missing,
    logs: verdicts,
    chains,
    sums,
  };
  const connection = await open.db.connectWriter();
  let verificationId: number;
  try {
    verificationId = await storeFindings(connection, findings);
  } finally {
    connection.close();
  }
  raiseVerdicts(open);
  const { keys: keyCount, signatures, bucket } = findings;
  const { keys: keyFiles, signatures: signatureFiles } = request;
  await open.journal.append('verification.digests', {
    verificationId,
    keyFiles,
    signatureFiles,
    keys: keyCount,
    signatures,
    bucket,
    sums,
  });
  const summary = { verificationId, keys: keyCount, signatures, bucket, problems: findings.problems, sums };
  yield { state: 'done', digests: found.length, totalDigests: found.length, summary };
}

/** A digest whose own signature could not be checked is refuted by a genuine one that gives it another hash. */
function compareWithSuccessors(results: DigestResult[]): void {
  const said = new Map<string, string>();
  for (const { found, proof } of results) {
    const previous = found.digest?.previous;
    if (proof === 'proven' && previous) said.set(`${previous.bucket}/${previous.key}`, previous.hash);
  }
  for (const result of results) {
    const { digest, hash } = result.found;
    if (!digest || result.proof !== 'unproven') continue;
    const expected = said.get(`${digest.bucket}/${digest.key}`);
    if (expected !== undefined && expected !== hash)
      Object.assign(result, { verdict: 'altered', reason: 'predecessor-hash', proof: 'refuted' });
  }
}

function listMissing(chains: readonly Chain[]): MissingDigest[] {
  return chains.flatMap(({ bucket, place, findings }) =>
    findings.flatMap(({ reason, missingKey }) =>
      reason === 'deleted-digests' && missingKey !== null
        ? [{ bucket, key: missingKey, account: place.account, region: place.region }]
        : [],
    ),
  );
}

function countSums(
  digests: readonly DigestResult[],
  missing: readonly MissingDigest[],
  logs: readonly { verdict: string; reason: string }[],
  chains: readonly Chain[],
): VerificationSums {
  return {
    digests: count([...digests, ...missing.map(() => ({ verdict: 'missing', reason: 'digest-not-here' }))]),
    logs: count(logs),
    chains: count(chains.flatMap(({ findings }) => findings.map(({ reason }) => ({ verdict: 'chain', reason })))),
  };
}

function count(items: readonly { verdict: string; reason: string }[]): VerificationSums['logs'] {
  const counts = new Map<string, VerificationSums['logs'][number]>();
  for (const { verdict, reason } of items) {
    const known = counts.get(`${verdict} ${reason}`);
    if (known) known.count++;
    else counts.set(`${verdict} ${reason}`, { verdict, reason, count: 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}
