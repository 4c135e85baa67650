// Keeps CloudTrail's public keys with the evidence, for each region of the acquired logs: without them nobody can check the
// digests' signatures later, offline. It is done beside the download, and its failure costs nothing but the keys.
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { toAwsProblem } from '../sources/s3/aws-problem.ts';
import type { RunContext } from './run-context.ts';
import { readTrailSpan, writeKeys } from './store/public-keys.ts';

/** Never throws: what went wrong is entered for the region. */
export async function capturePublicKeys(context: RunContext): Promise<void> {
  const { open, row, login, gate, meter } = context;
  // A store of one's own has no CloudTrail, unless one is named.
  if (login.login.endpoint && !login.login.cloudTrailEndpoint) return;
  const { regions, from, to } = await open.db.use((connection) => readTrailSpan(connection, row.id));
  if (regions.length === 0) return;
  const { openCloudTrail } = await import('../sources/cloudtrail/clients.ts');
  const { listPublicKeys } = await import('../sources/cloudtrail/public-keys.ts');
  for (const region of regions) {
    if (gate.signal.aborted) return;
    const client = openCloudTrail(login, region);
    try {
      const { bodies, keys } = await listPublicKeys(client, { from, to, signal: gate.signal });
      const file = `evidence/cloudtrail-api/${login.caller?.account ?? 'unknown-account'}/${region}/public-keys-${row.id}.jsonl`;
      const bytes = Buffer.concat(bodies.flatMap((body) => [body, Buffer.from('\n')]));
      await mkdir(dirname(join(open.dir, file)), { recursive: true });
      await writeFile(join(open.dir, file), bytes, { mode: 0o600, flush: true });
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      await enter(context, { region, keys: keys.length, file, sha256, problem: null });
    } catch (error) {
      if (gate.signal.aborted) return;
      const problem = toAwsProblem(error, { doing: `list CloudTrail's public keys of ${region}` });
      const words = [problem.message, problem.detail.hint].filter(Boolean).join(' ');
      await enter(context, { region, keys: null, file: null, sha256: null, problem: words });
    } finally {
      client.destroy();
    }
  }
  await open.journal.append('acquisition.publicKeys', { acquisitionId: row.id, regions: meter.publicKeys });
}

async function enter({ open, row, meter }: RunContext, entry: Parameters<typeof writeKeys>[2]): Promise<void> {
  const { region, keys, problem } = entry;
  meter.publicKeys = [...meter.publicKeys.filter((one) => one.region !== region), { region, keys, problem }];
  await open.db.use((connection) => writeKeys(connection, row.id, entry));
}
