// The pane's tools: the query, undo and redo, tags, what stands beside the rows, and ways out; the seldom used are under More.
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconChartHistogram,
  IconColumns3,
  IconDownload,
  IconLayoutSidebarRight,
  IconListDetails,
  IconPalette,
  IconTableOptions,
  IconTags,
} from '@tabler/icons-react';
import { type ReactNode, type RefObject, useRef } from 'react';
import styles from '../../ui/controls/pane.module.css';
import { ToolButton } from '../../ui/controls/tool-button.tsx';
import { QueryBar } from './filters/query-bar.tsx';
import { useColouring } from './looks/use-colouring.ts';
import { presentTarget } from './marks/mark-actions.ts';
import { canMark } from './marks/mark-places.ts';
import { MoreMenu } from './more-menu.tsx';
import { usePane, usePaneStore } from './pane-context.ts';
import { usePaneExits } from './pane-exits.ts';
import { useTimelineShown } from './timeline/use-timeline-shown.ts';

type Props = {
  search: RefObject<HTMLElement | null>;
  more: RefObject<HTMLButtonElement | null>;
  extra: ReactNode;
};

export function Toolbar({ search, more, extra }: Props) {
  const store = usePaneStore();
  const canUndo = usePane((state) => state.history.past.length > 0);
  const canRedo = usePane((state) => state.history.future.length > 0);
  const hasTimes = usePane((state) => state.table.timeColumn !== null);
  const { undo, redo } = store.getState();
  const { openExport, openPivot } = usePaneExits();
  return (
    <div className={styles.toolbar} role="toolbar" aria-label="Grid">
      <QueryBar input={search} />
      <ToolButton label="Undo (Ctrl+Z)" onClick={canUndo ? undo : null}>
        <IconArrowBackUp size={16} />
      </ToolButton>
      <ToolButton label="Redo (Ctrl+Shift+Z)" onClick={canRedo ? redo : null}>
        <IconArrowForwardUp size={16} />
      </ToolButton>
      <TagsButton />
      <span className={styles.gap} />
      {extra}
      {hasTimes && <TimelineButton />}
      <DockButton name="facets" label="Facets (v)">
        <IconListDetails size={16} />
      </DockButton>
      <DockButton name="columns" label="Columns (c)">
        <IconColumns3 size={16} />
      </DockButton>
      <DockButton name="record" label="Record (r)">
        <IconLayoutSidebarRight size={16} />
      </DockButton>
      <LooksButton />
      <span className={styles.rule} />
      <ToolButton label="Pivot (Alt+P)" onClick={openPivot}>
        <IconTableOptions size={16} />
      </ToolButton>
      <ToolButton label="Export" onClick={openExport}>
        <IconDownload size={16} />
      </ToolButton>
      <MoreMenu button={more} />
    </div>
  );
}

function TagsButton() {
  const store = usePaneStore();
  const marks = usePane((state) => canMark(state.table));
  const hasRows = usePane((state) => (state.opened?.matched ?? 0) > 0);
  const button = useRef<HTMLButtonElement>(null);
  const open = () => {
    const anchor = button.current!.getBoundingClientRect();
    store.getState().show({ kind: 'tags', anchor, target: presentTarget(store) ?? 'all' });
  };
  if (!marks) return null;
  return (
    <ToolButton label="Tags (m)" ref={button} onClick={hasRows ? open : null}>
      <IconTags size={16} />
    </ToolButton>
  );
}

function TimelineButton() {
  const [shown, toggle] = useTimelineShown();
  return (
    <ToolButton label="Timeline (t)" on={shown} onClick={toggle}>
      <IconChartHistogram size={16} />
    </ToolButton>
  );
}

type DockButtonProps = { name: 'facets' | 'columns' | 'record'; label: string; children: ReactNode };

function DockButton({ name, label, children }: DockButtonProps) {
  const isOpen = usePane((state) => state.dock === name);
  const toggleDock = usePane((state) => state.toggleDock);
  return (
    <ToolButton label={label} on={isOpen} onClick={() => toggleDock(name)}>
      {children}
    </ToolButton>
  );
}

function LooksButton() {
  const button = useRef<HTMLButtonElement>(null);
  const show = usePane((state) => state.show);
  const { colouring } = useColouring();
  return (
    <ToolButton
      label="Looks: density, lines, times, colours (k)"
      ref={button}
      isLit={colouring.on}
      onClick={() => show({ kind: 'looks', anchor: button.current!.getBoundingClientRect() })}
    >
      <IconPalette size={16} />
    </ToolButton>
  );
}
