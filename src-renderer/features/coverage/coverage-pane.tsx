// The page that says what the logs of the case hold, hour by hour, and what they do not.
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { CoverageMap as Answer } from '../../../shared/contract/coverage.ts';
import { type CellState, stateOf, stateWords } from '../../../shared/coverage/cell.ts';
import { describeBucketSize } from '../../../shared/values/buckets.ts';
import { formatNoun } from '../../../shared/values/sizes.ts';
import { useTimeZone } from '../../ui/case.ts';
import { FailureBar } from '../../ui/controls/failure-bar.tsx';
import pane from '../../ui/controls/pane.module.css';
import type { Cursor } from '../../ui/time-map/time-map.tsx';
import { type Range, zoomFrom } from '../../ui/time-map/zoom.ts';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';
import style from './coverage.module.css';
import { CoverageMap } from './coverage-map.tsx';
import { cursorOf, type Place, placeOf } from './cursor.ts';
import { BlindingList, OpenQuestions } from './side-lists.tsx';
import { useCoverage } from './use-coverage.ts';
import { describeBucket, describeCounts, laneName, viewOfCell } from './words.ts';

export function CoveragePane() {
  const side = useSideName();
  const zone = useTimeZone();
  const [range, setRange] = useState<Range>(null);
  const [place, setPlace] = useState<Place | null>(null);
  const { map, kinds, problem, again } = useCoverage(range);
  const hasCells = map !== null && map.lanes.length > 0 && map.edges.length > 1;
  const cursor = hasCells ? cursorOf(map, place) : { lane: 0, bucket: 0 };
  const onZoom = (way: 'in' | 'out' | 'all') => {
    if (!hasCells) return;
    setPlace(placeOf(map, cursor));
    setRange(zoomFrom(map, cursor.bucket, way));
  };
  const onOpen = () => {
    const lane = map!.lanes[cursor.lane]!;
    const view = viewOfCell(lane, map!.edges[cursor.bucket]!, map!.edges[cursor.bucket + 1]!);
    useWorkspace.getState().openGrid(view, `${laneName(lane)} ${describeBucket(map!, cursor.bucket, zone)}`);
  };
  return (
    <section className={pane.pane} aria-label={`Coverage${side}`}>
      <div className={pane.toolbar}>
        <Button variant="default" size="compact-xs" disabled={!hasCells} onClick={() => onZoom('in')}>
          Closer
        </Button>
        <Button variant="default" size="compact-xs" disabled={range === null} onClick={() => onZoom('out')}>
          Farther
        </Button>
        <Button variant="default" size="compact-xs" disabled={range === null} onClick={() => onZoom('all')}>
          All of the time
        </Button>
        {map?.size && <span className={style.size}>Each cell: {describeBucketSize(map.size)}</span>}
        <span className={pane.gap} />
        <Legend />
      </div>
      {problem && <FailureBar problem={problem} onRetry={again} />}
      {map && (
        <div className={style.body}>
          {hasCells ? (
            <>
              <CoverageMap
                map={map}
                cursor={cursor}
                onCursor={(to) => setPlace(placeOf(map, to))}
                onOpen={onOpen}
                onZoom={onZoom}
              />
              <Detail map={map} cursor={cursor} zone={zone} onOpen={onOpen} />
            </>
          ) : (
            <p className={style.nothing}>
              {range === null
                ? 'No logs with times are loaded, so there is nothing to map.'
                : 'Nothing is known of this time.'}
            </p>
          )}
          <Without map={map} />
          <div className={style.lists}>
            {kinds && <OpenQuestions kinds={kinds} />}
            <BlindingList marks={map.marks} marksLeft={map.marksLeft} />
          </div>
        </div>
      )}
    </section>
  );
}

function Legend() {
  return (
    <ul className={style.legend} aria-label="What the colours mean">
      {(Object.keys(stateWords) as CellState[]).map((state) => (
        <li key={state} title={stateWords[state].meaning}>
          <span className={style.cell} data-state={state} /> {stateWords[state].title}
        </li>
      ))}
      <li>
        <span className={style.cell} data-state="unknown" data-marked /> Logging changed
      </li>
    </ul>
  );
}

type DetailProps = { map: Answer; cursor: Cursor; zone: string; onOpen: () => void };

function Detail({ map, cursor, zone, onOpen }: DetailProps) {
  const lane = map.lanes[cursor.lane]!;
  const cell = lane.cells.find(({ bucket }) => bucket === cursor.bucket);
  const { title, meaning } = stateWords[stateOf(cell)];
  return (
    <div className={style.detail}>
      <div className="pm-select">
        <div>
          <b>{laneName(lane)}</b> · {describeBucket(map, cursor.bucket, zone)} ({zone})
        </div>
        <div>
          <b>{title}.</b> {meaning}{' '}
          {cell && <span className="pm-dim">{describeCounts(cell, lane.logType).join(' · ')}.</span>}
        </div>
      </div>
      <Button variant="default" size="compact-xs" disabled={!cell?.events} onClick={onOpen}>
        Show its rows
      </Button>
    </div>
  );
}

/** What the map cannot place. */
function Without({ map: { untimed, unnamed } }: { map: Answer }) {
  if (untimed === 0 && unnamed === 0) return null;
  return (
    <p className={style.note}>
      {untimed > 0 && `${formatNoun(untimed, 'event')} without a usable time. `}
      {unnamed > 0 &&
        `${formatNoun(unnamed, 'log file whose name does not say when it was delivered', 'log files whose names do not say when they were delivered')}.`}
    </p>
  );
}
