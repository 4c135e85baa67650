// One plain sentence for each thing that is new.
import { formatCount, formatNoun } from '../values/sizes.ts';
import { describeValue, kindWords, type ValueKind } from './kinds.ts';

/** `by`: the principal as people read it; null: anybody. `watchedDays`: since when nothing of the sort was seen. */
export type NoveltyTold = {
  by: string | null;
  kind: ValueKind;
  /** Most surprising first, at least one. */
  values: readonly string[];
  /** Of all of them; `values` may be the first only. */
  valueCount: number;
  watchedDays: number;
  /** Other principals that ever had the first value; for what is new to anybody, those that have it now. */
  others: number;
  calls: number;
  failed: number;
};

/** What stands in an address's place when a service calls for somebody. */
const isService = (address: string) => /^AWS |\.amazonaws\.com/.test(address);

const doings: Record<ValueKind, (what: string, first: string) => string> = {
  api: (what) => `called ${what}`,
  network: (what, first) => (isService(first) ? `came through ${what}` : `came from ${what}`),
  ip: (what) => `came from ${what}`,
  agent: (what) => `used ${what}`,
  region: (what) => `called a service in ${what}`,
  account: (what) => `called from ${what}`,
  error: (what) => `met ${what}`,
  hour: (what) => `was active at ${what}`,
};

/** `12 calls, 2 failed`. */
export const describeCalls = (calls: number, failed: number): string =>
  `${formatNoun(calls, 'call')}${failed === 0 ? '' : failed === calls ? (calls === 1 ? ', which failed' : ', all failed') : `, ${formatCount(failed)} failed`}`;

/** `34 days`, `a day`, `less than a day`. */
export const describeDays = (days: number): string =>
  days < 1 ? 'less than a day' : days < 2 ? 'a day' : `${formatCount(Math.floor(days))} days`;

function whatOf({ kind, values, valueCount }: NoveltyTold): string {
  const [first] = values;
  const words = describeValue(kind, first!);
  if (valueCount === 1) return words;
  return `${formatNoun(valueCount, kindWords[kind].one, kindWords[kind].many)}, such as ${words}`;
}

export function describeNovelty(told: NoveltyTold): string {
  const { by, kind, values, valueCount, watchedDays, others, calls, failed } = told;
  const [first] = values;
  const did = doings[kind](whatOf(told), first!);
  const that = valueCount === 1 ? 'did' : doings[kind](describeValue(kind, first!), first!);
  const rest =
    by === null
      ? `${formatNoun(others, 'principal')} since then`
      : others === 0
        ? `no other principal ever ${that}`
        : `${formatNoun(others, 'other principal')} ${valueCount === 1 ? 'did so too' : `also ${that}`}`;
  return `First time in ${describeDays(watchedDays)} that ${by ?? 'anybody'} ${did}; ${rest}; ${describeCalls(calls, failed)}.`;
}

export type PrincipalTold = {
  by: string;
  calls: number;
  failed: number;
  apis: number;
  networks: number;
  /** Of its values, those that nobody had before, as people read them; the first few. */
  newToAll: readonly string[];
};

export function describeNewPrincipal({ by, calls, failed, apis, networks, newToAll }: PrincipalTold): string {
  const unheard = newToAll.length === 0 ? '' : ` Nobody else ever had ${newToAll.join(', ')}.`;
  const from = networks === 0 ? '' : ` from ${formatNoun(networks, 'network')}`;
  return `${by} was never seen before; it called ${formatNoun(apis, 'API')}${from}: ${describeCalls(calls, failed)}.${unheard}`;
}

export type VolumeTold = {
  by: string;
  /** As people read it; null: of any API. */
  api: string | null;
  hours: number;
  calls: number;
  failed: number;
  peak: { calls: number; slot: 'weekhour' | 'hour' | 'any'; hoursCompared: number; median: number; most: number };
};

const slotWords: Record<VolumeTold['peak']['slot'], (hours: string) => string> = {
  weekhour: (hours) => `at that hour of the ${hours} same weekdays before`,
  hour: (hours) => `at that hour of the ${hours} days before`,
  any: (hours) => `in the ${hours} hours before`,
};

export function describeVolume({ by, api, hours, calls, failed, peak }: VolumeTold): string {
  const what = api === null ? 'calls of all kinds' : `calls of ${api}`;
  const whole = hours === 1 ? '' : ` in ${hours} hours, ${formatCount(peak.calls)} in the busiest`;
  const failures = failed === 0 ? '' : ` (${formatCount(failed)} failed)`;
  const compared = slotWords[peak.slot](formatCount(peak.hoursCompared));
  const most = peak.most === 0 ? 'none' : `never more than ${formatCount(peak.most)}`;
  return `${by} made ${formatCount(calls)} ${what}${whole}${failures}; ${compared} it made ${formatCount(peak.median)} as a rule, and ${most}.`;
}
