// The map: a lane per account and region, a cell per bucket of time.
import { useMemo } from 'react';
import type { CoverageMap as Answer, CoverageLane } from '../../../shared/contract/coverage.ts';
import { stateOf, stateWords } from '../../../shared/coverage/cell.ts';
import { listGaps } from '../../../shared/coverage/gaps.ts';
import { useTimeZone } from '../../ui/case.ts';
import { LogTypeMark } from '../../ui/log-types/log-type-mark.tsx';
import { type CellLook, type Cursor, TimeMap } from '../../ui/time-map/time-map.tsx';
import style from './coverage.module.css';
import { describeBucket, describeCounts, laneName, titleOf } from './words.ts';

type Props = {
  map: Answer;
  cursor: Cursor;
  onCursor: (cursor: Cursor) => void;
  onOpen: () => void;
  onZoom: (way: 'in' | 'out' | 'all') => void;
};

export function CoverageMap({ map, cursor, onCursor, onOpen, onZoom }: Props) {
  const zone = useTimeZone();
  const lookOf = useMemo(() => painter(map, zone), [map, zone]);
  return (
    <TimeMap
      label="Coverage by account, region and time"
      lanes={map.lanes}
      nameOf={laneName}
      headOf={LaneHead}
      edges={map.edges}
      size={map.size}
      lookOf={lookOf}
      cellClass={style.cell}
      cursor={cursor}
      onCursor={onCursor}
      onOpen={onOpen}
      onZoom={onZoom}
      keys={{
        g: () => onCursor(nextGap(map.lanes, cursor, 1)),
        G: () => onCursor(nextGap(map.lanes, cursor, -1)),
      }}
    />
  );
}

function LaneHead({ logType, account, region }: CoverageLane) {
  if (logType === null)
    return (
      <>
        {account ?? '—'} <b>{region ?? '—'}</b>
      </>
    );
  return (
    <>
      <LogTypeMark logType={logType} /> {titleOf(logType)} {account} <b>{region}</b>
    </>
  );
}

/** What each cell says and looks like. */
function painter(map: Answer, zone: string): (lane: CoverageLane, bucket: number) => CellLook {
  const most = Math.max(1, ...map.lanes.flatMap(({ cells }) => cells.map(({ events }) => events)));
  const lanes = new Map(
    map.lanes.map((lane) => [
      lane,
      { cells: new Map(lane.cells.map((cell) => [cell.bucket, cell])), marked: new Set(marksOf(map, lane)) },
    ]),
  );
  return (lane, bucket) => {
    const { cells, marked } = lanes.get(lane)!;
    const cell = cells.get(bucket);
    const state = stateOf(cell);
    const words = [
      describeBucket(map, bucket, zone),
      stateWords[state].title,
      ...(cell ? describeCounts(cell, lane.logType) : []),
    ];
    if (marked.has(bucket)) words.push('logging or detection was changed');
    return {
      words,
      data: { 'data-state': state, 'data-marked': marked.has(bucket) ? 'true' : undefined },
      ...(state === 'events' ? { style: { '--share': `${shareOf(cell!.events, most)}%` } as React.CSSProperties } : {}),
    };
  };
}

/** Counts differ by powers of ten, so their logarithms are told apart. */
const shareOf = (events: number, most: number) => Math.round(25 + (75 * Math.log(events + 1)) / Math.log(most + 1));

/** Buckets of the lane in which logging or detection was changed. */
function marksOf(map: Answer, lane: CoverageLane): number[] {
  const starts = map.edges.map((edge) => Date.parse(edge));
  return map.marks
    .filter(({ account, region }) => lane.logType === null && account === lane.account && region === lane.region)
    .map(({ at }) => starts.findLastIndex((start) => start <= Date.parse(at)));
}

/** Where it begins; where the cursor is when there is no other. */
function nextGap(lanes: CoverageLane[], cursor: Cursor, step: 1 | -1): Cursor {
  const all = lanes.flatMap(({ cells }, lane) => listGaps(cells).map(({ from }) => ({ lane, bucket: from })));
  const isAfter = (one: Cursor) => one.lane > cursor.lane || (one.lane === cursor.lane && one.bucket > cursor.bucket);
  const isBefore = (one: Cursor) => one.lane < cursor.lane || (one.lane === cursor.lane && one.bucket < cursor.bucket);
  return (step === 1 ? all.find(isAfter) : all.findLast(isBefore)) ?? cursor;
}
