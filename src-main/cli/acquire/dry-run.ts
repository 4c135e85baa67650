// `pugmark acquire --dry-run`: lists, says what it takes, and leaves nothing behind.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { S3Request } from '../../../shared/contract/acquisitions.ts';
import type { Connected } from '../../../shared/contract/aws.ts';
import { EngineError } from '../../engine/engine-error.ts';
import { isStore } from '../../engine/sources/s3/login.ts';
import { exit, type Session } from '../session.ts';
import type { AcquireCommand } from './parse-acquire.ts';
import { estimateLines } from './report.ts';
import { watchAcquisition } from './watch-acquisition.ts';

/** @param isHeld a case is open: it tells what is known already, and is left as it was. Else one is made for the purpose. */
export async function dryRun(
  session: Session,
  command: AcquireCommand,
  connected: Connected,
  isHeld: boolean,
): Promise<number> {
  const { client } = session;
  const { request } = command;
  if (request.kind !== 's3') return tellOfLookup(session, command);
  const preview = () => tellEstimate(session, command, request, connected);
  if (isHeld) return preview();
  const parent = await mkdtemp(join(tmpdir(), 'pugmark-dry-run-'));
  const { dir } = await client.cases.create({ parent, name: 'preview' });
  try {
    return await preview();
  } finally {
    await client.cases.close();
    await client.cases.forget({ dir });
    await rm(parent, { recursive: true, force: true });
  }
}

async function tellOfLookup({ out }: Session, { request, json }: AcquireCommand): Promise<number> {
  const says = 'AWS tells nothing beforehand: it gives 50 events a page, and two pages a second in each region.';
  await out.write(`${json ? JSON.stringify({ request, estimate: null, says }) : says}\n`);
  return exit.ok;
}

async function tellEstimate(
  session: Session,
  command: AcquireCommand,
  request: S3Request,
  { loginId }: Connected,
): Promise<number> {
  const { client, out } = session;
  const { acquisitionId } = await client.acquisitions.create({ loginId, request });
  const { last, refusal } = await watchAcquisition(session, command, acquisitionId, loginId);
  try {
    if (refusal !== null) throw refusal;
    if (last.state === 'cancelled') return exit.cancelled;
    if (last.state !== 'listed')
      throw new EngineError(last.isRefused ? 'REFUSED' : 'FAILED', last.error ?? `The listing ended: ${last.state}.`);
    const estimate = await client.acquisitions.estimate({ acquisitionId });
    const text = command.json
      ? JSON.stringify({ ...estimate, seen: last.seen })
      : estimateLines(estimate, { scope: request.scope, ownStore: isStore(command.login), width: out.width });
    await out.write(`${text}\n`);
    return exit.ok;
  } finally {
    await client.acquisitions.discard({ acquisitionId });
  }
}
