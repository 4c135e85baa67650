// The chains and findings of a case as the tab lists them, over an archive with a gap.
import { expect, it } from 'vitest';
import { tampering } from '../../../generate/tamper.ts';
import { bucket, hours, writeSignedArchive } from '../support/signed-archive.ts';
import { engine, loadCase, verify } from '../support/verify-case.ts';

it('lists each chain with what is proven of it, broken ones first, and findings with their place', async () => {
  const archive = writeSignedArchive();
  for (const at of [3, 4]) await tampering.remove(archive.digests['us-east-1']![at]!);
  await tampering.remove(archive.logs['eu-west-1']![2]!);
  await loadCase(archive.logsDir);
  await verify({ keys: [archive.keysFile] });
  const all = { bucket, organisation: null, account: '111122223333', trail: 'small', isBackfill: false };
  const span = { from: '2026-03-02T00:00:00Z', to: '2026-03-02T08:00:00Z' };
  // The newest digest of each chain has no signature here.
  const west = {
    ...all,
    ...span,
    region: 'eu-west-1',
    digests: hours,
    verified: hours - 1,
    missing: 0,
    breaks: 0,
    files: hours,
  };
  // Nor has the last one before the gap.
  const [left, proven] = [hours - 2, hours - 4];
  const east = {
    ...all,
    ...span,
    region: 'us-east-1',
    digests: left,
    verified: proven,
    missing: 1,
    breaks: 1,
    files: left,
  };
  const page = { offset: 0, limit: 10 };
  expect(await engine.client.integrity.chains(page)).toEqual({ total: 2, chains: [east, west] });
  expect(await engine.client.integrity.chains({ offset: 1, limit: 10 })).toEqual({ total: 2, chains: [west] });

  const { total, findings } = await engine.client.integrity.findings(page);
  expect(total).toBe(3);
  const place = { bucket, account: '111122223333' };
  expect(findings).toMatchObject([
    {
      ...place,
      of: 'chain',
      reason: 'deleted-digests',
      region: 'us-east-1',
      trail: 'small',
      digests: 2,
      from: '2026-03-02T03:00:00Z',
      to: '2026-03-02T05:00:00Z',
    },
    { ...place, of: 'digest', verdict: 'missing', region: 'us-east-1', trail: 'small', evidenceId: null },
    { ...place, of: 'log', reason: 'log-not-here', region: 'eu-west-1', trail: null },
  ]);
});
