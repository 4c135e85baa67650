// How the rows lie in time, above them and always in step with the filters. What is chosen here is the view's time range.
import { useElementSize } from '@mantine/hooks';
import { useState } from 'react';
import { areMarks } from '../../../../shared/marks/ask-marks.ts';
import { setTime } from '../../../../shared/query/edit.ts';
import type { Range } from '../../../../shared/query/view.ts';
import { useTimeZone } from '../../../ui/case.ts';
import { useRememberedNumber } from '../../../ui/remembered.ts';
import { useMarksVersion, useTags } from '../../../ui/tags.ts';
import { useSideName } from '../../../ui/window/keyboard-side.ts';
import { layoutTable } from '../columns/layouts.ts';
import { canMark } from '../marks/mark-places.ts';
import { usePane, usePaneStore, useView } from '../pane-context.ts';
import { useCountedView } from '../use-counted-view.ts';
import { useSetting } from '../use-setting.ts';
import { HeightEdge } from './height-edge.tsx';
import { lanePx, MarkLanes } from './mark-lanes.tsx';
import { lanesOf } from './marked.ts';
import { axisPx, Plot } from './plot.tsx';
import { describeTimeline, type Pointed } from './read-out.ts';
import { KeptStack, usualStack } from './stacks.ts';
import styles from './timeline.module.css';
import { TimelineHead } from './timeline-head.tsx';
import { useHistogram } from './use-histogram.ts';
import { useMarkCounts } from './use-mark-counts.ts';
import { useTimelineShown } from './use-timeline-shown.ts';
import { rangeOfSpan, type Span, spanOf, widerRange, zoomSpan } from './zoom.ts';

/** Pixels of a bar, more or less, and the steps in which a wider window asks for more of them. */
const [barPx, barSteps] = [7, 20];

export function Timeline() {
  const table = usePane((state) => state.table);
  const [shown] = useTimelineShown();
  return shown && table.timeColumn !== null ? <OpenTimeline /> : null;
}

function OpenTimeline() {
  const table = usePane((state) => state.table);
  const view = useView();
  const past = usePane((state) => state.history.past);
  const { edit } = usePaneStore().getState();
  const zone = useTimeZone();
  const side = useSideName();
  const [height, setHeight] = useRememberedNumber('timeline-height', 64);
  const { ref, width } = useElementSize();
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const name = layoutTable(view.from);
  const [kept, keep] = useSetting(name && `timeline/${name}`, KeptStack, { stack: usualStack(table) });
  const counted = useCountedView();
  const most = Math.max(2, Math.round(width / barPx / barSteps)) * barSteps;
  const marks = useMarksVersion(areMarks(table, kept?.stack ? [kept.stack.column] : []));
  const { shown, waiting, problem } = useHistogram(
    counted && kept && width > 0 ? { counted, zone, most, stack: kept.stack, marks } : null,
  );
  const edges = shown?.histogram.edges ?? none;
  const marked = useMarkCounts(shown && canMark(table) ? { counted: shown.asked.counted, edges } : null);
  const lanes = lanesOf(marked.counts, useTags());
  const chart = shown && { histogram: shown.histogram, stack: shown.asked.stack, zone: shown.asked.zone };

  const everything = shown?.histogram.span ? readSpan(shown.histogram.span) : null;
  const wider = widerRange(past, view.time);
  const setRange = (range: Range | undefined) => edit((now) => setTime(now, range));
  const setSpan = (span: Span) => setRange(rangeOfSpan(span, everything));
  const goBack = wider === null ? null : () => setRange(wider);
  const zoomOut = () => {
    const span = chart && spanOf(chart.histogram.edges, view.time);
    if (span) setSpan(zoomSpan(span, 2, (span.from + span.to) / 2));
  };
  return (
    <section className={styles.timeline} aria-label={`Timeline${side}`} aria-busy={waiting}>
      <TimelineHead
        chart={chart}
        stack={kept?.stack}
        onStack={(stack) => keep({ stack })}
        pointed={pointed}
        waiting={waiting}
        problem={problem}
        onBack={goBack}
        onZoomOut={view.time ? zoomOut : null}
        onAll={view.time ? () => setRange(undefined) : null}
      />
      <div
        ref={ref}
        className={styles.plot}
        style={{ height: lanes.length * lanePx + height + axisPx }}
        data-old={waiting || undefined}
      >
        {chart && chart.histogram.size === null && <p className={styles.none}>{describeTimeline(chart)}</p>}
        {chart && chart.histogram.size !== null && width > 0 && (
          <>
            {/* Of bars that are gone, the ticks would stand at other times; their room stays. */}
            <MarkLanes
              lanes={isSameTime(marked.edges, edges) ? lanes : lanes.map((lane) => ({ ...lane, counts: [] }))}
              edges={edges}
              width={width}
              zone={chart.zone}
              present={view.time}
            />
            <Plot
              chart={chart}
              size={{ width, height }}
              present={view.time}
              onPoint={setPointed}
              onRange={setRange}
              onSpan={setSpan}
              onBack={goBack}
            />
          </>
        )}
      </div>
      <HeightEdge height={height} onHeight={setHeight} />
    </section>
  );
}

const none: string[] = [];

const isSameTime = (a: string[], b: string[]) => a.length === b.length && a[0] === b[0] && a.at(-1) === b.at(-1);

const readSpan = ({ from, to }: { from: string; to: string }): Span => ({ from: Date.parse(from), to: Date.parse(to) });
