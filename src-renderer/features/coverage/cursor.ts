// Where one is in the map, as account, region and time, so that another range or zone keeps the place.
import type { CoverageLane, CoverageMap } from '../../../shared/contract/coverage.ts';
import type { Cursor } from '../../ui/time-map/time-map.tsx';

/** `at`: epoch milliseconds. */
export type Place = Omit<CoverageLane, 'cells'> & { at: number };

export function placeOf(map: CoverageMap, { lane, bucket }: Cursor): Place {
  const { logType, account, region } = map.lanes[lane]!;
  return { logType, account, region, at: Date.parse(map.edges[bucket]!) };
}

/** The first cell while there is no place; a time out of range is at its end. */
export function cursorOf(map: CoverageMap, place: Place | null): Cursor {
  if (place === null) return { lane: 0, bucket: 0 };
  const lane = map.lanes.findIndex((one) => keyOf(one) === keyOf(place));
  const bucket = map.edges.slice(0, -1).findLastIndex((edge) => Date.parse(edge) <= place.at);
  return { lane: Math.max(0, lane), bucket: Math.max(0, bucket) };
}

const keyOf = ({ logType, account, region }: Omit<CoverageLane, 'cells'>) => JSON.stringify([logType, account, region]);

/** Lanes of which nothing is known in the range that is looked at stay in the map, in their place: that is what it has to say of them. */
export function withLanes(map: CoverageMap, all: readonly CoverageLane[]): CoverageMap {
  const found = new Map(map.lanes.map((lane) => [keyOf(lane), lane]));
  const known = new Set(all.map(keyOf));
  const added = map.lanes.filter((lane) => !known.has(keyOf(lane)));
  return { ...map, lanes: [...all.map((lane) => found.get(keyOf(lane)) ?? { ...lane, cells: [] }), ...added] };
}
