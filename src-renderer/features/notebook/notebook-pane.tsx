// The notebook: what was found, in the order of time, with texts and saved views between. It follows the marks: a row that is
// tagged, starred or noted anywhere stands here at once.
import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { layOut } from '../../../shared/marks/arrange.ts';
import { useDataVersion } from '../../ui/data-version.ts';
import { useEngine } from '../../ui/engine.ts';
import { showProblem } from '../../ui/problem.ts';
import { useTagStore } from '../../ui/tags.ts';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import { moveFocus } from '../../ui/window/roving.ts';
import { EntryCard } from './entry-card.tsx';
import styles from './notebook.module.css';
import { NotebookContext, useNotebook, useNotebookStore } from './notebook-context.ts';
import { createNotebookStore, pageRows, sectionsOf } from './notebook-store.ts';
import { NotebookTools } from './notebook-tools.tsx';
import { Pager } from './pager.tsx';
import { SectionCard } from './section-card.tsx';
import { useNotebookKeys } from './use-notebook-keys.ts';

export function NotebookPane() {
  const engine = useEngine();
  const [store] = useState(() => createNotebookStore(engine));
  const marks = useTagStore((state) => state.version);
  const data = useDataVersion((state) => state.version);
  useEffect(() => {
    store
      .getState()
      .read()
      .catch((error: unknown) => showProblem(error, 'read the notebook'));
  }, [store]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: newer marks and data are the reason to read again
  useEffect(() => {
    if (store.getState().history) void store.getState().refresh();
  }, [store, marks, data]);
  return (
    <NotebookContext value={store}>
      <Notebook />
    </NotebookContext>
  );
}

function Notebook() {
  const side = useSideName();
  const pane = useRef<HTMLElement>(null);
  const opened = useNotebook((state) => state.opened);
  const problem = useNotebook((state) => state.problem);
  const refresh = useNotebook((state) => state.refresh);
  useNotebookKeys(pane);
  return (
    <section ref={pane} className={styles.pane} aria-label={`Notebook${side}`}>
      <NotebookTools />
      {problem && (
        <div className={styles.problem} role="alert">
          <b>{problem.title}.</b> {problem.message}
          <Button variant="default" size="compact-xs" onClick={() => void refresh()}>
            Try again
          </Button>
        </div>
      )}
      {opened && <Items />}
    </section>
  );
}

function Items() {
  const store = useNotebookStore();
  const opened = useNotebook((state) => state.opened)!;
  const sections = useNotebook(sectionsOf);
  const page = useNotebook((state) => state.page);
  const entries = useNotebook((state) => state.entries);
  const from = page * pageRows;
  const items = layOut(sections, opened.after, opened.rows, from, from + entries.length);
  if (items.length === 0)
    return <Nothing total={opened.total} onAll={() => store.getState().show({ tag: null, only: 'all' })} />;
  return (
    <>
      <ol className={styles.items} aria-label="Findings in the order of time" onKeyDown={moveFocus}>
        {items.map((item) =>
          item.kind === 'section' ? (
            <SectionCard key={item.section.id} section={item.section} />
          ) : (
            <EntryCard key={`row ${item.at}`} entry={entries[item.at - from]!} at={item.at} />
          ),
        )}
      </ol>
      <Pager />
    </>
  );
}

function Nothing({ total, onAll }: { total: number; onAll: () => void }) {
  if (total > 0)
    return (
      <div className={styles.nothing}>
        <p>No marked row is of this kind.</p>
        <Button variant="default" onClick={onAll}>
          Show all {total.toLocaleString('en-US')}
        </Button>
      </div>
    );
  return (
    <div className={styles.nothing}>
      <p>Nothing was found yet.</p>
      <p className="pm-dim">
        In a grid, press <kbd>1</kbd> … <kbd>9</kbd> to tag a row, <kbd>s</kbd> to star it, <kbd>n</kbd> to write a
        note.
        <br />
        Each such row stands here in the order of time, with what you write between.
      </p>
    </div>
  );
}
