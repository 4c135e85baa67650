// Findings over time: a lane per tactic, rule or actor, and below them the findings of the cell with the cursor.
import { Button, SegmentedControl } from '@mantine/core';
import { useId, useMemo, useState } from 'react';
import type { Finding } from '../../../../shared/contract/detections.ts';
import type { LaneGrouping } from '../../../../shared/findings/group.ts';
import { buildLanes, type Lane, type LaneCell } from '../../../../shared/findings/lanes.ts';
import { describeActor, levelTitles, titleOfTactic } from '../../../../shared/findings/words.ts';
import { describeBucketSize } from '../../../../shared/values/buckets.ts';
import { formatCount, formatNoun } from '../../../../shared/values/sizes.ts';
import { visibleText } from '../../../../shared/values/visible-text.ts';
import { useTimeZone } from '../../../ui/case.ts';
import { type CellLook, type Cursor, TimeMap } from '../../../ui/time-map/time-map.tsx';
import { zoomFrom } from '../../../ui/time-map/zoom.ts';
import style from '../findings.module.css';
import { LevelLegend } from '../level.tsx';
import { usePage } from '../page-store.ts';
import { CellFindings } from './cell-findings.tsx';
import { describeTime } from './describe-time.ts';
import { type LanePlace, laneCursor, placeInLanes } from './lane-place.ts';
import look from './timeline.module.css';

const mostBuckets = 168;
const mostLanes = 60;
/** The shortest time that one can look at. */
const shortestMs = 30 * 60_000;

const bys: Record<LaneGrouping, string> = { tactic: 'By tactic', rule: 'By rule', actor: 'By actor' };

export function TimelineFace({ findings }: { findings: Finding[] }) {
  const zone = useTimeZone();
  const firstFinding = useId();
  const { lanesBy: by, range, set } = usePage((page) => page);
  const [place, setPlace] = useState<LanePlace | null>(null);
  const map = useMemo(
    () => buildLanes(findings, { by, zone, range, mostBuckets, mostLanes }),
    [findings, by, zone, range],
  );
  const lookOf = useMemo(() => painter(map.edges, zone), [map.edges, zone]);
  const cursor = laneCursor(map, place);
  const cell = map.lanes[cursor.lane]?.cells.find(({ bucket }) => bucket === cursor.bucket);
  const onCursor = (to: Cursor) => setPlace(placeInLanes(map, to));
  const onZoom = (way: 'in' | 'out' | 'all') => {
    setPlace(placeInLanes(map, cursor));
    set({ range: zoomFrom(map, cursor.bucket, way, shortestMs) });
  };
  return (
    <div className={look.body}>
      <div className={look.tools}>
        <SegmentedControl
          size="xs"
          aria-label="A lane per"
          value={by}
          onChange={(to) => set({ lanesBy: to as LaneGrouping })}
          data={Object.entries(bys).map(([value, label]) => ({ value, label }))}
        />
        <Zoom can={map.lanes.length > 0} isZoomed={range !== null} onZoom={onZoom} />
        {map.size && <span className="pm-dim">Each cell: {describeBucketSize(map.size)}</span>}
        <LevelLegend />
        {map.untimed > 0 && (
          <span className="pm-dim">{formatNoun(map.untimed, 'finding')} without a time not shown</span>
        )}
      </div>
      {map.lanes.length === 0 ? (
        <p className={style.nothing}>No finding of this choice has a time.</p>
      ) : (
        <>
          <TimeMap<Lane>
            label="Findings over time"
            lanes={map.lanes}
            nameOf={(lane) => laneName(lane, by)}
            headOf={(lane) => (
              <>
                <span className={look.laneCount}>{formatCount(lane.findings)}</span> {laneName(lane, by)}
              </>
            )}
            edges={map.edges}
            size={map.size}
            lookOf={lookOf}
            cellClass={look.cell}
            cursor={cursor}
            onCursor={onCursor}
            onOpen={() => document.getElementById(firstFinding)?.focus()}
            onZoom={onZoom}
            keys={{
              n: () => onCursor(nextMark(map.lanes, cursor, 1)),
              N: () => onCursor(nextMark(map.lanes, cursor, -1)),
            }}
          />
          {map.left > 0 && <p className="pm-dim">And {formatNoun(map.left, 'less grave lane')}; filter to see them.</p>}
          <CellFindings
            firstId={firstFinding}
            title={`${laneName(map.lanes[cursor.lane]!, by)}, ${describeTime(map.edges, cursor.bucket, zone)}`}
            time={{ from: map.edges[cursor.bucket]!, to: map.edges[cursor.bucket + 1]! }}
            lane={{ by, value: laneValue(map.lanes[cursor.lane]!, by) }}
            findings={cell?.findings ?? []}
          />
        </>
      )}
    </div>
  );
}

const laneValue = (lane: Lane, by: LaneGrouping) => (by === 'rule' ? lane.key : lane.value);

const laneName = ({ value, key }: Lane, by: LaneGrouping): string =>
  visibleText(by === 'tactic' ? titleOfTactic(value) : by === 'actor' ? describeActor(value) : (value ?? key));

type ZoomProps = { can: boolean; isZoomed: boolean; onZoom: (way: 'in' | 'out' | 'all') => void };

const Zoom = ({ can, isZoomed, onZoom }: ZoomProps) => (
  <>
    <Button variant="default" size="compact-xs" disabled={!can} onClick={() => onZoom('in')}>
      Closer
    </Button>
    <Button variant="default" size="compact-xs" disabled={!isZoomed} onClick={() => onZoom('out')}>
      Farther
    </Button>
    <Button variant="default" size="compact-xs" disabled={!isZoomed} onClick={() => onZoom('all')}>
      All of the time
    </Button>
  </>
);

/** What each cell says and looks like. */
function painter(edges: readonly string[], zone: string): (lane: Lane, bucket: number) => CellLook {
  const cells = new WeakMap<Lane, Map<number, LaneCell>>();
  return (lane, bucket) => {
    const known = cells.get(lane) ?? new Map(lane.cells.map((cell) => [cell.bucket, cell]));
    cells.set(lane, known);
    const cell = known.get(bucket);
    const time = describeTime(edges, bucket, zone);
    if (!cell) return { words: [time, 'nothing found'], data: { 'data-level': undefined } };
    const most = cell.findings.length;
    return {
      words: [time, formatNoun(most, 'finding'), `gravest ${levelTitles[cell.level].toLowerCase()}`],
      data: { 'data-level': cell.level, 'data-many': most > 1 ? 'true' : undefined },
    };
  };
}

/** The next cell with findings, lane after lane; where the cursor is when there is no other. */
function nextMark(lanes: readonly Lane[], cursor: Cursor, step: 1 | -1): Cursor {
  const all = lanes.flatMap(({ cells }, lane) => cells.map(({ bucket }) => ({ lane, bucket })));
  const isAfter = (one: Cursor) => one.lane > cursor.lane || (one.lane === cursor.lane && one.bucket > cursor.bucket);
  const isBefore = (one: Cursor) => one.lane < cursor.lane || (one.lane === cursor.lane && one.bucket < cursor.bucket);
  return (step === 1 ? all.find(isAfter) : all.findLast(isBefore)) ?? cursor;
}
