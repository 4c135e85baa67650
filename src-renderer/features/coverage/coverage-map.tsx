// The map: a lane per account and region, a cell per bucket of time. One Tab stop; arrow keys move a cursor among the cells.
import { type KeyboardEvent, memo, useEffect, useId, useRef } from 'react';
import type { CoverageMap as Answer, CoverageLane } from '../../../shared/contract/coverage.ts';
import { stateOf, stateWords } from '../../../shared/coverage/cell.ts';
import { listGaps } from '../../../shared/coverage/gaps.ts';
import { formatInstant } from '../../../shared/values/time.ts';
import { useTimeZone } from '../../ui/case.ts';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import style from './coverage.module.css';
import type { Cursor } from './cursor.ts';
import { describeBucket, describeCounts, laneName } from './words.ts';

type Props = {
  map: Answer;
  cursor: Cursor;
  onCursor: (cursor: Cursor) => void;
  onOpen: () => void;
  onZoom: (way: 'in' | 'out' | 'all') => void;
};

export function CoverageMap({ map, cursor, onCursor, onOpen, onZoom }: Props) {
  const side = useSideName();
  const id = useId();
  const zone = useTimeZone();
  const grid = useRef<HTMLTableElement>(null);
  const activeId = `${id}-${cursor.lane}-${cursor.bucket}`;
  useEffect(() => {
    if (document.activeElement === grid.current)
      document.getElementById(activeId)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [activeId]);
  const buckets = map.edges.length - 1;
  const most = Math.max(1, ...map.lanes.flatMap(({ cells }) => cells.map(({ events }) => events)));
  const move = (lane: number, bucket: number) =>
    onCursor({
      lane: Math.max(0, Math.min(map.lanes.length - 1, lane)),
      bucket: Math.max(0, Math.min(buckets - 1, bucket)),
    });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const { lane, bucket } = cursor;
    const keys: Record<string, () => void> = {
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
      g: () => onCursor(nextGap(map.lanes, cursor, 1)),
      G: () => onCursor(nextGap(map.lanes, cursor, -1)),
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
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
        aria-label={`Coverage by account, region and time${side}`}
        aria-activedescendant={activeId}
        aria-rowcount={map.lanes.length}
        aria-colcount={buckets + 1}
        onKeyDown={onKeyDown}
      >
        <tbody>
          {map.lanes.map((lane, i) => (
            <Lane
              key={laneName(lane)}
              id={`${id}-${i}`}
              map={map}
              lane={lane}
              zone={zone}
              most={most}
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
            {formatInstant(map.edges[Math.floor(share * buckets)]!, zone).slice(0, map.size?.unit === 'hour' ? 16 : 10)}
          </span>
        ))}
      </div>
    </div>
  );
}

type LaneProps = {
  id: string;
  map: Answer;
  lane: CoverageLane;
  zone: string;
  most: number;
  at: number | null;
  onPick: (bucket: number) => void;
  onOpen: () => void;
};

const Lane = memo(LaneRow, (a, b) => a.map === b.map && a.lane === b.lane && a.at === b.at && a.zone === b.zone);

function LaneRow({ id, map, lane, zone, most, at, onPick, onOpen }: LaneProps) {
  const known = new Map(lane.cells.map((cell) => [cell.bucket, cell]));
  const marked = new Set(marksOf(map, lane));
  return (
    <tr className={style.lane}>
      <th className={style.laneName} scope="row" title={laneName(lane)}>
        {lane.account ?? '—'} <b>{lane.region ?? '—'}</b>
      </th>
      {map.edges.slice(1).map((edge, bucket) => {
        const cell = known.get(bucket);
        const state = stateOf(cell);
        const words = [
          describeBucket(map, bucket, zone),
          stateWords[state].title,
          ...(cell ? describeCounts(cell) : []),
        ];
        if (marked.has(bucket)) words.push('logging or detection was changed');
        return (
          // biome-ignore lint/a11y/useAriaPropsSupportedByRole: a cell of a grid can be selected
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the grid's, which has the focus
          <td
            key={edge}
            id={`${id}-${bucket}`}
            aria-selected={at === bucket}
            aria-label={`${laneName(lane)}, ${words.join(', ')}`}
            title={words.join('\n')}
            className={style.cell}
            data-state={state}
            data-marked={marked.has(bucket) || undefined}
            data-at={at === bucket || undefined}
            style={
              state === 'events' ? ({ '--share': `${shareOf(cell!.events, most)}%` } as React.CSSProperties) : undefined
            }
            onClick={() => onPick(bucket)}
            onDoubleClick={onOpen}
          />
        );
      })}
    </tr>
  );
}

/** Counts differ by powers of ten, so their logarithms are told apart. */
const shareOf = (events: number, most: number) => Math.round(25 + (75 * Math.log(events + 1)) / Math.log(most + 1));

/** Buckets of the lane in which logging or detection was changed. */
function marksOf(map: Answer, lane: CoverageLane): number[] {
  const starts = map.edges.map((edge) => Date.parse(edge));
  return map.marks
    .filter(({ account, region }) => account === lane.account && region === lane.region)
    .map(({ at }) => starts.findLastIndex((start) => start <= Date.parse(at)));
}

/** Where it begins; where the cursor is when there is no other. */
function nextGap(lanes: CoverageLane[], cursor: Cursor, step: 1 | -1): Cursor {
  const all = lanes.flatMap(({ cells }, lane) => listGaps(cells).map(({ from }) => ({ lane, bucket: from })));
  const isAfter = (one: Cursor) => one.lane > cursor.lane || (one.lane === cursor.lane && one.bucket > cursor.bucket);
  const isBefore = (one: Cursor) => one.lane < cursor.lane || (one.lane === cursor.lane && one.bucket < cursor.bucket);
  return (step === 1 ? all.find(isAfter) : all.findLast(isBefore)) ?? cursor;
}
