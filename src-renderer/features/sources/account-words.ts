// The account of a load in words and sums: the two equations that must hold, and what each number leads to.
import type { Account, LoadState, LoadSummary } from '../../../shared/contract/loads.ts';
import { formatCount, formatNoun } from '../../../shared/values/sizes.ts';
import { type Sum as AccountSum, type Term as AccountTerm, makeSum, makeTerm } from '../../ui/evidence/sum.ts';

export type TermId =
  | 'found'
  | 'loaded'
  | 'partly'
  | 'skipped'
  | 'failed'
  | 'records'
  | 'rows'
  | 'duplicates'
  | 'rejects';

export type Term = AccountTerm<TermId>;
export type Sum = AccountSum<TermId>;

const term = makeTerm<TermId>;

export function fileSum({ files }: Account): Sum {
  const whole = term('found', files.found, 'files found', 'Files and archive members that were found');
  const parts = [
    term('loaded', files.loaded, 'loaded', 'Every record of the file is accounted for'),
    term('partly', files.partly, 'partly loaded', 'Damaged: the whole records were loaded, the rest is told', 'warn'),
    term('skipped', files.skipped, 'skipped', 'Not a log, or of a kind that no format recognises', 'warn'),
    term('failed', files.failed, 'failed', 'Could not be read at all', 'bad'),
  ];
  return makeSum(whole, parts);
}

export function recordSum({ records }: Account): Sum {
  const whole = term('records', records.found, 'records', 'Records found in those files');
  const parts = [
    term('rows', records.rows, 'rows', 'Records that became a row'),
    term('duplicates', records.duplicates, 'duplicates', 'Exact copies of a row; their places are kept'),
    term('rejects', records.rejects, 'rejects', 'Could not become a row; their bytes are kept with the reason', 'bad'),
  ];
  return makeSum(whole, parts);
}

/** One line: `35 files found, 33 loaded, 2 skipped · 310 rows, 8 duplicates`. Zero parts are left out. */
export function accountLine(account: Account): string {
  const [files, records] = [fileSum(account), recordSum(account)];
  const some = (parts: Term[]) => parts.filter((part) => part.count > 0);
  const named = (part: Term) => `${formatCount(part.count)} ${part.label}`;
  const fileWords = [
    `${formatNoun(files.whole.count, 'file')} found`,
    ...some(files.parts)
      .filter((part) => part.count !== files.whole.count || part.id !== 'loaded')
      .map(named),
  ];
  const allLoaded = files.whole.count > 0 && account.files.loaded === files.whole.count;
  if (allLoaded) fileWords[0] = `${formatNoun(files.whole.count, 'file')}, all loaded`;
  const recordWords = some(records.parts).map((part) =>
    part.count === 1 ? `1 ${part.label.replace(/s$/, '')}` : named(part),
  );
  return [fileWords.join(', '), recordWords.length > 0 ? recordWords.join(', ') : 'no records'].join(' · ');
}

/** Whether something in the account should be looked at. */
export function hasProblems({ files, records }: Account): boolean {
  return files.partly + files.skipped + files.failed + records.rejects > 0;
}

const stateWords: Record<LoadState, string> = {
  listing: 'Finding files',
  running: 'Loading',
  paused: 'Paused',
  finishing: 'Finishing',
  done: 'Done',
  cancelled: 'Cancelled',
  failed: 'Failed',
  interrupted: 'Cut off',
};

export const stateWord = (state: LoadState): string => stateWords[state];

export const isRunning = (state: LoadState): boolean =>
  state === 'listing' || state === 'running' || state === 'paused' || state === 'finishing';

/** The later load that took the same paths to their end; null when there is none. */
export function finishedBy(load: Told, loads: readonly Told[]): number | null {
  const paths = load.paths.join('\n');
  const later = loads.filter(
    (one) => one.loadId > load.loadId && one.state === 'done' && one.paths.join('\n') === paths,
  );
  return later.length > 0 ? Math.min(...later.map((one) => one.loadId)) : null;
}
type Told = Pick<LoadSummary, 'loadId' | 'paths' | 'state'>;

/** How many loads were cut off (crash, kill) and not taken to their end since. Those of acquisitions are not counted here. */
export const countCutOff = (loads: readonly (Told & Pick<LoadSummary, 'acquisitionId'>)[]): number =>
  loads.filter(
    (load) => load.state === 'interrupted' && load.acquisitionId === null && finishedBy(load, loads) === null,
  ).length;

/** States after which the same paths can be loaded again for the rest. */
export const canResume = (state: LoadState): boolean =>
  state === 'interrupted' || state === 'cancelled' || state === 'failed';
