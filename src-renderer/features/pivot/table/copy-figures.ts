// Names and figures onto the clipboard, as a spreadsheet takes them: exact figures, not rounded ones.
import { showNote, showProblem } from '../../../ui/problem.ts';
import { figureWords, measureTitle } from '../words.ts';
import type { Shown } from './use-shown.ts';

type Span = [from: number, to: number];

/** Column -1 is the names of the rows. With more than one cell, the headers come first. */
export function copyFigures(shown: Shown, rows: Span, columns: Span): void {
  const lines = linesOf(shown, rows, columns);
  const isOne = rows[1] - rows[0] === 1 && columns[1] - columns[0] === 1;
  const text = (isOne ? lines.slice(-1) : lines).map((line) => line.map(quote).join('\t')).join('\n');
  navigator.clipboard.writeText(text).then(
    () => showNote(isOne ? 'Copied the figure' : 'Copied the table'),
    (error: unknown) => showProblem(error, 'copy'),
  );
}

export function linesOf({ layout, table, pivot, words, zone }: Shown, rows: Span, [from, to]: Span): string[][] {
  const columns = Array.from({ length: to - from }, (_, i) => from + i);
  const leafHead = (column: number) => {
    if (column === -1) return '';
    const leaf = layout.leaves[column]!;
    const names = leaf.group.keys.map((_, level) => words.column(level, leaf.group.id));
    return [
      ...(names.length === 0 && leaf.isTotal ? ['Total'] : names),
      measureTitle(pivot.values[leaf.measure]!),
    ].join(' · ');
  };
  const cells = layout.rows.slice(...rows).map(({ group, depth, isTotal }) =>
    columns.map((column) => {
      if (column === -1) return isTotal ? 'Total' : `${'  '.repeat(depth)}${words.row(depth, group.id)}`;
      const leaf = layout.leaves[column]!;
      const figure = table.cell(group.id, leaf.group.id)?.figures[leaf.measure] ?? null;
      const measure = pivot.values[leaf.measure]!;
      return measure.kind === 'list' ? (figureWords(figure, measure, zone) ?? '') : (figure ?? '');
    }),
  );
  return [columns.map(leafHead), ...cells];
}

const quote = (cell: string) => (/[\t\n\r"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
