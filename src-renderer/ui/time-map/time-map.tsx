// Lanes over time, a cell per bucket: one Tab stop, arrow keys move a cursor among the cells. What a cell says and looks like is
// its room's.
import { type CSSProperties, type KeyboardEvent, memo, type ReactNode, useEffect, useId, useRef } from 'react';
import type { BucketSize } from '../../../shared/values/buckets.ts';
import { formatInstant } from '../../../shared/values/time.ts';
import { useTimeZone } from '../case.ts';
import { useSideName } from '../window/keyboard-side.ts';
import style from './time-map.module.css';

/** `lane`, `bucket`: indexes. */
export type Cursor = { lane: number; bucket: number };

/** `words`: what the cell says, a line each. `data`: attributes that its room's style sheet knows. */
export type CellLook = { words: string[]; data: Record<`data-${string}`, string | undefined>; style?: CSSProperties };

type Props<L> = {
  /** What the map shows, without the side. */
  label: string;
  lanes: readonly L[];
  /** Unique; said before each of its cells. */
  nameOf: (lane: L) => string;
  /** What stands at the beginning of a lane; absent: its name. */
  headOf?: (lane: L) => ReactNode;
  /** ISO UTC: where buckets begin, and the end of the last one. */
  edges: readonly string[];
  size: BucketSize | null;
  /** Must be the same function while lanes and zone are. */
  lookOf: (lane: L, bucket: number) => CellLook;
  cellClass: string | undefined;
  cursor: Cursor;
  onCursor: (cursor: Cursor) => void;
  onOpen: () => void;
  onZoom: (way: 'in' | 'out' | 'all') => void;
  /** Further keys. */
  keys?: Record<string, () => void>;
};

export function TimeMap<L>({ lanes, edges, size, cursor, onCursor, onOpen, onZoom, keys = {}, ...props }: Props<L>) {
  const side = useSideName();
  const id = useId();
  const zone = useTimeZone();
  const grid = useRef<HTMLTableElement>(null);
  const activeId = `${id}-${cursor.lane}-${cursor.bucket}`;
  useEffect(() => {
    if (document.activeElement === grid.current)
      document.getElementById(activeId)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [activeId]);
  const buckets = edges.length - 1;
  const move = (lane: number, bucket: number) =>
    onCursor({
      lane: Math.max(0, Math.min(lanes.length - 1, lane)),
      bucket: Math.max(0, Math.min(buckets - 1, bucket)),
    });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const { lane, bucket } = cursor;
    const known: Record<string, () => void> = {
      ArrowLeft: () => move(lane, bucket - 1),
      ArrowRight: () => move(lane, bucket + 1),
      ArrowUp: () => move(lane - 1, bucket),
      ArrowDown: () => move(lane + 1, bucket),
      Home: () => move(lane, 0),
      End: () => move(lane, buckets - 1),
      Enter: onOpen,
      '+': () => onZoom('in'),
      '=': () => onZoom('in'),
      '-': () => onZoom('out'),
      '0': () => onZoom('all'),
      ...keys,
    };
    const act = known[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <div className={style.scroll}>
      <table
        ref={grid}
        className={style.map}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells one goes to
        role="grid"
        tabIndex={0}
        data-main
        aria-label={`${props.label}${side}`}
        aria-activedescendant={activeId}
        aria-rowcount={lanes.length}
        aria-colcount={buckets + 1}
        onKeyDown={onKeyDown}
      >
        <tbody>
          {lanes.map((lane, i) => (
            <Lane
              key={props.nameOf(lane)}
              id={`${id}-${i}`}
              lane={lane}
              name={props.nameOf(lane)}
              head={props.headOf?.(lane) ?? props.nameOf(lane)}
              edges={edges}
              lookOf={props.lookOf as (lane: unknown, bucket: number) => CellLook}
              cellClass={props.cellClass}
              at={cursor.lane === i ? cursor.bucket : null}
              onPick={(bucket) => onCursor({ lane: i, bucket })}
              onOpen={onOpen}
            />
          ))}
        </tbody>
      </table>
      <div className={style.axis} aria-hidden>
        <span className={style.laneName} />
        {[0, 0.25, 0.5, 0.75].map((share) => (
          <span key={share} className={style.tick}>
            {formatInstant(edges[Math.floor(share * buckets)]!, zone).slice(0, isFine(size) ? 16 : 10)}
          </span>
        ))}
      </div>
    </div>
  );
}

const isFine = (size: BucketSize | null) => size?.unit === 'hour' || size?.unit === 'minute' || size?.unit === 'second';

type LaneProps = {
  id: string;
  lane: unknown;
  name: string;
  head: ReactNode;
  edges: readonly string[];
  lookOf: (lane: unknown, bucket: number) => CellLook;
  cellClass: string | undefined;
  at: number | null;
  onPick: (bucket: number) => void;
  onOpen: () => void;
};

const Lane = memo(
  LaneRow,
  (a, b) => a.edges === b.edges && a.lane === b.lane && a.at === b.at && a.lookOf === b.lookOf && a.at === null,
);

function LaneRow({ id, lane, name, head, edges, lookOf, cellClass, at, onPick, onOpen }: LaneProps) {
  return (
    <tr className={style.lane}>
      <th className={style.laneName} scope="row" title={name}>
        {head}
      </th>
      {edges.slice(1).map((edge, bucket) => {
        const look = lookOf(lane, bucket);
        return (
          // biome-ignore lint/a11y/useAriaPropsSupportedByRole: a cell of a grid can be selected
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the grid's, which has the focus
          <td
            key={edge}
            id={`${id}-${bucket}`}
            aria-selected={at === bucket}
            aria-label={`${name}, ${look.words.join(', ')}`}
            title={look.words.join('\n')}
            className={`${style.cell} ${cellClass ?? ''}`}
            {...look.data}
            data-at={at === bucket || undefined}
            style={look.style}
            onClick={() => onPick(bucket)}
            onDoubleClick={onOpen}
          />
        );
      })}
    </tr>
  );
}
