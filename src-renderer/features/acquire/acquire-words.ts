// The states of an acquisition, and its account, in words and sums.
import type {
  AcquisitionAccount,
  AcquisitionProgress,
  AcquisitionState,
  AcquisitionSummary,
} from '../../../shared/contract/acquisitions.ts';
import { formatBytes, formatCount, formatNoun } from '../../../shared/values/sizes.ts';
import { makeSum, makeTerm, type Sum } from '../../ui/evidence/sum.ts';

const stateWords: Record<AcquisitionState, string> = {
  listing: 'Listing',
  listed: 'Listed',
  running: 'Acquiring',
  paused: 'Paused',
  waiting: 'Waiting for you',
  finishing: 'Finishing',
  done: 'Done',
  cancelled: 'Cancelled',
  failed: 'Failed',
  interrupted: 'Cut off',
};
export const stateWord = (state: AcquisitionState): string => stateWords[state];

const moving = new Set<AcquisitionState>(['listing', 'running', 'paused', 'waiting', 'finishing']);
/** Whether the engine is at it: no other acquisition can begin meanwhile. */
export const isMoving = (state: AcquisitionState): boolean => moving.has(state);

/** States after which it can go on where it stood. */
export const canResume = (state: AcquisitionState): boolean =>
  state === 'interrupted' || state === 'cancelled' || state === 'failed';

/** Objects and regions that are worth another try though it came to its end: those that failed, or were not settled at all. */
export function countLeft({ account, regions }: Pick<AcquisitionSummary, 'account' | 'regions'>): number {
  const failedRegions = regions.filter((region) => region.state === 'failed').length;
  return account.listed.objects - settledObjects(account) + account.failed.objects + failedRegions;
}

export const canTryAgain = (one: Pick<AcquisitionSummary, 'state' | 'account' | 'regions'>): boolean =>
  one.state === 'done' && countLeft(one) > 0;

export type ObjectTerm = 'listed' | 'acquired' | 'known' | 'skipped' | 'failed';

/** `listed = acquired + known + skipped + failed`; of events, not objects, when `kind` is `lookup-events`. */
export function objectSum(account: AcquisitionAccount, kind: AcquisitionSummary['request']['kind']): Sum<ObjectTerm> {
  const term = (id: ObjectTerm, label: string, doc: string, tone: 'plain' | 'warn' | 'bad' = 'plain') => {
    const { objects, bytes } = account[id];
    return { ...makeTerm(id, objects, label, doc, tone), note: objects > 0 ? formatBytes(bytes) : '' };
  };
  if (kind === 'lookup-events')
    return makeSum(term('listed', 'files received', 'Files of events as the API gave them'), [
      term('acquired', 'kept', 'In the case, with their hash'),
      term('known', 'had before', 'In the case since an earlier acquisition'),
      term('skipped', 'left out', 'Not to be had', 'warn'),
      term('failed', 'failed', 'Could not be kept; the reason is told', 'bad'),
    ]);
  return makeSum(term('listed', 'objects wanted', 'Objects that the listing found within the scope'), [
    term('acquired', 'acquired', 'Read whole, checked and hashed'),
    term('known', 'had before', 'Acquired earlier by this case and unchanged since'),
    term('skipped', 'left out', 'Not to be had: archived, or deleted', 'warn'),
    term('failed', 'failed', 'Could not be read; the reason is told', 'bad'),
  ]);
}

/** Objects of the account whose fate is known. */
export const settledObjects = ({ acquired, known, skipped, failed }: AcquisitionAccount): number =>
  acquired.objects + known.objects + skipped.objects + failed.objects;

/** Bytes that need not arrive any more, and all that were listed. */
export const settledBytes = ({ acquired, known, skipped, failed }: AcquisitionAccount): number =>
  acquired.bytes + known.bytes + skipped.bytes + failed.bytes;

/** One line for a list: `1,200 objects wanted (34 MB), 1,190 acquired, 10 failed`. Zero parts are left out. */
export function objectLine({
  account,
  request,
  state,
}: Pick<AcquisitionSummary, 'account' | 'request' | 'state'>): string {
  if (request.kind === 'lookup-events' && account.listed.objects === 0) return 'nothing received';
  const { whole, parts } = objectSum(account, request.kind);
  const some = parts.filter((part) => part.count > 0);
  const [only] = some;
  const bytes = whole.count > 0 ? ` (${formatBytes(account.listed.bytes)})` : '';
  const noun = request.kind === 'lookup-events' ? 'file' : 'object';
  if (some.length === 1 && only?.count === whole.count) {
    return `${formatNoun(whole.count, noun)}${bytes}, ${whole.count === 1 ? '' : 'all '}${only.label}`;
  }
  const words = some.map((part) => `${formatCount(part.count)} ${part.label}`);
  if (state === 'listing') return `${formatNoun(whole.count, noun)}${bytes} so far`;
  return [`${formatNoun(whole.count, noun)}${bytes}`, ...words].join(', ');
}

/** What a region has given so far, as a part of the span that was asked for: 0 to 1. AWS gives the newest events first. */
export function regionShare(
  { state, reached }: AcquisitionProgress['regions'][number],
  { from, to }: { from: number; to: number },
): number {
  if (state === 'done' || state === 'off') return 1;
  if (reached === null || to <= from) return 0;
  return Math.max(0, Math.min(1, (to - Date.parse(reached)) / (to - from)));
}

/** Splits a hint of the engine into its sentence and the command that it ends with, which is there to be copied. */
export function splitHint(hint: string): { text: string; command: string | null } {
  const match = /^(.*?:)\s+((?:aws|export|set)\s\S.*)$/s.exec(hint);
  return match ? { text: match[1]!, command: match[2]!.replace(/\.$/, '') } : { text: hint, command: null };
}
