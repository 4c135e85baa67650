// What to compare with, proposed from the times that the rows have.
import type { Baseline } from '../contract/novelty.ts';

export type ProposedBaseline = { id: string; title: string; baseline: Baseline };

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const iso = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z');

/** A moment between the ends, at a full hour or, where the ends are near each other, a full second; null: there is none. */
function cutAt(first: number, last: number, wanted: number): string | null {
  const step = last - first > 12 * hourMs ? hourMs : 1000;
  const cut = Math.round(wanted / step) * step;
  return cut > first && cut <= last ? iso(cut) : null;
}

/**
 * The first one is the one to begin with: a baseline that already holds an attack hides it, one that is short only lets more look
 * new. None for rows that are all of one moment.
 * @param first, last ISO UTC
 */
export function proposeBaselines(first: string, last: string): ProposedBaseline[] {
  const [from, to] = [Date.parse(first), Date.parse(last)];
  const span = to - from;
  const share = (part: number) => cutAt(from, to, from + span * part);
  const before = (ms: number) => (span > 2 * ms ? cutAt(from, to, to - ms) : null);
  const proposed: [string, string, string | null][] = [
    ['half', 'The first half', share(1 / 2)],
    ['two-thirds', 'The first two thirds', share(2 / 3)],
    ['third', 'The first third', share(1 / 3)],
    ['day', 'All but the last day', before(dayMs)],
    ['week', 'All but the last 7 days', before(7 * dayMs)],
    ['month', 'All but the last 30 days', before(30 * dayMs)],
  ];
  return proposed.flatMap(([id, title, cut]) => (cut === null ? [] : [{ id, title, baseline: { to: cut } }]));
}
