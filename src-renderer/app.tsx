// The floor plan: which feature shows what, and what one feature is given of another. Features never import each other.
import { lazy, type ReactNode, Suspense, use, useEffect, useState } from 'react';
import { AcquireStrip } from './features/acquire/acquire-strip.tsx';
import { findRunningAcquisition, forgetAcquisitions } from './features/acquire/acquisition-store.ts';
import { signOut } from './features/acquire/connect/login-store.ts';
import { useEvidenceEntries } from './features/acquire/evidence-entries.tsx';
import { acquireShortcuts } from './features/acquire/shortcuts.ts';
import { ArchiveDialog } from './features/cases/archive/archive-dialog.tsx';
import { CaseWindow } from './features/cases/case-window.tsx';
import { HelpDialog } from './features/cases/help-dialog.tsx';
import { NewCaseDialog } from './features/cases/new-case-dialog.tsx';
import { showCase } from './features/cases/open-case.ts';
import { StartScreen } from './features/cases/start-screen.tsx';
import { ClocksStrip } from './features/clocks/clocks-strip.tsx';
import { consoleShortcuts } from './features/console/shortcuts.ts';
import { coverageShortcuts } from './features/coverage/shortcuts.ts';
import { FindEntity } from './features/entities/find-entity.tsx';
import { followSessions } from './features/entities/sessions-store.ts';
import { SessionsStrip } from './features/entities/sessions-strip.tsx';
import { entityShortcuts } from './features/entities/shortcuts.ts';
import { followFindings } from './features/findings/findings-store.ts';
import { FindingsStrip } from './features/findings/findings-strip.tsx';
import { findingsShortcuts } from './features/findings/shortcuts.ts';
import { gridShortcuts } from './features/grid/shortcuts.ts';
import { forgetVerification } from './features/integrity/verification-store.ts';
import { VerifyStrip } from './features/integrity/verify-strip.tsx';
import { journalShortcuts } from './features/journal/shortcuts.ts';
import { notebookShortcuts } from './features/notebook/shortcuts.ts';
import { noveltyShortcuts } from './features/novelty/shortcuts.ts';
import { Palette } from './features/palette/palette.tsx';
import { pivotShortcuts } from './features/pivot/shortcuts.ts';
import { reportShortcuts } from './features/report/shortcuts.ts';
import { countOf, loadDropped, useDrop } from './features/sources/drop-store.ts';
import { DropHint, DropTarget } from './features/sources/drop-target.tsx';
import { LoadDialog, pickAndLoad } from './features/sources/load-dialog.tsx';
import { findRunningLoad, stopFollowing } from './features/sources/load-store.ts';
import { LoadStrip } from './features/sources/load-strip.tsx';
import { LoadsPane } from './features/sources/loads-pane.tsx';
import { UploadStrip } from './features/sources/upload-strip.tsx';
import { ConnectionNotice } from './transport/connection-notice.tsx';
import { useCase } from './ui/case.ts';
import { ConfirmDialog } from './ui/controls/confirm-dialog.tsx';
import { Opening } from './ui/controls/opening.tsx';
import { Toasts } from './ui/controls/toasts.tsx';
import { type EngineClient, EngineContext, useEngine } from './ui/engine.ts';
import { PathPicker } from './ui/path-picker/path-picker.tsx';
import { showProblem } from './ui/problem.ts';
import { useCommand } from './ui/window/commands.ts';
import { useHasKeyboard } from './ui/window/keyboard-side.ts';
import { useWindowKeys } from './ui/window/window-keys.ts';
import { type AcquireWay, type PageKind, type Tab, useWorkspace } from './ui/window/workspace.ts';

// The grid and the editor are the largest parts; the start screen does not wait for them.
const loadGrid = () => import('./features/grid/grid-pane.tsx');
const GridPane = lazy(async () => ({ default: (await loadGrid()).GridPane }));
const ConsolePane = lazy(async () => ({ default: (await import('./features/console/console-pane.tsx')).ConsolePane }));
const PivotPane = lazy(async () => ({ default: (await import('./features/pivot/pivot-pane.tsx')).PivotPane }));
const AcquirePane = lazy(async () => ({ default: (await import('./features/acquire/acquire-pane.tsx')).AcquirePane }));
const EntityPane = lazy(async () => ({ default: (await import('./features/entities/entity-pane.tsx')).EntityPane }));
const CoveragePane = lazy(async () => ({
  default: (await import('./features/coverage/coverage-pane.tsx')).CoveragePane,
}));
const ReportPane = lazy(async () => ({ default: (await import('./features/report/report-pane.tsx')).ReportPane }));
const JournalPane = lazy(async () => ({ default: (await import('./features/journal/journal-pane.tsx')).JournalPane }));
const CustodyPane = lazy(async () => ({ default: (await import('./features/custody/custody-pane.tsx')).CustodyPane }));
const IntegrityPane = lazy(async () => ({
  default: (await import('./features/integrity/integrity-pane.tsx')).IntegrityPane,
}));
const FindingsPane = lazy(async () => ({
  default: (await import('./features/findings/findings-pane.tsx')).FindingsPane,
}));
const NoveltyPane = lazy(async () => ({ default: (await import('./features/novelty/novelty-pane.tsx')).NoveltyPane }));
const FormatsPane = lazy(async () => ({ default: (await import('./features/formats/formats-pane.tsx')).FormatsPane }));
const IndicatorsPane = lazy(async () => ({
  default: (await import('./features/indicators/indicators-pane.tsx')).IndicatorsPane,
}));
const NotebookPane = lazy(async () => ({
  default: (await import('./features/notebook/notebook-pane.tsx')).NotebookPane,
}));
const ViewsDialog = lazy(async () => ({ default: (await import('./features/notebook/views-dialog.tsx')).ViewsDialog }));
const ClocksDialog = lazy(async () => ({
  default: (await import('./features/clocks/clocks-dialog.tsx')).ClocksDialog,
}));
const ExportDialog = lazy(async () => ({
  default: (await import('./features/export/export-dialog.tsx')).ExportDialog,
}));

export function App({ engine }: { engine: Promise<EngineClient> }) {
  return (
    <>
      <Suspense fallback={<Opening />}>
        <Connected engine={engine} />
      </Suspense>
      <Toasts />
      <ConnectionNotice />
    </>
  );
}

function Connected({ engine }: { engine: Promise<EngineClient> }) {
  return (
    <EngineContext value={use(engine)}>
      <Floor />
    </EngineContext>
  );
}

function Floor() {
  const engine = useEngine();
  const caseId = useCase((state) => state.info?.id ?? null);
  const switching = useCase((state) => state.switching);
  const [asked, setAsked] = useState(false);
  useWindowKeys();

  // A case can be open already: the page was reloaded, or the host was started with one.
  useEffect(() => {
    engine.cases
      .current()
      .then((info) => {
        if (!info) return;
        void loadGrid(); // While the engine lists the tables; whoever shows a grid hears of a failure.
        return showCase(engine, info);
      })
      .catch((error: unknown) => showProblem(error, 'ask which case is open'))
      .finally(() => setAsked(true));
  }, [engine]);
  useEffect(() => {
    if (caseId === null) return;
    void findRunningLoad(engine);
    void findRunningAcquisition(engine);
    const unfollow = followSessions(engine);
    const unfollowFindings = followFindings(engine);
    return () => {
      unfollow();
      unfollowFindings();
      stopFollowing();
      forgetAcquisitions();
      forgetVerification();
      signOut(engine);
    };
  }, [engine, caseId]);

  if (!asked) return <Opening />;
  return (
    <>
      {caseId === null && !switching && <StartScreen dropZone={<DropHint />} />}
      {caseId !== null && (
        <CaseWindow
          key={caseId}
          renderTab={(tab, shown) => <TabContent tab={tab} shown={shown} />}
          onLoadLogs={() => void pickAndLoad()}
          strips={
            <>
              <UploadStrip />
              <LoadStrip />
              <AcquireStrip />
              <SessionsStrip />
              <FindingsStrip />
              <VerifyStrip />
              <ClocksStrip />
            </>
          }
        />
      )}
      <NewCase />
      {caseId === null && <AcquireWithoutCase />}
      <ArchiveDialog />
      <LoadDialog />
      <LazyDialogs />
      <DroppedWithoutCase />
      <DropTarget />
      <PathPicker />
      <ConfirmDialog />
      <Palette />
      {caseId !== null && <FindEntity />}
      <HelpDialog
        more={[
          ...gridShortcuts,
          ...consoleShortcuts,
          ...findingsShortcuts,
          ...noveltyShortcuts,
          ...notebookShortcuts,
          ...coverageShortcuts,
          ...journalShortcuts,
          ...reportShortcuts,
          ...pivotShortcuts,
          ...entityShortcuts,
          ...acquireShortcuts,
        ]}
      />
    </>
  );
}

const pages: Record<PageKind, (shown: boolean) => ReactNode> = {
  loads: () => <Evidence />,
  findings: () => <FindingsPane />,
  novelty: () => <NoveltyPane />,
  indicators: () => <IndicatorsPane />,
  notebook: () => <NotebookPane />,
  coverage: () => <CoveragePane />,
  integrity: () => <IntegrityPane />,
  report: (shown) => <ReportPane active={shown} />,
  journal: () => <JournalPane />,
  custody: () => <CustodyPane />,
  formats: () => <FormatsPane />,
};

function TabContent({ tab, shown }: { tab: Tab; shown: boolean }): ReactNode {
  const hasKeyboard = useHasKeyboard();
  const update = useWorkspace((state) => state.update);
  const content = () => {
    if (tab.kind === 'entity')
      return <EntityPane entity={tab.entity} scope={tab.scope} onScope={(scope) => update(tab.id, { scope })} />;
    if (tab.kind === 'acquire')
      return (
        <AcquirePane
          way={tab.way}
          acquisitionId={tab.acquisitionId}
          onAcquisition={(acquisitionId) => update(tab.id, { acquisitionId })}
        />
      );
    if (tab.kind === 'pivot')
      return (
        <PivotPane
          pivot={tab.pivot}
          title={tab.title}
          active={shown}
          onChange={(pivot) => update(tab.id, { pivot })}
          onTitle={(title) => update(tab.id, { title })}
        />
      );
    if (tab.kind === 'grid')
      return <GridPane view={tab.view} active={shown} onViewChange={(view) => update(tab.id, { view })} />;
    if (tab.kind !== 'console') return pages[tab.kind](shown);
    return (
      <ConsolePane
        tabId={tab.id}
        sql={tab.sql}
        active={shown && hasKeyboard}
        onSqlChange={(sql) => update(tab.id, { sql })}
        renderGrid={(view, onViewChange) => <GridPane view={view} active={shown} onViewChange={onViewChange} />}
      />
    );
  };
  return <Suspense fallback={null}>{content()}</Suspense>;
}

function Evidence() {
  return <LoadsPane others={useEvidenceEntries()} />;
}

function LazyDialogs() {
  const kind = useWorkspace((state) => state.dialog?.kind);
  return (
    <Suspense fallback={null}>
      {kind === 'export' && <ExportDialog />}
      {kind === 'views' && <ViewsDialog />}
      {kind === 'clocks' && <ClocksDialog />}
    </Suspense>
  );
}

function NewCase() {
  const [creating, setCreating] = useState(false);
  useCommand('new-case', () => setCreating(true));
  return creating && <NewCaseDialog onClose={() => setCreating(false)} />;
}

/** Acquiring while no case is open: a case is made for it first. */
function AcquireWithoutCase() {
  const [way, setWay] = useState<AcquireWay | null>(null);
  useCommand('acquire-s3', () => setWay('s3'));
  useCommand('acquire-cloudtrail', () => setWay('cloudtrail'));
  if (way === null) return null;
  return (
    <NewCaseDialog
      note={`What you acquire from ${way === 's3' ? 'S3' : 'the CloudTrail API'} will be kept in it. Then you sign in and choose.`}
      onClose={() => setWay(null)}
      onCreated={() => useWorkspace.getState().openAcquire(way)}
    />
  );
}

/** Files dropped while no case is open: a case is made for them, then they are loaded into it. */
function DroppedWithoutCase() {
  const engine = useEngine();
  const waiting = useDrop((state) => state.waiting);
  if (!waiting) return null;
  const count = countOf(waiting);
  return (
    <NewCaseDialog
      note={`${count === 1 ? 'What you dropped' : `The ${count} things you dropped`} will be loaded into it.`}
      onClose={() => useDrop.setState({ waiting: null })}
      onCreated={() => void loadDropped(engine, waiting)}
    />
  );
}
