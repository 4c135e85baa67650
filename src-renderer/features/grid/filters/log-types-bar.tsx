// On the timeline of all logs: which log types take part. A click leaves one out or takes it in, Alt+click shows it alone.
import { IconClock } from '@tabler/icons-react';
import { useRef } from 'react';
import type { TableInfo } from '../../../../shared/contract/views.ts';
import { formatCount } from '../../../../shared/values/sizes.ts';
import { describeClocks, useClocks } from '../../../ui/clocks.ts';
import { LogTypeMark } from '../../../ui/log-types/log-type-mark.tsx';
import { typesOnTimeline } from '../../../ui/log-types/parts.ts';
import { useTables } from '../../../ui/tables.ts';
import { moveFocus } from '../../../ui/window/roving.ts';
import { useWorkspace } from '../../../ui/window/workspace.ts';
import { usePane, usePaneStore } from '../pane-context.ts';
import styles from './filters.module.css';
import { leaveOut, leftOut } from './log-types.ts';

export function LogTypesBar() {
  const isTimeline = usePane((state) => state.table.name === 'timeline');
  const tables = useTables((state) => state.tables);
  const types = typesOnTimeline(tables);
  if (!isTimeline || types.length < 2) return null;
  return <Bar types={types} />;
}

function Bar({ types }: { types: TableInfo[] }) {
  const host = useRef<HTMLDivElement>(null);
  const { edit } = usePaneStore().getState();
  const view = usePane((state) => state.history.present);
  const out = leftOut(view);
  const names = types.map(({ name }) => name);
  const clocks = useClocks((state) => state.clocks);
  const set = new Map(
    names.map((name) => {
      const lines = describeClocks(clocks, name);
      return [name, lines.length > 0 ? ['Moved by the clock of its source:', ...lines] : undefined];
    }),
  );
  const choose = (name: string, alone: boolean) => {
    const others = names.filter((one) => one !== name);
    const isAlone = !out.includes(name) && others.every((one) => out.includes(one));
    if (alone) edit((now) => leaveOut(now, isAlone ? [] : others));
    else edit((now) => leaveOut(now, out.includes(name) ? out.filter((one) => one !== name) : [...out, name]));
  };
  return (
    <div
      ref={host}
      className={styles.types}
      role="toolbar"
      aria-label="Log types"
      onKeyDown={(event) => moveFocus(event, true)}
    >
      {types.map(({ name, title, rows }, i) => (
        <button
          key={name}
          type="button"
          data-roving
          tabIndex={i === 0 ? 0 : -1}
          className={styles.type}
          aria-pressed={!out.includes(name)}
          title={[
            `${title}: ${formatCount(rows ?? 0)} rows`,
            'Click: leave out or take in',
            'Alt+click: only these',
            ...(set.get(name) ?? []),
          ].join('\n')}
          onClick={(event) => choose(name, event.altKey)}
        >
          <LogTypeMark logType={name} /> {title} {set.get(name) && <IconClock size={12} />}{' '}
          <span className={styles.typeRows}>{formatCount(rows ?? 0)}</span>
        </button>
      ))}
      <button
        type="button"
        data-roving
        tabIndex={-1}
        className={styles.clocks}
        title="Time zones of sources, and what a clock was off"
        onClick={() => useWorkspace.getState().showDialog({ kind: 'clocks' })}
      >
        <IconClock size={12} /> Clocks…
      </button>
    </div>
  );
}
