// The line above the bars: what they are divided by, what the one pointed at holds, the zone, and the ways out of a range.
import { Loader, Select } from '@mantine/core';
import { IconArrowBackUp, IconArrowsDiff, IconArrowsMaximize, IconX, IconZoomOut } from '@tabler/icons-react';
import type { Stack } from '../../../../shared/contract/charts.ts';
import { describeBucketSize } from '../../../../shared/values/buckets.ts';
import { ToolButton as Tool } from '../../../ui/controls/tool-button.tsx';
import type { Problem } from '../../../ui/problem.ts';
import { usePane, usePaneStore } from '../pane-context.ts';
import { shownColumns } from '../pane-store.ts';
import { describeSpan, zoneLabel } from './axis.ts';
import { Legend } from './legend.tsx';
import { type Chart, describeCount, describeUntimed, type Pointed } from './read-out.ts';
import { choiceId, listStacks } from './stacks.ts';
import styles from './timeline.module.css';
import { useTimelineShown } from './use-timeline-shown.ts';

type Props = {
  chart: Chart | null;
  /** Undefined until it is known what the case remembers. */
  stack: Stack | null | undefined;
  onStack: (stack: Stack | null) => void;
  pointed: Pointed | null;
  waiting: boolean;
  problem: Problem | null;
  /** Null where there is no way. */
  onBack: (() => void) | null;
  onZoomOut: (() => void) | null;
  onAll: (() => void) | null;
};

export function TimelineHead({ chart, stack, onStack, pointed, waiting, problem, ...ways }: Props) {
  const compares = usePane((state) => state.dock === 'compare');
  const { toggleDock } = usePaneStore().getState();
  const [, hide] = useTimelineShown();
  return (
    <div className={styles.head}>
      {stack !== undefined && <StackSelect stack={stack} onStack={onStack} />}
      {chart && <Legend chart={chart} pointed={pointed} />}
      <span className={styles.gap} />
      {waiting && <Loader size={12} role="img" aria-label="Counting" />}
      {problem ? (
        <span className={styles.problem} role="alert" title={problem.hint}>
          {problem.message}
        </span>
      ) : (
        chart && <ReadOut chart={chart} pointed={pointed} />
      )}
      <Tool label="Back to the wider range (Backspace)" onClick={ways.onBack}>
        <IconArrowBackUp size={15} />
      </Tool>
      <Tool label="Zoom out (-)" onClick={ways.onZoomOut}>
        <IconZoomOut size={15} />
      </Tool>
      <Tool label="All of time" onClick={ways.onAll}>
        <IconArrowsMaximize size={14} />
      </Tool>
      <Tool label="Compare with before" on={compares} onClick={() => toggleDock('compare')}>
        <IconArrowsDiff size={15} />
      </Tool>
      <Tool label="Hide the timeline (t)" onClick={hide}>
        <IconX size={14} />
      </Tool>
    </div>
  );
}

function StackSelect({ stack, onStack }: { stack: Stack | null; onStack: (stack: Stack | null) => void }) {
  const table = usePane((state) => state.table);
  const columns = usePane(shownColumns);
  const groups = listStacks(table, columns, stack);
  const all = groups.flatMap(({ items }) => items);
  return (
    <Select
      aria-label="Divide the bars by"
      title="Divide the bars by"
      className={styles.stack!}
      comboboxProps={{ width: 280, position: 'bottom-start' }}
      searchable
      allowDeselect={false}
      maxDropdownHeight={360}
      data={groups.map(({ group, items }) => ({ group, items: items.map(({ id, label }) => ({ value: id, label })) }))}
      value={choiceId(stack)}
      onChange={(id) => {
        const choice = all.find((one) => one.id === id);
        if (choice) onStack(choice.stack);
      }}
    />
  );
}

/** Of the bars pointed at; else how wide a bar is. The zone is always there. */
function ReadOut({ chart: { histogram, zone }, pointed }: { chart: Chart; pointed: Pointed | null }) {
  const { edges, size, untimed } = histogram;
  const at = pointed && pointed.last < edges.length - 1 ? pointed : null;
  return (
    <span className={styles.readOut}>
      {at && (
        <>
          {describeSpan(edges[at.first]!, edges[at.last + 1]!, zone)} <b>{describeCount(histogram, at)}</b>
        </>
      )}
      {!at && untimed.matched > 0 && <span className={styles.untimed}>{describeUntimed(untimed.matched)}</span>}
      {!at && size && `Bars of ${describeBucketSize(size)}`}
      <span className="pm-dim">{zoneLabel(zone, edges[at?.first ?? 0])}</span>
    </span>
  );
}
