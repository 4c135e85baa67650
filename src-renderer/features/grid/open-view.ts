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
    if (opened?.key === key && opened.attempt === attempt) return store.setState({ opening: null });
    return follow(store, engine, key, attempt);
  }, [store, engine, key, attempt, wanted]);

  useEffect(
    () => () => {
      const { opened } = store.getState();
      store.setState({ opened: null });
      if (opened) closeView(engine, opened.viewId);
    },
    [store, engine],
  );
}

/** Gives a function that stops following. */
function follow(store: PaneStore, engine: EngineClient, key: string, attempt: number): () => void {
  const abort = new AbortController();
  const { columns: _columns, ...view } = liveView(store.getState().history.present);
  const stop = () => abort.abort();
  store.setState({ opening: { matched: 0, total: 0, scanned: 0, elapsedMs: 0 }, failure: null, stop });

  const run = async () => {
    let mine: string | null = null;
    try {
      for await (const state of await engine.views.open({ view }, { signal: abort.signal })) {
        mine = state.viewId;
        if (abort.signal.aborted) break;
        if (state.state === 'ready') showRows(state);
        else store.setState({ opening: state });
      }
    } catch (error) {
      if (!abort.signal.aborted) {
        store.setState({ opening: null, failure: describeProblem(error, 'show these rows') });
      }
    }
    if (mine && store.getState().opened?.viewId !== mine) closeView(engine, mine);
  };

  const showRows = ({ viewId, matched, total, scanned, elapsedMs }: ViewState) => {
    const before = store.getState().opened;
    const isSame = before?.key === key;
    const opened = { viewId, key, view: view as View, matched, total, scanned, elapsedMs, ready: true, attempt };
    store.setState({ opened, opening: null, ...(isSame ? {} : { selection: noRows }) });
    if (before && before.viewId !== viewId) closeView(engine, before.viewId);
  };

  void run();
  return stop;
}

/** Freeing what is already gone (the case was closed, the engine restarted) is no problem of the user's. */
function closeView(engine: EngineClient, viewId: string): void {
  engine.views.close({ viewId }).catch((error: unknown) => console.debug('view already closed', error));
}
