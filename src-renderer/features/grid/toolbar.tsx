// The pane's tools: search, undo and redo, going somewhere, columns and layouts, and ways out (export, SQL, record).
import { ActionIcon, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowMoveDown,
  IconChartHistogram,
  IconColumns3,
  IconDownload,
  IconLayoutSidebarRight,
  IconListDetails,
  IconRefresh,
  IconSql,
  IconTableOptions,
} from '@tabler/icons-react';
import type { ReactNode, RefObject } from 'react';
import { LayoutsMenu } from './columns/layouts-menu.tsx';
import { QueryBar } from './filters/query-bar.tsx';
import { LooksButton } from './looks/looks-button.tsx';
import { KeepTools } from './marks/keep-tools.tsx';
import styles from './pane.module.css';
import { usePane } from './pane-context.ts';
import { usePaneExits } from './pane-exits.ts';
import { useTimelineShown } from './timeline/use-timeline-shown.ts';

type Props = {
  search: RefObject<HTMLElement | null>;
  jump: RefObject<HTMLButtonElement | null>;
  extra: ReactNode;
};

export function Toolbar({ search, jump, extra }: Props) {
  const canUndo = usePane((state) => state.history.past.length > 0);
  const canRedo = usePane((state) => state.history.future.length > 0);
  const dock = usePane((state) => state.dock);
  const undo = usePane((state) => state.undo);
  const redo = usePane((state) => state.redo);
  const reload = usePane((state) => state.reload);
  const show = usePane((state) => state.show);
  const toggleDock = usePane((state) => state.toggleDock);
  const { openExport, openAsSql, openPivot } = usePaneExits();
  const hasTimes = usePane((state) => state.table.timeColumn !== null);
  const [timelineShown, toggleTimeline] = useTimelineShown();
  return (
    <div className={styles.toolbar} role="toolbar" aria-label="Grid">
      <QueryBar input={search} />
      <KeepTools />
      <Tool label="Undo (Ctrl+Z)" disabled={!canUndo} onClick={undo}>
        <IconArrowBackUp size={16} />
      </Tool>
      <Tool label="Redo (Ctrl+Shift+Z)" disabled={!canRedo} onClick={redo}>
        <IconArrowForwardUp size={16} />
      </Tool>
      <Tool label="Read again" onClick={reload}>
        <IconRefresh size={16} />
      </Tool>
      <Tooltip label="Go to a row or a time (Ctrl+G)">
        <ActionIcon
          ref={jump}
          aria-label="Go to"
          onClick={(event) => show({ kind: 'jump', anchor: event.currentTarget.getBoundingClientRect() })}
        >
          <IconArrowMoveDown size={16} />
        </ActionIcon>
      </Tooltip>
      <span className={styles.gap} />
      {extra}
      {hasTimes && (
        <Tool label="Timeline (t)" on={timelineShown} onClick={toggleTimeline}>
          <IconChartHistogram size={16} />
        </Tool>
      )}
      <Tool label="Facets (v)" on={dock === 'facets'} onClick={() => toggleDock('facets')}>
        <IconListDetails size={16} />
      </Tool>
      <Tool label="Columns (c)" on={dock === 'columns'} onClick={() => toggleDock('columns')}>
        <IconColumns3 size={16} />
      </Tool>
      <LayoutsMenu />
      <LooksButton />
      <Tool label="Pivot" onClick={openPivot}>
        <IconTableOptions size={16} />
      </Tool>
      <Tool label="Export" onClick={openExport}>
        <IconDownload size={16} />
      </Tool>
      <Tool label="Open as SQL" onClick={openAsSql}>
        <IconSql size={16} />
      </Tool>
      <Tool label="Record (r)" on={dock === 'record'} onClick={() => toggleDock('record')}>
        <IconLayoutSidebarRight size={16} />
      </Tool>
    </div>
  );
}

function Tool(props: { label: string; on?: boolean; disabled?: boolean; onClick: () => void; children: ReactNode }) {
  const { label, on } = props;
  return (
    <Tooltip label={label}>
      <ActionIcon
        aria-label={label.replace(/ \(.*\)$/, '')}
        {...(on === undefined ? {} : { 'aria-pressed': on })}
        variant={on ? 'light' : 'subtle'}
        {...(on ? { color: 'tracker' } : {})}
        disabled={props.disabled ?? false}
        onClick={props.onClick}
      >
        {props.children}
      </ActionIcon>
    </Tooltip>
  );
}
