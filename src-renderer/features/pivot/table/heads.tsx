// The two kinds of header cells above the figures: the names of the dimensions, and the groups of columns.
import { IconArrowDown, IconArrowUp, IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { PivotSort } from '../../../../shared/query/pivot.ts';
import { visibleText } from '../../../ui/visible-text.ts';
import type { ColumnHead } from '../layout.ts';
import type { Cursor } from './keys.ts';
import { headRow } from './place.ts';
import styles from './table.module.css';
import type { Shown } from './use-shown.ts';

export type Order = 'ascending' | 'descending' | 'none';

export const nameOrder = ({ measure, descending }: PivotSort): Order =>
  measure !== null ? 'none' : descending ? 'descending' : 'ascending';

type CornerProps = {
  width: number;
  text: string;
  row: number;
  cursor: Cursor;
  cellId: (at: Cursor) => string;
  sort: Order;
  dim?: boolean;
};

export function Corner({ width, text, row, cursor, cellId, sort, dim }: CornerProps) {
  const Arrow = sort === 'descending' ? IconArrowDown : IconArrowUp;
  return (
    // biome-ignore lint/a11y/useSemanticElements: columns that are not on screen are not drawn
    <div
      id={cellId({ row, column: -1 })}
      role="columnheader"
      tabIndex={-1}
      aria-colindex={1}
      aria-sort={sort}
      className={styles.corner}
      data-row={row}
      data-column={-1}
      data-cursor={(cursor.row === row && cursor.column === -1) || undefined}
      data-dim={dim || undefined}
      style={{ width }}
      title={`${text}\nSort by name`}
    >
      <bdi>{text}</bdi>
      {sort !== 'none' && <Arrow size={12} aria-hidden />}
    </div>
  );
}

type HeadProps = {
  head: ColumnHead;
  shown: Shown;
  cursor: Cursor;
  cellId: (at: Cursor) => string;
  namesWidth: number;
};

export function Head({ head, shown, cursor, cellId, namesWidth }: HeadProps) {
  const { widths, words, layout } = shown;
  const text = head.isTotal ? 'Total' : visibleText(words.column(head.level, head.group.id));
  const Fold = head.open ? IconChevronDown : IconChevronRight;
  const left = widths.starts[head.from]!;
  const row = headRow(head.level, layout.heads.length);
  return (
    // biome-ignore lint/a11y/useSemanticElements: as above
    <div
      id={cellId({ row, column: head.from })}
      role="columnheader"
      tabIndex={-1}
      aria-colindex={head.from + 2}
      aria-colspan={head.to - head.from}
      {...(head.open === null ? {} : { 'aria-expanded': head.open })}
      className={styles.head}
      data-row={row}
      data-column={head.from}
      data-cursor={(cursor.row === row && cursor.column >= head.from && cursor.column < head.to) || undefined}
      data-total={head.isTotal || undefined}
      title={text}
      style={{ left: namesWidth + left, width: widths.starts[head.to]! - left }}
    >
      {head.open !== null && <Fold size={14} data-fold aria-hidden />}
      {/* The words stay in sight while a wide group scrolls by. */}
      <bdi style={{ left: namesWidth + 8 }}>{text}</bdi>
    </div>
  );
}
