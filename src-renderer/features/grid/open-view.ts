// Opens the pane's view in the engine and follows it. The latest change wins: an older view on its way is aborted. The rows
// on screen stay until the new ones can be shown.
import { useEffect, useRef } from 'react';
import type { ViewState } from '../../../shared/contract/views.ts';
import { liveView, rowsKey } from '../../../shared/query/edit.ts';
import type { View } from '../../../shared/query/view.ts';
import { type EngineClient, useEngine } from '../../ui/engine.ts';
import { describeProblem } from '../../ui/problem.ts';
import { usePane, usePaneStore } from './pane-context.ts';
import type { PaneStore } from './pane-store.ts';
import { noRows } from './table/selection.ts';

/**
 * Rows of a view that is still being looked for take the place of the old ones only after this long: most are quicker. An
 * empty pane shows them at once.
 */
const patienceMs = 150;

/** `active`: a pane that has never been looked at does not open its view yet. */
export function useOpenedView(active: boolean): void {
  const store = usePaneStore();
  const engine = useEngine();
  const key = usePane((state) => rowsKey(state.history.present));
  const attempt = usePane((state) => state.attempt);
  const seen = useRef(active);
  seen.current ||= active;
  const wanted = seen.current;

  useEffect(() => {
    if (!wanted) return;
    const { opened } = store.getState();
    if (opened?.key === key && opened.attempt === attempt && opened.ready) return store.setState({ opening: null });
    return follow(store, engine, key, attempt);
  }, [store, engine, key, attempt, wanted]);

  useEffect(
    () => () => {
      const { opened, previous } = store.getState();
      store.setState({ opened: null, previous: null });
      for (const view of [opened, previous]) if (view?.ready) closeView(engine, view.viewId);
    },
    [store, engine],
  );
}

/** Gives a function that stops following. */
function follow(store: PaneStore, engine: EngineClient, key: string, attempt: number): () => void {
  const abort = new AbortController();
  const { columns: _columns, ...view } = liveView(store.getState().history.present);
  const stop = () => abort.abort();
  const began = performance.now();
  let patient = store.getState().opened !== null;
  let latest: ViewState | null = null;
  store.setState({ opening: { began, matched: 0, total: 0, scanned: 0 }, failure: null, stop });

  const run = async () => {
    let mine: string | null = null;
    let ready = false;
    try {
      for await (const state of await engine.views.open({ view }, { signal: abort.signal })) {
        mine = state.viewId;
        if (abort.signal.aborted) break;
        ready = state.state === 'ready';
        latest = state;
        if (ready) clearTimeout(timer);
        if (ready || !patient) showRows(state, ready);
        else tellProgress(state);
      }
    } catch (error) {
      if (!abort.signal.aborted) fail(error, mine);
    } finally {
      clearTimeout(timer);
    }
    // The engine frees a view whose stream was cut; one that was ready but came too late is freed here.
    if (mine && ready && store.getState().opened?.viewId !== mine) closeView(engine, mine);
  };

  const timer = setTimeout(() => {
    patient = false;
    if (latest && !abort.signal.aborted) showRows(latest, false);
  }, patienceMs);

  const tellProgress = ({ matched, total, scanned }: ViewState) => {
    const { opening } = store.getState();
    if (opening) store.setState({ opening: { ...opening, matched, total, scanned } });
  };

  const showRows = (state: ViewState, ready: boolean) => {
    const { opened: before, previous } = store.getState();
    const isShown = before?.viewId === state.viewId;
    tellProgress(state);
    if (!ready && state.matched === 0 && !isShown) return;
    const { viewId, matched, total, scanned } = state;
    const elapsedMs = performance.now() - began;
    const opened = { viewId, key, view: view as View, matched, total, scanned, elapsedMs, ready, attempt };
    const replaced = isShown ? previous : (previous ?? before);
    const isSameRows = (isShown ? before : replaced)?.key === key;
    store.setState({
      opened,
      ...(ready ? { opening: null, previous: null } : { previous: replaced }),
      ...(isSameRows ? {} : { selection: noRows }),
    });
    if (ready && replaced) closeView(engine, replaced.viewId);
  };

  const fail = (error: unknown, mine: string | null) => {
    const { opened, previous } = store.getState();
    const failure = describeProblem(error, 'show these rows');
    const back = opened?.viewId === mine ? { opened: previous, previous: null } : {};
    store.setState({ opening: null, failure, ...back });
  };

  void run();
  return stop;
}

/** Freeing what is already gone (the case was closed, the engine restarted) is no problem of the user's. */
function closeView(engine: EngineClient, viewId: string): void {
  engine.views.close({ viewId }).catch((error: unknown) => console.debug('view already closed', error));
}
