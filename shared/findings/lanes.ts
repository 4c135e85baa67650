// Findings over time: a lane per tactic, rule or actor, in each the buckets of time during which its findings went on.
import type { Finding, Level } from '../contract/detections.ts';
import { type BucketSize, chooseBucketSize, listBucketEdges } from '../values/buckets.ts';
import { gravityOf } from './gravity.ts';
import { type FindingGroup, groupFindings, type LaneGrouping } from './group.ts';

export type LaneCell = { bucket: number; findings: Finding[]; level: Level };
export type Lane = Omit<FindingGroup, 'findings'> & { findings: number; cells: LaneCell[] };

export type Lanes = {
  size: BucketSize | null;
  /** ISO UTC: where buckets begin, and the end of the last one. */
  edges: string[];
  /** Of all findings with times, whatever range is looked at. */
  span: { from: string; to: string } | null;
  lanes: Lane[];
  /** Lanes that are not shown, the least grave ones. */
  left: number;
  /** Findings whose records have no time. */
  untimed: number;
};

type Choice = {
  by: LaneGrouping;
  zone: string;
  /** Null: all of the time. */
  range: { from: string; to: string } | null;
  mostBuckets: number;
  mostLanes: number;
};

/** A finding is in every bucket between its first hit and its last one. Lanes of which nothing is in the range stay, empty. */
export function buildLanes(findings: readonly Finding[], { by, zone, range, mostBuckets, mostLanes }: Choice): Lanes {
  const timed = findings.filter(({ first, last }) => first !== null && last !== null);
  const untimed = findings.length - timed.length;
  if (timed.length === 0) return { size: null, edges: [], span: null, lanes: [], left: 0, untimed };
  const starts = timed.map(({ first }) => Date.parse(first!));
  const ends = timed.map(({ last }) => Date.parse(last!));
  const [first, last] = [least(starts), -least(ends.map((end) => -end))];
  const [from, to] = range ? [Date.parse(range.from), Date.parse(range.to) - 1] : [first, last];
  const chosen = chooseBucketSize(from, to, mostBuckets);
  const size: BucketSize = isShort(chosen) ? { unit: 'minute', count: 1 } : chosen;
  const edges = listBucketEdges(from, to, zone, size);
  const groups = orderLanes(groupFindings(timed, by), by);
  const lanes = groups.slice(0, mostLanes).map(({ findings: own, ...group }) => ({
    ...group,
    findings: own.length,
    cells: fillCells(own, edges),
  }));
  return {
    size,
    edges: edges.map((edge) => new Date(edge).toISOString()),
    span: { from: new Date(first).toISOString(), to: new Date(last + 1).toISOString() },
    lanes,
    left: groups.length - lanes.length,
    untimed,
  };
}

/** CloudTrail has seconds, but a bucket of some seconds says nothing. */
const isShort = ({ unit }: BucketSize) => unit === 'second';

/** Not Math.min(…all), which a hundred thousand arguments would break. */
const least = (all: number[]) => all.reduce((min, one) => (one < min ? one : min), Number.POSITIVE_INFINITY);

/** Tactics in their own order, others the gravest first. */
const orderLanes = (groups: FindingGroup[], by: LaneGrouping): FindingGroup[] =>
  by === 'tactic'
    ? groups
    : groups.toSorted((a, b) => gravityOf(b.level) - gravityOf(a.level) || b.findings.length - a.findings.length);

function fillCells(findings: Finding[], edges: number[]): LaneCell[] {
  const cells = new Map<number, LaneCell>();
  for (const finding of findings) {
    const [first, last] = [Date.parse(finding.first!), Date.parse(finding.last!)];
    if (last < edges[0]! || first >= edges.at(-1)!) continue;
    for (let bucket = bucketAt(edges, first); bucket <= bucketAt(edges, last); bucket++) {
      const cell = cells.get(bucket);
      if (!cell) cells.set(bucket, { bucket, findings: [finding], level: finding.level });
      else {
        cell.findings.push(finding);
        if (gravityOf(finding.level) > gravityOf(cell.level)) cell.level = finding.level;
      }
    }
  }
  return [...cells.values()].toSorted((a, b) => a.bucket - b.bucket);
}

/** Times before the first edge are in the first bucket, times after the last one in the last. */
function bucketAt(edges: number[], at: number): number {
  const [size, most] = [edges.length, edges.length - 2];
  let [low, high] = [0, size - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (edges[middle]! <= at) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, Math.min(most, low));
}
