// The window of an open case: bar on top, tables at the left, tabs and what they show, loads at the bottom.
import { type ReactNode, useEffect, useState } from 'react';
import { useCase } from '../../ui/case.ts';
import { useCommand } from '../../ui/commands.ts';
import { useDataVersion } from '../../ui/data-version.ts';
import { useEngine } from '../../ui/engine.ts';
import { showProblem } from '../../ui/problem.ts';
import { useRememberedNumber } from '../../ui/remembered.ts';
import { ResizeEdge } from '../../ui/resize-edge.tsx';
import { refreshTables } from '../../ui/tables.ts';
import { type Tab, useWorkspace } from '../../ui/workspace.ts';
import style from './case-window.module.css';
import { EmptyFloor } from './empty-floor.tsx';
import { keepTabs } from './keep-tabs.ts';
import { leaveCase, pickAndOpenCase } from './open-case.ts';
import { Sidebar } from './sidebar.tsx';
import { TabStrip } from './tab-strip.tsx';
import { TopBar } from './top-bar.tsx';

type Props = {
  renderTab: (tab: Tab, active: boolean) => ReactNode;
  onLoadLogs: () => void;
  /** The strips at the bottom that show a running load. */
  strips: ReactNode;
};

export function CaseWindow({ renderTab, onLoadLogs, strips }: Props) {
  const engine = useEngine();
  const { tabs, activeId } = useWorkspace();
  const [sidebar, setSidebar] = useState(true);
  const [width, setWidth] = useRememberedNumber('sidebar', 232);
  const version = useDataVersion((state) => state.version);
  const name = useCase((state) => state.info?.name ?? '');

  useEffect(() => keepTabs(engine), [engine]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a newer version of the data is the reason to read again
  useEffect(() => {
    refreshTables(engine).catch((error: unknown) => showProblem(error, 'list the tables of this case'));
  }, [engine, version]);
  useEffect(() => {
    document.title = `${name} – Pugmark`;
    return () => {
      document.title = 'Pugmark';
    };
  }, [name]);

  useCommand('load-logs', onLoadLogs);
  useCommand('acquire-s3', () => void useWorkspace.getState().openAcquire('s3'));
  useCommand('acquire-cloudtrail', () => void useWorkspace.getState().openAcquire('cloudtrail'));
  useCommand('show-evidence', () => useWorkspace.getState().openLoads());
  useCommand('new-console', () => useWorkspace.getState().openConsole(''));
  useCommand('close-case', () => void leaveCase(engine));
  useCommand('open-case', () => void pickAndOpenCase(engine));
  useCommand('toggle-sidebar', () => setSidebar(!sidebar));
  useTabCommands(tabs, activeId);

  return (
    <div className={style.window}>
      <TopBar sidebar={sidebar} onSidebar={() => setSidebar(!sidebar)} onLoadLogs={onLoadLogs} />
      <div className={style.middle}>
        {sidebar && (
          <section className={style.side} aria-label="What is in the case">
            <Sidebar width={width} />
            <ResizeEdge label="Width of the tables" width={width} min={160} max={480} onWidth={setWidth} />
          </section>
        )}
        <main className={style.floor}>
          {tabs.length > 0 && <TabStrip />}
          <div className={style.content}>
            {tabs.map((tab) => (
              <TabPanel key={tab.id} active={tab.id === activeId} id={tab.id}>
                {renderTab(tab, tab.id === activeId)}
              </TabPanel>
            ))}
            {tabs.length === 0 && <EmptyFloor onLoadLogs={onLoadLogs} />}
          </div>
        </main>
      </div>
      {strips}
    </div>
  );
}

/** A tab is built when it is first looked at, and kept from then on: its scroll place and running queries stay. */
function TabPanel({ id, active, children }: { id: string; active: boolean; children: ReactNode }) {
  const [seen, setSeen] = useState(active);
  if (active && !seen) setSeen(true);
  return (
    <section
      className={style.panel}
      role="tabpanel"
      id={`panel-${id}`}
      aria-labelledby={id}
      data-active={active || undefined}
      inert={!active}
    >
      {seen && children}
    </section>
  );
}

function useTabCommands(tabs: Tab[], activeId: string | null): void {
  const { activate, close } = useWorkspace.getState();
  const at = tabs.findIndex((tab) => tab.id === activeId);
  const turn = (step: number) => () => {
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (next) activate(next.id);
  };
  useCommand('close-tab', activeId === null ? null : () => close(activeId));
  useCommand('next-tab', tabs.length > 1 ? turn(1) : null);
  useCommand('previous-tab', tabs.length > 1 ? turn(-1) : null);
}
