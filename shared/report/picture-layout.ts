// Where everything stands in the picture of the incident: lanes, marks that do not lie upon each other, and a time axis that
// says its days on the clock of the zone.
import type { TagColor } from '../marks/tag.ts';
import { chooseBucketSize, listBucketEdges, usualLengthMs } from '../values/buckets.ts';
import { formatInstant } from '../values/time.ts';
import type { Picture } from './document.ts';

export const width = 1000;
const left = 150;
const right = 24;
const top = 8;
const laneHeight = 34;
const axisHeight = 40;
const markHeight = 18;
const mostTicks = 9;

export type Mark = { x: number; width: number; label: string; hover: string };
export type Layout = {
  height: number;
  left: number;
  right: number;
  /** Bottom of the lanes. */
  floor: number;
  markHeight: number;
  lanes: { name: string; color: TagColor; y: number; top: number; height: number; marks: Mark[] }[];
  ticks: { x: number; label: string }[];
  /** Where days begin, and their names; the first may stand at the left edge. */
  days: { x: number; label: string; isEdge: boolean }[];
};

const dayMs = 86_400_000;

export function layOutPicture({ from, to, zone, lanes }: Picture): Layout {
  const space = Math.max((to - from) * 0.03, 1000);
  const [first, last] = [from - space, to + space];
  const xOf = (at: number) => round(left + ((at - first) / (last - first)) * (width - left - right));
  const floor = top + lanes.length * laneHeight;
  const size = chooseBucketSize(first, last, mostTicks);
  const inside = (at: number) => at >= first && at <= last;
  const edges = listBucketEdges(first, last, zone, size).filter(inside);
  const face = (at: number) => formatInstant(isoOf(at), zone);
  const isWithinDays = usualLengthMs(size) < dayMs;
  const isLongAway = usualLengthMs(size) > 27 * dayMs;
  const ticks = edges.map((at) => ({
    x: xOf(at),
    label: isWithinDays
      ? face(at).slice(11, usualLengthMs(size) < 60_000 ? 19 : 16)
      : face(at).slice(0, isLongAway ? 7 : 10),
  }));
  const days = isWithinDays ? nameDays(first, last, zone, face, xOf) : [];
  return {
    height: floor + axisHeight,
    left,
    right: width - right,
    floor,
    markHeight,
    lanes: lanes.map(({ name, color, points }, i) => ({
      name,
      color,
      top: top + i * laneHeight,
      height: laneHeight,
      y: top + i * laneHeight + laneHeight / 2,
      marks: joinMarks(points, xOf),
    })),
    ticks,
    days,
  };
}

function nameDays(
  first: number,
  last: number,
  zone: string,
  face: (at: number) => string,
  xOf: (at: number) => number,
) {
  const begins = listBucketEdges(first, last, zone, { unit: 'day', count: 1 }).filter((at) => at > first && at <= last);
  const start = { x: left, label: face(first).slice(0, 10), isEdge: true };
  const days = begins.map((at) => ({ x: xOf(at), label: face(at).slice(0, 10), isEdge: false }));
  // The name of the day that the picture begins in gives way to one that begins right after.
  return days[0] && days[0].x - left < dayNameWidth ? days : [start, ...days];
}
const dayNameWidth = 78;

const isoOf = (ms: number) => new Date(Math.floor(ms / 1000) * 1000).toISOString().replace('.000Z', 'Z');
const round = (n: number) => Math.round(n * 10) / 10;

type Points = Picture['lanes'][number]['points'];

/** Marks that would touch become one. */
function joinMarks(points: Points, xOf: (at: number) => number): Mark[] {
  const joined: { points: Points; mark: Mark }[] = [];
  for (const point of points.toSorted((a, b) => a.at - b.at)) {
    let next = { points: [point], mark: markOf([point], xOf) };
    for (let before = joined.at(-1); before && touches(before.mark, next.mark); before = joined.at(-1)) {
      const all = [...before.points, ...next.points];
      next = { points: all, mark: markOf(all, xOf) };
      joined.pop();
    }
    joined.push(next);
  }
  return joined.map(({ mark }) => mark);
}

const touches = (a: Mark, b: Mark) => a.x + a.width / 2 + 2 > b.x - b.width / 2;

function markOf(points: Points, xOf: (at: number) => number): Mark {
  const label = labelOf(points);
  const x = (xOf(points[0]!.at) + xOf(points.at(-1)!.at)) / 2;
  const wide = Math.max(markHeight, 12 + label.length * 7);
  const hover = points.slice(0, 8).map((point) => point.hover);
  if (points.length > hover.length) hover.push(`and ${points.length - hover.length} more`);
  return {
    x: round(Math.min(Math.max(x, left + wide / 2), width - right - wide / 2)),
    width: round(wide),
    label,
    hover: hover.join('\n'),
  };
}

/** `3`, `5–9`, `5, 7`, `5…21`; how many there are where rows have no numbers. */
function labelOf(points: Points): string {
  const numbers = points.flatMap((point) => point.numbers).toSorted((a, b) => a - b);
  const rows = points.reduce((sum, point) => sum + point.rows, 0);
  if (numbers.length < rows) return `×${rows}`;
  const [first, last] = [numbers[0]!, numbers.at(-1)!];
  if (numbers.length === 1) return String(first);
  if (last - first === numbers.length - 1) return numbers.length === 2 ? `${first}, ${last}` : `${first}–${last}`;
  return numbers.length <= 3 ? numbers.join(', ') : `${first}…${last}`;
}
