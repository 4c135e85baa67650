// Finds the acquisition that the same command has begun before and not finished.
import type { AcquisitionSummary } from '../../../shared/contract/acquisitions.ts';
import type { Connected } from '../../../shared/contract/aws.ts';
import type { Session } from '../session.ts';
import type { AcquireCommand } from './parse-acquire.ts';

/** Its number; null: the newest of the very same was finished, or there is none. */
export async function findUnfinished(
  { client, out }: Session,
  command: Pick<AcquireCommand, 'request' | 'openEnds' | 'json'>,
  connected: Connected,
): Promise<number | null> {
  const all = await client.acquisitions.list();
  const found = all.find((one) => isSame(one, command, connected));
  if (!found || found.state === 'done') return null;
  const { acquisitionId, state, request } = found;
  const end = request.kind === 's3' ? '' : `, of events up to ${new Date(request.to).toISOString()}`;
  if (!command.json) await out.write(`Going on with acquisition ${acquisitionId} (${state})${end}.\n`);
  return acquisitionId;
}

/** Of the same store, and of the same account where it is the account's own history: anything else is another evidence. */
export function isSame(
  before: Pick<AcquisitionSummary, 'request' | 'login' | 'caller'>,
  { request, openEnds }: Pick<AcquireCommand, 'request' | 'openEnds'>,
  { described, caller }: Pick<Connected, 'described' | 'caller'>,
): boolean {
  const ends = { ...(openEnds.from ? { from: 0 } : {}), ...(openEnds.to ? { to: 0 } : {}) };
  if (JSON.stringify({ ...before.request, ...ends }) !== JSON.stringify({ ...request, ...ends })) return false;
  if (storeOf(before.login) !== storeOf(described)) return false;
  return request.kind === 's3' || accountOf(before.caller) === accountOf(caller?.arn ?? null);
}

/** The address in a described login; AWS has none. */
const storeOf = (described: string): string | null => /, at (\S+?)(?:,|$)/.exec(described)?.[1] ?? null;

const accountOf = (arn: string | null): string | null => arn?.split(':')[4] ?? null;
