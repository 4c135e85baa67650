// The floor of the house: all rows of a table or query, with everything that can be done to them.
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { View } from '../../../shared/query/view.ts';
import { FailureBar } from '../../ui/controls/failure-bar.tsx';
import frame from '../../ui/controls/pane.module.css';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import { CellMenu } from './cells/cell-menu.tsx';
import { HeaderMenu } from './cells/header-menu.tsx';
import { plainLooks } from './columns/layout.ts';
import { LayoutsPopup } from './columns/layouts-popup.tsx';
import { useRememberedLayout } from './columns/use-remembered-layout.ts';
import { Dock } from './dock.tsx';
import { ChipsBar } from './filters/chips-bar.tsx';
import { FilterPopup } from './filters/filter-popup.tsx';
import { LogTypesBar } from './filters/log-types-bar.tsx';
import { TimePopup } from './filters/time-popup.tsx';
import { GridTable } from './grid-table.tsx';
import { JumpPopup } from './jump-popup.tsx';
import { Legend } from './looks/legend.tsx';
import { LooksPopup } from './looks/looks-popup.tsx';
import { HistoryPopup } from './marks/history-popup.tsx';
import { NoteEditor } from './marks/note-editor.tsx';
import { TagMenu } from './marks/tag-menu.tsx';
import { useMarkUpdates } from './marks/use-mark-updates.ts';
import { useOpenedView } from './open-view.ts';
import { EmptyNotice, FailureNotice, OpeningLine } from './opening-notice.tsx';
import styles from './pane.module.css';
import { PaneContext, usePane } from './pane-context.ts';
import { usePaneKeys } from './pane-keys.ts';
import { createPaneStore, showsOldRows } from './pane-store.ts';
import { StatusLine } from './status-line.tsx';
import { Timeline } from './timeline/timeline.tsx';
import { Toolbar } from './toolbar.tsx';
import { useBesideUpdates } from './use-beside-updates.ts';
import { usePaneCommands } from './use-pane-commands.ts';
import { type SourceInfo, useSource } from './use-source.ts';

export type GridPaneProps = {
  view: View;
  /** Hears of every change the user makes, so that it can be saved with the tab. */
  onViewChange: (view: View) => void;
  /** Whether the pane is in front on its side: only then it can take keys, and opens its view the first time. */
  active: boolean;
  extraToolbar?: ReactNode;
};

export function GridPane(props: GridPaneProps) {
  const source = JSON.stringify(props.view.from);
  return <SourcePane key={source} {...props} />;
}

function SourcePane(props: GridPaneProps) {
  const [source] = useState(props.view.from);
  const { info, problem, retry } = useSource(source);
  if (problem) return <FailureBar problem={problem} onRetry={retry} />;
  return info ? <KnownPane {...props} info={info} /> : <div className={frame.pane} aria-busy />;
}

function KnownPane({ view, onViewChange, active, extraToolbar, info }: GridPaneProps & { info: SourceInfo }) {
  const out = useRef({ view, tell: onViewChange });
  out.current.tell = onViewChange;
  const [store] = useState(() => {
    const { last, dock } = info;
    const columns = view.columns ?? last?.columns;
    return createPaneStore(
      { table: info.table, view: { ...view, ...(columns ? { columns } : {}) }, looks: last ?? plainLooks, dock },
      (changed) => {
        out.current.view = changed;
        out.current.tell(changed);
      },
    );
  });
  useEffect(() => {
    if (view === out.current.view || JSON.stringify(view) === JSON.stringify(out.current.view)) return;
    out.current.view = view;
    store.getState().adopt(view);
  }, [view, store]);
  return (
    <PaneContext value={store}>
      <Pane active={active} extra={extraToolbar} />
    </PaneContext>
  );
}

function Pane({ active, extra }: { active: boolean; extra: ReactNode }) {
  const pane = useRef<HTMLElement>(null);
  const search = useRef<HTMLElement>(null);
  const more = useRef<HTMLButtonElement>(null);
  const places = useMemo(() => ({ pane, search, more }), []);
  const title = usePane((state) => state.table.title);
  const isOld = usePane(showsOldRows);
  const side = useSideName();
  useOpenedView(active);
  useRememberedLayout();
  useMarkUpdates();
  useBesideUpdates();
  usePaneKeys(active, places);
  usePaneCommands(active, places);
  return (
    <section ref={pane} className={frame.pane} aria-label={`Rows of ${title}${side}`}>
      <Toolbar search={search} more={more} extra={extra} />
      <ChipsBar onEditQuery={() => search.current?.focus()} />
      <LogTypesBar />
      <FailureNotice />
      <Timeline />
      <div className={frame.body}>
        <div className={styles.table}>
          <div className={styles.rows} data-old={isOld || undefined}>
            <GridTable />
          </div>
          <OpeningLine />
          <EmptyNotice />
        </div>
        <Dock />
      </div>
      <Legend />
      <StatusLine />
      <Popups />
    </section>
  );
}

function Popups() {
  const popup = usePane((state) => state.popup);
  switch (popup?.kind) {
    case 'cell':
      return <CellMenu {...popup} />;
    case 'header':
      return <HeaderMenu {...popup} />;
    case 'filter':
      return <FilterPopup {...popup} />;
    case 'time':
      return <TimePopup {...popup} />;
    case 'looks':
      return <LooksPopup {...popup} />;
    case 'layouts':
      return <LayoutsPopup {...popup} />;
    case 'tags':
      return <TagMenu {...popup} />;
    case 'note':
      return <NoteEditor {...popup} />;
    case 'history':
      return <HistoryPopup {...popup} />;
    case 'jump':
      return <JumpPopup {...popup} />;
    default:
      return null;
  }
}
