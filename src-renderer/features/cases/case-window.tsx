// The window of an open case: bar on top, tables at the left, tabs and what they show, loads at the bottom.
import { type ReactNode, useEffect, useRef } from 'react';
import { z } from 'zod';
import { useCase } from '../../ui/case.ts';
import { ResizeEdge } from '../../ui/controls/resize-edge.tsx';
import { useDataVersion } from '../../ui/data-version.ts';
import { useEngine } from '../../ui/engine.ts';
import { openNewPivot } from '../../ui/open-pivot.ts';
import { showProblem } from '../../ui/problem.ts';
import { useRemembered, useRememberedNumber } from '../../ui/remembered.ts';
import { refreshViews } from '../../ui/saved-views.ts';
import { refreshTables } from '../../ui/tables.ts';
import { useCommand } from '../../ui/window/commands.ts';
import { countSides, mostSides, sideOf, tabsOn } from '../../ui/window/sides.ts';
import { enterPart, goToPart, windowPart } from '../../ui/window/window-parts.ts';
import { type Tab, useWorkspace } from '../../ui/window/workspace.ts';
import { askToPack } from './archive/archive-store.ts';
import style from './case-window.module.css';
import { EmptyFloor } from './empty-floor.tsx';
import { Floor } from './floor.tsx';
import { keepTabs } from './keep-tabs.ts';
import { leaveCase, pickAndOpenCase } from './open-case.ts';
import { Sidebar } from './sidebar.tsx';
import { TopBar } from './top-bar.tsx';

type Props = {
  renderTab: (tab: Tab, shown: boolean) => ReactNode;
  onLoadLogs: () => void;
  /** The strips at the bottom that show a running load. */
  strips: ReactNode;
};

export function CaseWindow({ renderTab, onLoadLogs, strips }: Props) {
  const engine = useEngine();
  const [sidebar, setSidebar] = useRemembered('sidebar-shown', z.boolean(), true);
  const [width, setWidth] = useRememberedNumber('sidebar-width', 232);
  const version = useDataVersion((state) => state.version);
  const name = useCase((state) => state.info?.name ?? '');

  useEffect(() => keepTabs(engine), [engine]);
  // For the palette, which offers them by name.
  useEffect(() => {
    refreshViews(engine).catch((error: unknown) => showProblem(error, 'read the saved views'));
  }, [engine]);
  // They were read when the case was opened.
  const read = useRef(version);
  useEffect(() => {
    if (version === read.current) return;
    read.current = version;
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
  useCommand('show-evidence', () => useWorkspace.getState().openPage('loads'));
  useCommand('show-findings', () => useWorkspace.getState().openPage('findings'));
  useCommand('show-novelty', () => useWorkspace.getState().openPage('novelty'));
  useCommand('show-indicators', () => useWorkspace.getState().openPage('indicators'));
  useCommand('show-notebook', () => useWorkspace.getState().openPage('notebook'));
  useCommand('show-clocks', () => useWorkspace.getState().showDialog({ kind: 'clocks' }));
  useCommand('show-coverage', () => useWorkspace.getState().openPage('coverage'));
  useCommand('show-integrity', () => useWorkspace.getState().openPage('integrity'));
  useCommand('show-report', () => useWorkspace.getState().openPage('report'));
  useCommand('show-journal', () => useWorkspace.getState().openPage('journal'));
  useCommand('show-custody', () => useWorkspace.getState().openPage('custody'));
  useCommand('show-formats', () => useWorkspace.getState().openPage('formats'));
  useCommand('saved-views', () => useWorkspace.getState().showDialog({ kind: 'views', view: null }));
  useCommand('new-console', () => useWorkspace.getState().openConsole(''));
  useCommand('new-pivot', openNewPivot);
  useCommand('pack-case', () => askToPack(useCase.getState().info));
  useCommand('close-case', () => void leaveCase(engine));
  useCommand('open-case', () => void pickAndOpenCase(engine));
  useCommand('toggle-sidebar', () => setSidebar(!sidebar));
  useFloorCommands();

  return (
    <div className={style.window}>
      <TopBar sidebar={sidebar} onSidebar={() => setSidebar(!sidebar)} onLoadLogs={onLoadLogs} />
      <div className={style.middle}>
        {sidebar && (
          <section className={style.side} aria-label="What is in the case" {...windowPart}>
            <Sidebar width={width} />
            <ResizeEdge label="Width of the tables" width={width} min={160} max={480} onWidth={setWidth} />
          </section>
        )}
        <Floor renderTab={renderTab} empty={<EmptyFloor onLoadLogs={onLoadLogs} />} />
      </div>
      {strips}
    </div>
  );
}

function useFloorCommands(): void {
  const { tabs: all, activeId, activate, close, sendAside, move } = useWorkspace();
  const active = all.find((tab) => tab.id === activeId);
  const tabs = active ? tabsOn(all, sideOf(active)) : [];
  const sides = countSides(all);
  const turn = (step: number) => () => {
    const next = tabs[(tabs.indexOf(active!) + step + tabs.length) % tabs.length];
    if (next) activate(next.id);
  };
  useCommand('close-tab', active ? () => close(active.id) : null);
  useCommand('next-tab', tabs.length > 1 ? turn(1) : null);
  useCommand('previous-tab', tabs.length > 1 ? turn(-1) : null);
  useCommand('send-aside', active ? () => sendAside(active.id) : null);
  const hasRoom = sides > 1 && sides < mostSides && tabs.length > 1;
  useCommand('send-to-new-side', active && hasRoom ? () => move(active.id, sides) : null);
  useCommand('next-part', () => goToPart(1));
  useCommand('previous-part', () => goToPart(-1));
  useEffect(() => followKeyboard(activeId), [activeId]);
}

/** The keyboard leaves a side whose tab gave way to one on another side. */
function followKeyboard(activeId: string | null): void {
  const panel = document.getElementById(`panel-${activeId}`);
  const at = document.activeElement?.closest('[role="tabpanel"][data-window-part]');
  if (panel && at && at !== panel) enterPart(panel);
}
