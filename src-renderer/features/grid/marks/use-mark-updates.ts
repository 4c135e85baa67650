// Keeps the grid's rows in step with marks, whoever changed them: the pages on screen are read again, and a view that looks for
// marks is opened again.
import { useEffect } from 'react';
import { looksForMarks } from '../../../../shared/marks/ask-marks.ts';
import { useTagStore, useTags } from '../../../ui/tags.ts';
import { usePaneStore } from '../pane-context.ts';
import { noRows } from '../table/selection.ts';
import { canMark } from './mark-places.ts';

export function useMarkUpdates(): void {
  const store = usePaneStore();
  const tags = useTags();
  useEffect(
    () =>
      useTagStore.subscribe(({ version }, before) => {
        const { table, history, opened, handle, reload } = store.getState();
        if (version === before.version || !canMark(table) || !opened) return;
        if (!looksForMarks(table, history.present)) return handle?.refresh();
        // The places that are selected may be those of other rows now.
        store.setState({ selection: noRows });
        reload();
      }),
    [store],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: other colours are painted on the same rows
  useEffect(() => store.getState().handle?.repaint(), [store, tags]);
}
