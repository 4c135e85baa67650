// The words under the timeline and in its read-out, on the clock of the case.
import type { BucketSize } from '../../../../shared/values/buckets.ts';
import { formatInstant, offsetLabel } from '../../../../shared/values/time.ts';

export type Tick = { bucket: number; text: string };

/** Room for a label such as `2026-03-01`, or `03-01 10:00`. */
const labelPx = 96;

/** Labels of buckets, the first one and those that begin at a round time, so far apart that they do not touch. */
export function listTicks(edges: string[], size: BucketSize, zone: string, width: number): Tick[] {
  const buckets = edges.length - 1;
  if (buckets < 1) return [];
  const perLabel = Math.max(1, Math.ceil((labelPx * buckets) / Math.max(1, width)));
  const faces = edges.slice(0, -1).map((edge) => formatInstant(edge, zone));
  const roundness = chooseRoundness(faces, perLabel);
  const ticks: Tick[] = [];
  let day = '';
  faces.forEach((face, bucket) => {
    const isFirst = bucket === 0;
    if (!isFirst && !roundness(face)) return;
    const before = ticks.at(-1);
    const isNear = before !== undefined && bucket - before.bucket < perLabel;
    // A round time is worth more than the first bucket's.
    if (isNear && before.bucket === 0 && bucket * 2 >= perLabel) return;
    if (isNear) return;
    if (!isFirst && buckets - bucket < perLabel * 0.6) return;
    ticks.push({ bucket, text: tickText(face, size, face.slice(0, 10) !== day) });
    day = face.slice(0, 10);
  });
  return ticks;
}

/** Tests of a clock's face, from the least to the most demanding. */
const round: ((face: string) => boolean)[] = [
  () => true,
  ...[2, 5, 10, 15, 30].map((n) => (face: string) => Number(face.slice(17, 19)) % n === 0),
  ...[1, 2, 5, 10, 15, 30].map(
    (n) => (face: string) => face.slice(17, 19) === '00' && Number(face.slice(14, 16)) % n === 0,
  ),
  ...[1, 2, 3, 6, 12, 24].map(
    (n) => (face: string) => face.slice(14) === '00:00' && Number(face.slice(11, 13)) % n === 0,
  ),
  ...[/../, /01|08|15|22/, /01|15/].map(
    (days) => (face: string) => face.slice(11) === '00:00:00' && days.test(face.slice(8, 10)),
  ),
  ...[1, 3, 6, 12].map(
    (n) => (face: string) => face.slice(8) === '01 00:00:00' && (Number(face.slice(5, 7)) - 1) % n === 0,
  ),
  ...[1, 5, 10, 50, 100].map(
    (n) => (face: string) => face.slice(4) === '-01-01 00:00:00' && Number(face.slice(0, 4)) % n === 0,
  ),
];

/** The least demanding test that leaves labels room, and passes some. */
function chooseRoundness(faces: string[], perLabel: number): (face: string) => boolean {
  const most = faces.length / perLabel;
  let best = round[0]!;
  for (const test of round) {
    const passed = faces.filter(test).length;
    if (passed === 0) continue;
    best = test;
    if (passed <= most + 1) return test;
  }
  return best;
}

function tickText(face: string, { unit }: BucketSize, isNewDay: boolean): string {
  if (unit === 'year') return face.slice(0, -15);
  if (unit === 'month') return face.slice(0, -12);
  const [date = '', time = ''] = face.split(' ');
  if (unit === 'day' || unit === 'week' || time === '00:00:00') return date;
  const clock = unit === 'second' ? time : time.slice(0, 5);
  return isNewDay ? `${date.slice(-5)} ${clock}` : clock;
}

/** `2026-03-01 10:00 – 11:00`; the later day is named when it is another. */
export function describeSpan(from: string, to: string, zone: string): string {
  const [start, end] = [shortFace(from, zone), shortFace(to, zone)];
  const [day, clock] = end.split(' ');
  return `${start} – ${start.startsWith(`${day} `) ? clock : end}`;
}

/** Seconds only where there are some. */
const shortFace = (iso: string, zone: string) => formatInstant(iso, zone).replace(/:00$/, '');

/** `Europe/Berlin (+01:00)`: at the time looked at, since it changes with the season. */
export const zoneLabel = (zone: string, at: string | undefined): string =>
  zone === 'UTC' || at === undefined ? zone : `${zone} (${offsetLabel(at, zone)})`;
