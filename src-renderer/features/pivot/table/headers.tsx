// The headers: a line for each dimension of the columns, and one that names the figures and sorts by them.
import { IconArrowDown, IconArrowUp, IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { PivotSort } from '../../../../shared/query/pivot.ts';
import type { PivotGroup } from '../../../../shared/query/pivot-table.ts';
import type { ColumnHead } from '../layout.ts';
import { isNumeric, measureTitle, nameColumn } from '../words.ts';
import type { Cursor } from './keys.ts';
import { rowHeight } from './pivot-table.tsx';
import styles from './table.module.css';
import type { Shown } from './use-shown.ts';

type Props = {
  shown: Shown;
  from: number;
  to: number;
  cursor: Cursor;
  cellId: (at: Cursor) => string;
  namesWidth: number;
  height: number;
};

export function Headers({ shown, from, to, cursor, cellId, namesWidth, height }: Props) {
  const { pivot, layout, widths } = shown;
  const rowNames = pivot.rows.map(({ column }) => nameColumn(column)).join(' › ');
  return (
    // biome-ignore lint/a11y/useSemanticElements: columns that are not on screen are not drawn
    <div role="rowgroup" className={styles.headers} style={{ height, width: namesWidth + widths.total }}>
      {layout.heads.map((heads, level) => (
        // biome-ignore lint/a11y/useSemanticElements: as above
        <div
          role="row"
          tabIndex={-1}
          key={nameColumn(pivot.columns[level]!.column)}
          aria-rowindex={level + 1}
          className={styles.headLine}
          style={{ top: level * rowHeight }}
        >
          <Corner width={namesWidth} text={nameColumn(pivot.columns[level]!.column)} dim />
          {heads
            .filter((head) => head.to > from && head.from < to)
            .map((head) => (
              <Head key={head.group.id} head={head} shown={shown} namesWidth={namesWidth} />
            ))}
        </div>
      ))}
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div
        role="row"
        tabIndex={-1}
        aria-rowindex={layout.heads.length + 1}
        className={styles.headLine}
        style={{ top: layout.heads.length * rowHeight }}
      >
        <Corner
          width={namesWidth}
          text={rowNames}
          id={cellId({ row: -1, column: -1 })}
          focused={cursor.row === -1 && cursor.column === -1}
        />
        {layout.leaves.slice(from, to).map((leaf, i) => {
          const column = from + i;
          const measure = pivot.values[leaf.measure]!;
          const sort = sortedBy(pivot.sort, leaf.measure, leaf.group);
          const Arrow = sort === 'descending' ? IconArrowDown : IconArrowUp;
          return (
            // biome-ignore lint/a11y/useSemanticElements: as above
            <div
              key={column}
              id={cellId({ row: -1, column })}
              role="columnheader"
              tabIndex={-1}
              aria-colindex={column + 2}
              aria-sort={sort}
              className={styles.leaf}
              data-row={-1}
              data-column={column}
              data-cursor={(cursor.row === -1 && cursor.column === column) || undefined}
              data-number={isNumeric(measure) || undefined}
              data-total={leaf.isTotal || undefined}
              title={`${measureTitle(measure)}\nSort by it`}
              style={{
                left: namesWidth + widths.starts[column]!,
                width: widths.starts[column + 1]! - widths.starts[column]!,
              }}
            >
              <span>{measureTitle(measure)}</span>
              {sort !== 'none' && <Arrow size={12} aria-hidden />}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Corner(props: { width: number; text: string; id?: string; focused?: boolean; dim?: boolean }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: as above
    <div
      {...(props.id ? { id: props.id } : {})}
      role="columnheader"
      tabIndex={-1}
      aria-colindex={1}
      className={styles.corner}
      data-row={props.dim ? undefined : -1}
      data-column={props.dim ? undefined : -1}
      data-cursor={props.focused || undefined}
      data-dim={props.dim || undefined}
      style={{ width: props.width }}
      title={props.text}
    >
      {props.text}
    </div>
  );
}

function Head({ head, shown, namesWidth }: { head: ColumnHead; shown: Shown; namesWidth: number }) {
  const { widths, words, layout } = shown;
  const text = head.isTotal ? 'Total' : words.column(head.level, head.group.id);
  const Fold = head.open ? IconChevronDown : IconChevronRight;
  const left = widths.starts[head.from]!;
  return (
    // biome-ignore lint/a11y/useSemanticElements: as above
    <div
      role="columnheader"
      tabIndex={-1}
      aria-colindex={head.from + 2}
      aria-colspan={head.to - head.from}
      className={styles.head}
      data-row={-2 - head.level}
      data-column={layout.leaves.length === 0 ? undefined : head.from}
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

function sortedBy(sort: PivotSort, measure: number, group: PivotGroup): 'ascending' | 'descending' | 'none' {
  const values = group.keys.map((key) => ('othersThan' in key ? 0 : key.value));
  if (sort.measure !== measure || JSON.stringify(sort.at ?? []) !== JSON.stringify(values)) return 'none';
  return sort.descending ? 'descending' : 'ascending';
}
