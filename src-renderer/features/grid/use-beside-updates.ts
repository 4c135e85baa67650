// Reads a pane's rows again when a verification has ended or rules were run, where they can say something of it.
import { useEffect } from 'react';
import type { TableInfo } from '../../../shared/contract/views.ts';
import type { View } from '../../../shared/query/view.ts';
import { type Beside, useBeside } from '../../ui/beside-rows.ts';
import { usePaneStore } from './pane-context.ts';
import { noRows } from './table/selection.ts';

const kinds: Beside[] = ['verdicts', 'findings'];

export function useBesideUpdates(): void {
  const store = usePaneStore();
  useEffect(
    () =>
      useBeside.subscribe((now, before) => {
        const { table, history, opened, reload } = store.getState();
        const changed = kinds.filter((kind) => now[kind] !== before[kind] && saysBeside(table, kind));
        if (!opened || changed.length === 0) return;
        // The places that are selected may be those of other rows now.
        if (changed.some((kind) => asksForBeside(history.present, kind))) store.setState({ selection: noRows });
        reload();
      }),
    [store],
  );
}

const told = { verdicts: 'verdict', findings: 'findings' };

/** Tables of the case's account are written anew by both, or tell of them. */
export const saysBeside = ({ kind, columns }: Pick<TableInfo, 'kind' | 'columns'>, of: Beside): boolean =>
  kind === 'account' || columns.some(({ name }) => name === told[of]);

const named = { verdicts: /verdict/i, findings: /\b(rules|findings)\b/i };

/** A word of a query that is no field costs a selection too many. */
export const asksForBeside = ({ where, sort, query }: View, of: Beside): boolean =>
  named[of].test(JSON.stringify([where, sort, query?.text ?? '']));
