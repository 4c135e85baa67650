// The bars. Drag over them, or Shift and arrow keys, to choose a range; click one or press Enter to go into it; the wheel
// and + − zoom about the place pointed at.
import { type KeyboardEvent, type PointerEvent, useEffect, useId, useMemo, useState } from 'react';
import type { Range } from '../../../../shared/query/view.ts';
import { useTables } from '../../../ui/tables.ts';
import { listTicks } from './axis.ts';
import { barPaths, bucketAt, bucketX, emptyRuns, type Size } from './bars.ts';
import { type Chart, describeBucket, describeCount, describeTimeline, type Pointed } from './read-out.ts';
import { looksOf } from './stacks.ts';
import styles from './timeline.module.css';
import { useWheelZoom } from './use-wheel-zoom.ts';
import { rangeOfBuckets, type Span, spanOf, zoomSpan } from './zoom.ts';

type Props = {
  chart: Chart;
  /** Of the bars; the axis stands below. */
  size: Size;
  present: Range | undefined;
  onPoint: (pointed: Pointed | null) => void;
  onRange: (range: Range) => void;
  onSpan: (span: Span) => void;
  onBack: (() => void) | null;
};

/** Of the axis below the bars. */
export const axisPx = 16;

/** A drag shorter than this is a click. */
const dragPx = 4;

export function Plot({ chart, size, present, onPoint, onRange, onSpan, onBack }: Props) {
  const { histogram, zone, stack } = chart;
  const { edges } = histogram;
  const buckets = edges.length - 1;
  const { width } = size;
  const span = spanOf(edges, present);
  const summaryId = useId();
  /** Where the keyboard is, and where its selection began. */
  const [cursor, setCursor] = useState<number | null>(null);
  const [anchor, setAnchor] = useState<number | null>(null);
  const [drag, setDrag] = useState<{ from: number; to: number; startX: number; moved: boolean } | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const { listen, preview } = useWheelZoom(span, (x) => instantAt(edges, x, width), onSpan);

  const chosen = drag?.moved
    ? ordered(drag.from, drag.to)
    : cursor !== null && anchor !== null
      ? ordered(cursor, anchor)
      : null;
  const single = hovered ?? cursor;
  const pointed = chosen ?? (single === null ? null : ordered(single, single));
  const [first, last] = pointed ? [pointed.first, pointed.last] : [null, null];
  useEffect(() => {
    onPoint(first === null || last === null ? null : { first, last });
  }, [onPoint, first, last]);
  useEffect(() => () => onPoint(null), [onPoint]);

  const go = (range: Pointed) => {
    setAnchor(null);
    onRange(rangeOfBuckets(edges, range.first, range.last, present));
  };
  const placeOf = (event: PointerEvent<HTMLElement>) =>
    event.clientX - event.currentTarget.getBoundingClientRect().left;

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const x = placeOf(event);
    const at = bucketAt(x, buckets, width);
    setAnchor(null);
    setDrag({ from: at, to: at, startX: x, moved: false });
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const x = placeOf(event);
    const at = bucketAt(x, buckets, width);
    setHovered(at);
    if (drag) setDrag({ ...drag, to: at, moved: drag.moved || Math.abs(x - drag.startX) >= dragPx });
  };
  const onPointerUp = () => {
    if (!drag) return;
    setDrag(null);
    setCursor(null);
    go(ordered(drag.from, drag.moved ? drag.to : drag.from));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const at = Math.min(cursor ?? 0, buckets - 1);
    const walk: Record<string, number> = {
      ArrowLeft: at - 1,
      ArrowRight: cursor === null ? 0 : at + 1,
      PageUp: at - 10,
      PageDown: at + 10,
      Home: 0,
      End: buckets - 1,
    };
    const to = walk[event.key];
    if (to !== undefined) {
      setHovered(null);
      setAnchor(event.shiftKey ? (anchor ?? at) : null);
      setCursor(Math.max(0, Math.min(buckets - 1, to)));
    } else if (event.key === 'Enter' && cursor !== null) {
      setCursor(0);
      go(chosen ?? ordered(at, at));
    } else if (event.key === 'Escape' && (drag || anchor !== null)) {
      setDrag(null);
      setAnchor(null);
    } else if ((event.key === '+' || event.key === '=') && span) onSpan(zoomSpan(span, 0.5, middleOf(edges, at)));
    else if (event.key === '-' && present && span) onSpan(zoomSpan(span, 2, middleOf(edges, at)));
    else if (event.key === 'Backspace' && onBack) onBack();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const valueText =
    chosen && chosen.first < chosen.last
      ? `${chosen.last - chosen.first + 1} bars chosen: ${describeCount(histogram, chosen)}`
      : describeBucket(chart, Math.min(cursor ?? 0, buckets - 1));
  return (
    <div
      ref={listen}
      role="slider"
      tabIndex={0}
      className={styles.bars}
      style={{ height: size.height + axisPx }}
      aria-label={`Bars by time in ${zone}`}
      aria-describedby={summaryId}
      aria-valuemin={0}
      aria-valuemax={buckets - 1}
      aria-valuenow={Math.min(cursor ?? 0, buckets - 1)}
      aria-valuetext={valueText}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerLeave={() => setHovered(null)}
      onLostPointerCapture={() => setDrag(null)}
      onFocus={(event) => event.currentTarget.matches(':focus-visible') && setCursor((now) => now ?? 0)}
      onBlur={() => {
        setCursor(null);
        setAnchor(null);
      }}
      onKeyDown={onKeyDown}
    >
      <Picture chart={chart} size={size} />
      {(chosen ?? preview) && (
        <Mark pixels={chosen ? pixelsOf(chosen, buckets, width) : clip(preview!, edges, width)} kind="chosen" />
      )}
      {!chosen && pointed && <Mark pixels={pixelsOf(pointed, buckets, width)} kind="pointed" />}
      <span id={summaryId} className={styles.hidden}>
        {describeTimeline({ histogram, zone, stack })}
      </span>
    </div>
  );
}

const ordered = (a: number, b: number): Pointed => ({ first: Math.min(a, b), last: Math.max(a, b) });

type Pixels = { left: number; right: number };

const pixelsOf = ({ first, last }: Pointed, buckets: number, width: number): Pixels => ({
  left: bucketX(first, buckets, width),
  right: bucketX(last + 1, buckets, width),
});

/** A span in pixels, as far as it is on screen. */
function clip(span: Span, edges: string[], width: number): Pixels {
  const [start, end] = [Date.parse(edges[0]!), Date.parse(edges.at(-1)!)];
  const x = (ms: number) => Math.round((Math.max(start, Math.min(end, ms)) - start) * (width / (end - start)));
  return { left: x(span.from), right: x(span.to) };
}

function instantAt(edges: string[], x: number, width: number): number {
  const buckets = edges.length - 1;
  const at = bucketAt(x, buckets, width);
  const [from, to] = [Date.parse(edges[at]!), Date.parse(edges[at + 1]!)];
  const [left, right] = [(at * width) / buckets, ((at + 1) * width) / buckets];
  return from + ((to - from) * (x - left)) / (right - left);
}

const middleOf = (edges: string[], bucket: number) => (Date.parse(edges[bucket]!) + Date.parse(edges[bucket + 1]!)) / 2;

const Mark = ({ pixels: { left, right }, kind }: { pixels: Pixels; kind: 'chosen' | 'pointed' }) => (
  <div className={styles.mark} data-kind={kind} style={{ left, width: Math.max(1, right - left) }} />
);

/** Where there are no logs at all the ground is hatched. */
function Picture({ chart: { histogram, stack, zone }, size: { width, height } }: { chart: Chart; size: Size }) {
  const patternId = useId();
  const { edges, all, series } = histogram;
  const paths = useMemo(() => barPaths(histogram, { width, height }), [histogram, width, height]);
  const ticks = useMemo(() => listTicks(edges, histogram.size!, zone, width), [edges, histogram.size, zone, width]);
  const tables = useTables((state) => state.tables);
  const looks = looksOf(series, stack, tables);
  return (
    <svg className={styles.picture} width={width} height={height + axisPx} aria-hidden shapeRendering="crispEdges">
      <title>Bars by time</title>
      <pattern id={patternId} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line x1="0" y1="0" x2="0" y2="6" className={styles.hatch} />
      </pattern>
      {emptyRuns(all).map(([from, to]) => {
        const left = bucketX(from, all.length, width);
        return (
          <rect
            key={from}
            x={left}
            y={0}
            width={bucketX(to, all.length, width) - left}
            height={height}
            fill={`url(#${CSS.escape(patternId)})`}
            shapeRendering="auto"
          />
        );
      })}
      {paths.map((path, part) => (
        <path key={`${series[part]!.kind} ${series[part]!.value}`} d={path} data-look={looks[part]} />
      ))}
      <line className={styles.ground} x1={0} x2={width} y1={height + 0.5} y2={height + 0.5} />
      {ticks.map(({ bucket, text }) => {
        const x = bucketX(bucket, edges.length - 1, width);
        return (
          <g key={bucket}>
            <line className={styles.ground} x1={x + 0.5} x2={x + 0.5} y1={height} y2={height + 4} />
            <text className={styles.label} x={x + 3} y={height + 13}>
              {text}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
