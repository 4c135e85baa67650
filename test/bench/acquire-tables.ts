// The tables and goals of the acquire benchmark.
import type { Attempt, Copies, Listing, Loads } from './acquire.ts';
import { median } from './measure.ts';
import { type Goal, megabytes, number, ratio, seconds, type Table } from './report.ts';

const ownName = 'Pugmark acquire --no-load';
const mostMb = 600;

const timesOf = (attempts: Attempt[]) => attempts.map((one) => one.seconds);
const took = (attempts: Attempt[]) => median(timesOf(attempts));
const cpu = (attempts: Attempt[]) => median(attempts.map((one) => one.cpuSeconds ?? 0));
const peak = (attempts: Attempt[]) => Math.max(...attempts.map((one) => one.peakMb ?? 0));
const range = (attempts: Attempt[]) =>
  attempts.length === 1
    ? ''
    : `${Math.min(...timesOf(attempts)).toFixed(1)}–${Math.max(...timesOf(attempts)).toFixed(1)}`;

export function describeCopies({ bucket, of, nothing, roundTripMs }: Copies, missing: string[]): Table {
  const own = took(of.get(ownName)!.attempts);
  return {
    title: `Copying ${bucket.name}${from(roundTripMs)}: ${number(bucket.objects)} objects, ${megabytes(bucket.bytes)}`,
    columns: ['', 'median', 'range', 'objects/s', 'MB/s', 'CPU', 'peak memory', 'checks', 'Pugmark is'],
    rows: [...of].map(([name, { checks, attempts }]) => [
      name,
      seconds(took(attempts)),
      range(attempts),
      number(bucket.objects / took(attempts), bucket.objects < 100 ? 1 : 0),
      number(bucket.bytes / 1e6 / took(attempts)),
      seconds(cpu(attempts)),
      `${number(peak(attempts))} MiB`,
      checks,
      name === ownName ? '' : ratio(took(attempts) / own),
    ]),
    notes: [
      `Of Pugmark's time ${seconds(took(nothing))} are for starting, signing in and making a case: acquiring nothing takes as long.`,
      ...(missing.length === 0 || of.size === 1 ? [] : [`Not installed: ${missing.join(', ')}.`]),
    ],
  };
}

const from = (roundTripMs: number) => (roundTripMs === 0 ? '' : ` from ${roundTripMs} ms away`);

export function describeLoads({ bucket, both, copy, load }: Loads): Table {
  const row = (name: string, attempts: Attempt[]) => [
    name,
    seconds(took(attempts)),
    range(attempts),
    seconds(cpu(attempts)),
    `${number(peak(attempts))} MiB`,
  ];
  return {
    title: `From the bucket to rows, ${bucket.name}: ${number(bucket.objects)} objects, ${number(bucket.archive!.truth.records)} events`,
    columns: ['', 'median', 'range', 'CPU', 'peak memory'],
    rows: [row('copy and load at once', both), row('copy alone', copy), row('load alone', load)],
    notes: [
      `At once takes ${ratio(overlap({ both, copy, load }))} the slower of the two alone, and ${ratio(took(both) / (took(copy) + took(load)))} of both one after the other.`,
    ],
  };
}

const overlap = ({ both, copy, load }: Pick<Loads, 'both' | 'copy' | 'load'>) =>
  took(both) / Math.max(took(copy), took(load));

export function describeListings(listings: Listing[]): Table {
  return {
    title: 'Listing a bucket',
    columns: ['', 'keys', 'time', 'keys/s', 'CPU', 'peak memory'],
    rows: listings.map((one) => [
      one.name,
      number(one.keys),
      seconds(one.seconds),
      number(one.keys / one.seconds),
      seconds(one.cpuSeconds ?? 0),
      `${number(one.peakMb ?? 0)} MiB`,
    ]),
    notes: [],
  };
}

export function judge(copies: Copies[], loads: Loads[], listings: Listing[]): Goal[] {
  const own = listings.filter(({ name }) => name.startsWith('Pugmark'));
  const copying = Math.max(...copies.map(({ of }) => peak(of.get(ownName)!.attempts)));
  const listing = peak(own);
  return [
    ...copies.filter(({ of }) => of.size > 1).map(againstFastest),
    ...loads.map((one) => ({
      goal: `${one.bucket.name}: copy and load in less than 1.3× the slower of the two alone`,
      seen: ratio(overlap(one)),
      met: overlap(one) < 1.3,
    })),
    {
      goal: `peak memory of copying under ${mostMb} MB, however many objects`,
      seen: `${number(copying)} MiB`,
      met: copying * 2 ** 20 < mostMb * 1e6,
    },
    {
      goal: `peak memory of listing under ${mostMb} MB, however many keys`,
      seen: own.map(({ keys, peakMb }) => `${number(peakMb ?? 0)} MiB (${number(keys)} keys)`).join(', '),
      met: listing * 2 ** 20 < mostMb * 1e6,
    },
  ];
}

function againstFastest({ bucket, of, roundTripMs }: Copies): Goal {
  const others = [...of].filter(([name]) => name !== ownName);
  const [name, { attempts }] = others.reduce((best, one) =>
    took(one[1].attempts) < took(best[1].attempts) ? one : best,
  );
  const times = took(attempts) / took(of.get(ownName)!.attempts);
  return {
    goal: `${bucket.name}${from(roundTripMs)}: copy at least as fast as the fastest of the others`,
    seen: `${ratio(times)} (${name})`,
    met: times >= 1,
  };
}
