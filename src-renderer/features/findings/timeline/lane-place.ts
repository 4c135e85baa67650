// Where one is in the lanes, as a lane and a time, so that a closer look and another choice of findings keep the place.
import type { Lanes } from '../../../../shared/findings/lanes.ts';
import type { Cursor } from '../../../ui/time-map/time-map.tsx';

/** `at`: epoch milliseconds. */
export type LanePlace = { lane: string; at: number };

type Known = Pick<Lanes, 'edges'> & { lanes: readonly { key: string; cells: readonly { bucket: number }[] }[] };

export const placeInLanes = ({ lanes, edges }: Known, { lane, bucket }: Cursor): LanePlace => ({
  lane: lanes[lane]?.key ?? '',
  at: Date.parse(edges[bucket] ?? ''),
});

/** The first finding while there is no place; a time out of range is at its end. */
export function laneCursor({ lanes, edges }: Known, place: LanePlace | null): Cursor {
  if (place === null) return { lane: 0, bucket: lanes[0]?.cells[0]?.bucket ?? 0 };
  const lane = lanes.findIndex(({ key }) => key === place.lane);
  const bucket = edges.slice(0, -1).findLastIndex((edge) => Date.parse(edge) <= place.at);
  return { lane: Math.max(0, lane), bucket: Math.max(0, bucket) };
}
