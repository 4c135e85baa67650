// One row of figures.
import { IconArrowRight, IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { visibleText } from '../../../ui/visible-text.ts';
import type { RowLine } from '../layout.ts';
import { figureWords, isNumeric } from '../words.ts';
import type { Cursor } from './keys.ts';
import { valuesOf } from './place.ts';
import styles from './table.module.css';
import type { Shown } from './use-shown.ts';

type Props = {
  shown: Shown;
  line: RowLine;
  at: number;
  /** Null: it stays at the bottom. */
  top: number | null;
  /** Leaves that are on screen. */
  from: number;
  to: number;
  cursor: Cursor;
  cellId: (at: Cursor) => string;
  namesWidth: number;
};

export function Row({ shown, line, at, top, from, to, cursor, cellId, namesWidth }: Props) {
  const { layout, widths, words } = shown;
  const { group, depth, open, isTotal } = line;
  const name = isTotal ? 'Total' : visibleText(words.row(depth, group.id));
  const key = group.keys.at(-1);
  const isOdd = key !== undefined && ('othersThan' in key || key.value === null || key.value === '');
  const { columnSort, columns } = shown.pivot;
  const ordersColumns =
    columns.length > 0 &&
    columnSort.measure !== null &&
    JSON.stringify(columnSort.at ?? []) === JSON.stringify(valuesOf(group));
  const Fold = open ? IconChevronDown : IconChevronRight;
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows that are not on screen are not drawn
    <div
      role="row"
      tabIndex={-1}
      aria-rowindex={at + layout.heads.length + 2}
      aria-level={depth + 1}
      {...(open === null ? {} : { 'aria-expanded': open })}
      className={styles.row}
      data-total={isTotal || undefined}
      data-subtotal={open || undefined}
      style={top === null ? { width: namesWidth + widths.total } : { top, width: namesWidth + widths.total }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div
        id={cellId({ row: at, column: -1 })}
        role="rowheader"
        tabIndex={-1}
        aria-colindex={1}
        className={styles.name}
        data-row={at}
        data-column={-1}
        data-cursor={(cursor.row === at && cursor.column === -1) || undefined}
        data-odd={isOdd || undefined}
        title={name}
        style={{ width: namesWidth, paddingLeft: 8 + depth * 16 + (open === null && depth > 0 ? 16 : 0) }}
      >
        {open !== null && <Fold size={14} data-fold aria-hidden />}
        {name.startsWith('arn:') ? (
          // It says most at its end.
          <span className={styles.tail}>
            <bdi dir="ltr">{name}</bdi>
          </span>
        ) : (
          <bdi>{name}</bdi>
        )}
        {ordersColumns && <IconArrowRight size={12} data-order aria-label="Columns are in the order of this row" />}
      </div>
      {layout.leaves.slice(from, to).map((leaf, i) => {
        const column = from + i;
        const measure = shown.pivot.values[leaf.measure]!;
        const cell = shown.table.cell(group.id, leaf.group.id);
        const text = cell === null ? null : figureWords(cell.figures[leaf.measure] ?? null, measure, shown.zone);
        const heat = shown.heat(line, leaf);
        return (
          // biome-ignore lint/a11y/useSemanticElements: as above
          <div
            key={column}
            id={cellId({ row: at, column })}
            role="gridcell"
            tabIndex={-1}
            aria-colindex={column + 2}
            className={styles.cell}
            data-row={at}
            data-column={column}
            data-cursor={(cursor.row === at && cursor.column === column) || undefined}
            data-number={isNumeric(measure) || undefined}
            data-total={leaf.isTotal || undefined}
            title={cell === null ? undefined : titleOf(text, cell.figures[leaf.measure] ?? null, cell.count)}
            style={{
              left: namesWidth + widths.starts[column]!,
              width: widths.starts[column + 1]! - widths.starts[column]!,
              ...(heat > 0
                ? { backgroundColor: `color-mix(in srgb, var(--pm-accent) ${Math.round(heat * 42)}%, var(--pm-bg))` }
                : {}),
            }}
          >
            {text !== null && <bdi>{visibleText(text)}</bdi>}
          </div>
        );
      })}
    </div>
  );
}

/** The exact figure where the cell rounds it, and of how many rows it is. */
function titleOf(text: string | null, figure: string | null, count: number): string {
  const rows = `${count.toLocaleString('en-US')} ${count === 1 ? 'row' : 'rows'}`;
  const exact = figure !== null && !figure.startsWith('{"count":') && figure !== text ? `${figure}\n` : '';
  return `${text && text.length > 12 ? `${text}\n` : ''}${exact}${rows}`;
}
