// The SQL console: an editor, what its statements gave, and lists of questions, saved queries and past runs.
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { View } from '../../../shared/query/view.ts';
import { SaveDialog } from '../../ui/controls/save-dialog.tsx';
import { useEngine } from '../../ui/engine.ts';
import { showNote, showProblem } from '../../ui/problem.ts';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import { isDialogOpen } from '../../ui/window/typing.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';
import style from './console.module.css';
import { actionFor } from './console-keys.ts';
import { loadHistory } from './history.ts';
import { HistoryPanel } from './history-panel.tsx';
import { QuestionsPanel } from './questions-panel.tsx';
import { Results, type ResultTab } from './results.tsx';
import { SavedPanel } from './saved-panel.tsx';
import { findSaved, loadSavedQueries, saveQuery } from './saved-queries.ts';
import { Split } from './split.tsx';
import { type EditorHandle, SqlEditor } from './sql-editor.tsx';
import { type Piece, pieceToRun, splitStatements, summarise, wholeText } from './statements.ts';
import { type PanelKind, Toolbar } from './toolbar.tsx';
import { useCatalog } from './use-catalog.ts';
import { useExplain } from './use-explain.ts';
import { useRun } from './use-run.ts';

export type ConsolePaneProps = {
  tabId: string;
  sql: string;
  onSqlChange: (sql: string) => void;
  active: boolean;
  renderGrid: (view: View, onViewChange: (view: View) => void) => ReactNode;
};

const defaultRowLimit = 10_000_000;

export function ConsolePane({ tabId, sql, onSqlChange, active, renderGrid }: ConsolePaneProps) {
  const engine = useEngine();
  const side = useSideName();
  const section = useRef<HTMLElement>(null);
  const editor = useRef<EditorHandle | null>(null);
  const catalog = useCatalog();
  const { state, start, cancel } = useRun();
  const { plan, explain, cancel: cancelExplain } = useExplain();
  const [rowLimit, setRowLimit] = useState(defaultRowLimit);
  const [panel, setPanel] = useState<PanelKind | null>(null);
  const [saving, setSaving] = useState(false);
  const [tab, setTab] = useState<ResultTab>('messages');
  const [ranText, setRanText] = useState('');
  const title = useWorkspace((workspace) => workspace.tabs.find((each) => each.id === tabId)?.title ?? 'SQL');
  const { openConsole, update } = useWorkspace.getState();
  const running = state.status === 'running' || plan.status === 'running';

  useEffect(() => {
    loadHistory(engine).catch((error: unknown) => showProblem(error, 'read the history'));
    loadSavedQueries(engine).catch((error: unknown) => showProblem(error, 'read the saved queries'));
  }, [engine]);
  useEffect(() => {
    if (active && !isDialogOpen() && !section.current?.contains(document.activeElement)) editor.current?.focus();
  }, [active]);
  // The tab's text changed from outside, not by typing here.
  useEffect(() => {
    if (editor.current && editor.current.text() !== sql) editor.current.replace(sql);
  }, [sql]);

  // The first result comes to the front as soon as it has rows; an error brings the messages.
  const { run: firstRun, index: firstIndex } = state.outcomes.find((each) => each.run !== null) ?? {};
  useEffect(() => {
    if (firstRun && firstIndex !== undefined) setTab(`result-${firstIndex}`);
  }, [firstRun, firstIndex]);
  useEffect(() => {
    const problem = state.problem;
    if (!problem) return;
    setTab('messages');
    if (problem.offset !== undefined) editor.current?.showError(problem.offset, problem.message);
  }, [state.problem]);
  useEffect(() => {
    if (plan.problem?.offset !== undefined) editor.current?.showError(plan.problem.offset, plan.problem.message);
  }, [plan.problem]);

  const withPiece = (piece: Piece | null, use: (piece: Piece) => void) => {
    if (!piece) return showNote('There is no statement to run yet.');
    editor.current?.settle();
    setRanText(editor.current?.text() ?? '');
    use(piece);
  };
  const run = (piece: Piece | null) =>
    withPiece(piece, (found) => {
      cancelExplain();
      setTab('messages');
      start(found, rowLimit);
    });
  const atCursor = () => pieceToRun(editor.current?.text() ?? '', editor.current?.selection() ?? { from: 0, to: 0 });
  const actions = {
    run: () => run(atCursor()),
    runAll: () => run(wholeText(editor.current?.text() ?? '')),
    explain: (analyze: boolean) =>
      withPiece(atCursor(), (piece) => {
        setTab('plan');
        void explain(onlyFirst(piece), analyze);
      }),
    cancel: () => {
      cancel();
      cancelExplain();
    },
    save: () => setSaving(true),
    panel: (kind: PanelKind) => {
      setPanel(panel === kind ? null : kind);
      if (panel === kind) editor.current?.focus();
    },
  };
  const onKeys = (event: KeyboardEvent) => {
    const action = actionFor(event);
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    if (action.type === 'save') return actions.save();
    if (action.type === 'panel') return actions.panel(action.kind);
    if (running) return showNote('A statement is still running here. Esc cancels it.');
    if (action.type === 'run') actions.run();
    if (action.type === 'runAll') actions.runAll();
    if (action.type === 'explain') actions.explain(action.analyze);
  };
  const onEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || !running) return;
    event.preventDefault();
    actions.cancel();
  };
  useFunctionKey(active && !running, actions.run);

  const closePanel = () => {
    setPanel(null);
    editor.current?.focus();
  };
  return (
    <section
      ref={section}
      className={style.console}
      aria-label={`SQL console${side}`}
      onKeyDownCapture={onKeys}
      onKeyDown={onEscape}
    >
      <Toolbar
        running={running}
        canRun={sql.trim() !== ''}
        rowLimit={rowLimit}
        panel={panel}
        onRun={actions.run}
        onRunAll={actions.runAll}
        onCancel={actions.cancel}
        onExplain={actions.explain}
        onRowLimit={setRowLimit}
        onSave={actions.save}
        onPanel={actions.panel}
      />
      <div className={style.body}>
        <Split
          top={<SqlEditor initial={sql} handle={editor} onChange={onSqlChange} {...catalog} />}
          bottom={
            <Results
              state={state}
              plan={plan}
              text={ranText}
              tab={tab}
              onTab={setTab}
              onGoTo={(offset) => editor.current?.goTo(offset)}
              renderGrid={renderGrid}
            />
          }
        />
        {panel === 'questions' && (
          <QuestionsPanel
            onInsert={(snippet) => editor.current?.append(snippet.sql, snippet.edit)}
            onNewTab={(snippet) => openConsole(snippet.sql, snippet.title)}
            onClose={closePanel}
          />
        )}
        {panel === 'saved' && (
          <SavedPanel
            onOpen={(query) => {
              editor.current?.replace(query.sql);
              update(tabId, { title: query.name });
            }}
            onNewTab={(query) => openConsole(query.sql, query.name)}
            onClose={closePanel}
          />
        )}
        {panel === 'history' && (
          <HistoryPanel
            onInsert={(text) => editor.current?.append(text)}
            onNewTab={(text) => openConsole(text)}
            onClose={closePanel}
          />
        )}
      </div>
      {saving && (
        <SaveDialog
          what="query"
          find={findSaved}
          save={(name) => saveQuery(engine, name, sql)}
          suggestion={title === 'SQL' ? summarise(sql, 60) : title}
          onSaved={(name) => {
            update(tabId, { title: name });
            setSaving(false);
            showNote(`Saved as “${name}”`);
          }}
          onClose={() => setSaving(false)}
        />
      )}
    </section>
  );
}

/** A plan is of one statement: the first of the piece. */
function onlyFirst(piece: Piece): Piece {
  const [first] = splitStatements(piece.sql);
  return first ? { sql: first.sql, from: piece.from + first.from } : piece;
}

/** F5 reloads a browser's page unless the console takes it, wherever the focus is. */
function useFunctionKey(enabled: boolean, run: () => void): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    if (!enabled) return;
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'F5' || event.ctrlKey || event.shiftKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [enabled]);
}
