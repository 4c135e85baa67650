// The tagged, starred and noted rows above the bars: a lane for each mark, with a tick where there are such rows. A click on
// a tick, or Enter, leads to them; arrow keys walk along a lane.
import { Tooltip } from '@mantine/core';
import { type CSSProperties, useState } from 'react';
import type { Range } from '../../../../shared/query/view.ts';
import { moveFocus } from '../../../ui/window/roving.ts';
import { usePane, usePaneStore } from '../pane-context.ts';
import { describeLane, describeTick, keepMarked, type Lane, tickPlace } from './marked.ts';
import styles from './timeline.module.css';
import { rangeOfBuckets } from './zoom.ts';

export const lanePx = 7;

type Props = { lanes: Lane[]; edges: string[]; width: number; zone: string; present: Range | undefined };

export function MarkLanes({ lanes, edges, width, zone, present }: Props) {
  const store = usePaneStore();
  const table = usePane((state) => state.table);
  const [tip, setTip] = useState<{ host: HTMLElement; text: string } | null>(null);
  const buckets = edges.length - 1;
  const open = ({ mark }: Lane, bucket: number) => {
    setTip(null);
    const range = rangeOfBuckets(edges, bucket, bucket, present);
    store.getState().edit((view) => keepMarked(view, table, mark, range));
  };
  return (
    <>
      {lanes.map((lane) => {
        const filled = lane.counts.flatMap((rows, bucket) => (rows > 0 ? [bucket] : []));
        return (
          // biome-ignore lint/a11y/useSemanticElements: marks in time, of which no part is a field of a form
          <div
            key={lane.label}
            role="group"
            className={styles.lane}
            style={{ '--lane': lane.color } as CSSProperties}
            aria-label={describeLane(lane)}
            onKeyDown={(event) => moveFocus(event, true)}
            onPointerLeave={() => setTip(null)}
          >
            {filled.map((bucket, at) => {
              const text = describeTick(lane, edges, bucket, zone);
              const show = ({ currentTarget }: { currentTarget: HTMLElement }) => setTip({ host: currentTarget, text });
              return (
                <button
                  key={bucket}
                  type="button"
                  data-roving
                  tabIndex={at === 0 ? 0 : -1}
                  className={styles.tick}
                  style={tickPlace(bucket, buckets, width)}
                  aria-label={text}
                  onPointerEnter={show}
                  onFocus={show}
                  onBlur={() => setTip(null)}
                  onClick={() => open(lane, bucket)}
                />
              );
            })}
          </div>
        );
      })}
      {tip && <Tooltip opened target={tip.host} label={tip.text} />}
    </>
  );
}
