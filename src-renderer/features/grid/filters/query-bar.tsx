// The search bar: the query of the view as text. Enter applies it: on millions of raw records that takes seconds, so not
// with every letter.

import type { EditorView } from '@codemirror/view';
import { ActionIcon, Menu } from '@mantine/core';
import { IconEye, IconEyeOff, IconHistory, IconListDetails, IconSearch, IconX } from '@tabler/icons-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { setQuery, toggleQuery } from '../../../../shared/query/edit.ts';
import { queryToFilters } from '../../../../shared/query/query-text/convert.ts';
import type { QueryText } from '../../../../shared/query/view.ts';
import { useTimeZone } from '../../../ui/case.ts';
import { useEngine } from '../../../ui/engine.ts';
import { showProblem } from '../../../ui/problem.ts';
import { usePane, usePaneStore, useView } from '../pane-context.ts';
import styles from './query.module.css';
import { createQueryEditor, type QueryActions, replaceText } from './query-editor.ts';
import { QueryHelp } from './query-help.tsx';
import { type Mistake, setMistake } from './query-look.ts';
import { QueryMistake } from './query-mistake.tsx';
import { mistakeIn } from './query-offers.ts';
import { addRecent, readRecent } from './recent-queries.ts';

export function QueryBar({ input }: { input: RefObject<HTMLElement | null> }) {
  const store = usePaneStore();
  const engine = useEngine();
  const zone = useTimeZone();
  const query = useView().query;
  const applied = query?.text ?? '';
  const from = usePane((state) => state.history.present.from);
  const [text, setText] = useState(applied);
  const [mistake, tellMistake] = useState<Mistake | null>(null);
  const [recent, setRecent] = useState<string[]>([]);
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView | null>(null);

  const mark = (found: Mistake | null) => {
    editor.current?.dispatch({ effects: setMistake.of(found) });
    tellMistake(found);
  };
  const apply = (wanted: string) => {
    const found = mistakeIn(wanted, store.getState().table, zone);
    mark(found);
    if (found) return;
    store.getState().edit((view) => setQuery(view, { text: wanted, ...(zone === 'UTC' ? {} : { zone }) }));
    replaceText(editor.current!, wanted.trim());
    if (wanted.trim() === '') return;
    addRecent(engine, from, wanted.trim())
      .then(setRecent)
      .catch((error: unknown) => showProblem(error, 'keep the query'));
  };
  const use = (wanted: string) => {
    replaceText(editor.current!, wanted);
    apply(wanted);
  };
  const actions: QueryActions = {
    onChange(now) {
      setText(now);
      // Once told, a mistake is looked for with every letter, so that its end is seen.
      if (mistake) queueMicrotask(() => mark(mistakeIn(now, store.getState().table, zone)));
    },
    apply: () => apply(editor.current!.state.doc.toString()),
    restore() {
      if (text === applied) return false;
      replaceText(editor.current!, applied);
      mark(null);
      return true;
    },
    toGrid: () => store.getState().handle?.refocus(),
  };
  const latest = useRef({ actions, zone, recent });
  latest.current = { actions, zone, recent };
  const first = useRef(applied);

  useEffect(() => {
    readRecent(engine, from)
      .then(setRecent)
      .catch((error: unknown) => showProblem(error, 'read the recent queries'));
  }, [engine, from]);

  useEffect(() => {
    const sources = {
      engine,
      table: () => store.getState().table,
      view: () => store.getState().history.present,
      zone: () => latest.current.zone,
      recent: () => latest.current.recent,
    };
    const made = createQueryEditor(host.current!, first.current, sources, () => latest.current.actions);
    editor.current = made;
    input.current = made.contentDOM;
    return () => {
      first.current = made.state.doc.toString();
      made.destroy();
      editor.current = null;
      input.current = null;
    };
  }, [engine, store, input]);

  useEffect(() => {
    if (editor.current) replaceText(editor.current, applied);
    tellMistake(null);
  }, [applied]);

  // The engine's regular expressions are its own: it alone can tell that it does not take one. The notice says what and why.
  const refused = usePane((state) => (state.failure?.place && query?.enabled !== false ? state.failure : null));
  useEffect(() => {
    if (!refused?.place || !editor.current || editor.current.state.doc.toString() !== applied) return;
    const { message, place } = refused;
    editor.current.dispatch({ effects: setMistake.of({ ...place, message, instead: [] }) });
    return () => editor.current?.dispatch({ effects: setMistake.of(null) });
  }, [refused, applied]);

  const isPending = text !== applied;
  return (
    <search
      className={styles.bar}
      data-wrong={mistake !== null || (refused !== null && !isPending) || undefined}
      data-off={(query?.enabled === false && !isPending) || undefined}
    >
      <IconSearch size={14} className={styles.glass} />
      <div ref={host} className={styles.editor} />
      <div className={styles.tools}>
        {isPending && text !== '' && <kbd className={styles.hint}>Enter ↵</kbd>}
        {query && !isPending && <AppliedTools query={query} />}
        {text !== '' && (
          <ActionIcon aria-label="Clear the search" title="Clear the search" onClick={() => use('')}>
            <IconX size={13} />
          </ActionIcon>
        )}
        <Menu position="bottom-end" width={420} withinPortal>
          <Menu.Target>
            <ActionIcon aria-label="Recent queries" title="Recent queries (↑)" disabled={recent.length === 0}>
              <IconHistory size={14} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
            <Menu.Label>Recent queries</Menu.Label>
            {recent.map((one) => (
              <Menu.Item key={one} onClick={() => use(one)} className="pm-mono">
                {one}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <QueryHelp onUse={(example) => replaceText(editor.current!, example)} />
      </div>
      {mistake && (
        <QueryMistake
          mistake={mistake}
          onUse={(instead) => {
            const { offset, length } = mistake;
            replaceText(editor.current!, text.slice(0, offset) + instead + text.slice(offset + length));
            editor.current!.focus();
          }}
        />
      )}
    </search>
  );
}

/** What can be done with a query that stands: take it apart, or switch it off for a while. */
function AppliedTools({ query }: { query: QueryText }) {
  const edit = usePane((state) => state.edit);
  const table = usePane((state) => state.table);
  const isOn = query.enabled !== false;
  const split = () => {
    try {
      edit((view) => queryToFilters(view, table));
    } catch (error) {
      showProblem(error, 'split the query');
    }
  };
  return (
    <>
      <ActionIcon aria-label="Split into chips" title="Split into chips" onClick={split}>
        <IconListDetails size={14} />
      </ActionIcon>
      <ActionIcon
        aria-label={isOn ? 'Turn the query off' : 'Turn the query on'}
        title={isOn ? 'Turn the query off' : 'Turn the query on'}
        onClick={() => edit(toggleQuery)}
      >
        {isOn ? <IconEye size={14} /> : <IconEyeOff size={14} />}
      </ActionIcon>
    </>
  );
}
