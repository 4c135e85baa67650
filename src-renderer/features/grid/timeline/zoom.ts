// From what a person does on the timeline to the time range it means. Instants are epoch milliseconds; a span is half-open.
import type { Range, View } from '../../../../shared/query/view.ts';

export type Span = { from: number; to: number };

const shortestMs = 1_000;

const isoOf = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z');

const isOn = (range: Range | undefined): range is Range => range !== undefined && range.enabled !== false;

/** The range of buckets `first` to `last`, cut to the view's own range where a bucket at the end reaches over it. */
export function rangeOfBuckets(edges: string[], first: number, last: number, present: Range | undefined): Range {
  const [from, to] = [edges[Math.min(first, last)]!, edges[Math.max(first, last) + 1]!];
  const bounds = isOn(present) ? present : {};
  return {
    from: bounds.from !== undefined && Date.parse(bounds.from) > Date.parse(from) ? bounds.from : from,
    to: bounds.to !== undefined && Date.parse(bounds.to) < Date.parse(to) ? bounds.to : to,
  };
}

/** What the timeline spans: the view's own bounds, else the ends of the buckets. Null without buckets. */
export function spanOf(edges: string[], present: Range | undefined): Span | null {
  const [first, end] = [edges[0], edges.at(-1)];
  if (first === undefined || end === undefined) return null;
  const bounds = isOn(present) ? present : {};
  return { from: Date.parse(bounds.from ?? first), to: Date.parse(bounds.to ?? end) };
}

/** `factor` below 1 zooms in. `at`: the instant that stays where it is on screen. Whole seconds. */
export function zoomSpan({ from, to }: Span, factor: number, at: number): Span {
  const wanted = Math.max(shortestMs, (to - from) * factor);
  const share = (Math.min(to, Math.max(from, at)) - from) / (to - from);
  const start = Math.floor((at - wanted * share) / 1000) * 1000;
  return { from: start, to: Math.max(start + shortestMs, Math.ceil((start + wanted) / 1000) * 1000) };
}

/** Undefined, all of time, when the span holds everything that is there. */
export function rangeOfSpan(span: Span, everything: Span | null): Range | undefined {
  if (everything && span.from <= everything.from && span.to >= everything.to) return undefined;
  return { from: isoOf(span.from), to: isoOf(span.to) };
}

/**
 * The way back out: the last range the pane had that holds the present one and is not it. `null`: all of time is shown
 * already; undefined: all of time.
 */
export function widerRange(past: View[], present: Range | undefined): Range | undefined | null {
  if (!isOn(present)) return null;
  return past.findLast(({ time }) => isOn(time) && isInside(present, time))?.time;
}

function isInside(inner: Range, outer: Range): boolean {
  const [from, to] = [lower(inner), upper(inner)];
  return lower(outer) <= from && upper(outer) >= to && (lower(outer) < from || upper(outer) > to);
}
const lower = ({ from }: Range) => (from === undefined ? Number.NEGATIVE_INFINITY : Date.parse(from));
const upper = ({ to }: Range) => (to === undefined ? Number.POSITIVE_INFINITY : Date.parse(to));
