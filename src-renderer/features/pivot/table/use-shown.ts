// The answer as it is shown now: the figures of the last answer, in the order and with the totals that the pivot has now.
import { useMemo } from 'react';
import type { Pivot } from '../../../../shared/query/pivot.ts';
import { useTimeZone } from '../../../ui/case.ts';
import { type Heat, makeHeat } from '../heat.ts';
import { type ColumnHead, type Layout, layOut } from '../layout.ts';
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
    const { table } = answer;
    const layout = layOut(table, pivot, toggled);
    const wordsOf = (axis: 'rows' | 'columns') => (level: number, id: number) => {
      let group = table[axis][id];
      while (group && group.keys.length > level + 1) group = table[axis][group.parent!];
      const key = group?.keys[level];
      return group && key ? keyWords(key, pivot[axis][level]!, zone, group.others) : 'Total';
    };
    const words = { row: wordsOf('rows'), column: wordsOf('columns') };
    const headWords = (head: ColumnHead) => (head.isTotal ? 'Total' : words.column(head.level, head.group.id));
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
