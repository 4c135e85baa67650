// The answer as it is shown now: the figures of the last answer, in the order and with the totals that the pivot has now.
import { useMemo } from 'react';
import type { Pivot } from '../../../../shared/query/pivot.ts';
import { useTimeZone } from '../../../ui/case.ts';
import { type Heat, makeHeat } from '../heat.ts';
import { type Layout, layOut } from '../layout.ts';
import { usePivot, usePresent } from '../pivot-context.ts';
import type { Answer } from '../pivot-store.ts';
import { keyWords } from '../words.ts';
import { fitWidths, type Widths } from './widths.ts';

export type Shown = Answer & {
  layout: Layout;
  heat: Heat;
  widths: Widths;
  zone: string;
  words: { row: (level: number, id: number) => string; column: (level: number, id: number) => string };
};

export function useShown(): Shown | null {
  const answer = usePivot((state) => state.answer);
  const toggled = usePivot((state) => state.toggled);
  const zone = useTimeZone();
  const { sort, columnSort, rowTotals, columnTotals, heat } = usePresent();
  return useMemo(() => {
    if (!answer) return null;
    const pivot: Pivot = { ...answer.pivot, sort, columnSort, rowTotals, columnTotals, heat };
    const { table, result } = answer;
    const layout = layOut(table, pivot, toggled);
    const wordsOf = (axis: 'rows' | 'columns', first: number) => (level: number, id: number) => {
      const key = table[axis][id]?.keys[level];
      const { values, kept } = result.dimensions[first + level] ?? {};
      if (!key) return 'Total';
      return keyWords(key, pivot[axis][level]!, zone, values !== undefined && kept ? values - kept.length : null);
    };
    const words = { row: wordsOf('rows', 0), column: wordsOf('columns', pivot.rows.length) };
    const headWords = (at: number) => {
      const { group } = layout.leaves[at]!;
      return words.column(group.keys.length - 1, group.id);
    };
    return {
      ...answer,
      pivot,
      layout,
      zone,
      words,
      heat: makeHeat(table, pivot, layout),
      widths: fitWidths(table, pivot, layout, headWords, zone),
    };
  }, [answer, toggled, zone, sort, columnSort, rowTotals, columnTotals, heat]);
}
