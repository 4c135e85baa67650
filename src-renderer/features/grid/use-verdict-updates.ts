// Reads a pane's rows again when a verification has ended, where they can say something of verdicts.
import { useEffect } from 'react';
import type { TableInfo } from '../../../shared/contract/views.ts';
import type { View } from '../../../shared/query/view.ts';
import { useVerdicts } from '../../ui/verdicts.ts';
import { usePaneStore } from './pane-context.ts';
import { noRows } from './table/selection.ts';

export function useVerdictUpdates(): void {
  const store = usePaneStore();
  useEffect(
    () =>
      useVerdicts.subscribe(({ version }, before) => {
        const { table, history, opened, reload } = store.getState();
        if (version === before.version || !opened || !saysVerdicts(table)) return;
        // The places that are selected may be those of other rows now.
        if (asksForVerdicts(history.present)) store.setState({ selection: noRows });
        reload();
      }),
    [store],
  );
}

/** Tables of the case's account are written anew by a verification, or tell of it. */
export const saysVerdicts = ({ kind, columns }: Pick<TableInfo, 'kind' | 'columns'>): boolean =>
  kind === 'account' || columns.some(({ name }) => name === 'verdict');

/** A word of a query that is no field costs a selection too many. */
export const asksForVerdicts = ({ where, sort, query }: View): boolean =>
  /verdict/i.test(JSON.stringify([where, sort, query?.text ?? '']));
