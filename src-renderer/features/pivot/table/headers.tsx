// The headers: a line for each dimension of the columns, and one that names the figures and sorts by them.
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { PivotSort } from '../../../../shared/query/pivot.ts';
import type { PivotGroup } from '../../../../shared/query/pivot-table.ts';
import { isNumeric, measureTitle, nameColumn } from '../words.ts';
import { Corner, Head, nameOrder, type Order } from './heads.tsx';
import type { Cursor } from './keys.ts';
import { rowHeight } from './pivot-table.tsx';
import { headRow, valuesOf } from './place.ts';
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
          <Corner
            width={namesWidth}
            text={nameColumn(pivot.columns[level]!.column)}
            row={headRow(level, layout.heads.length)}
            cursor={cursor}
            cellId={cellId}
            sort={nameOrder(pivot.columnSort)}
            dim
          />
          {heads
            .filter((head) => head.to > from && head.from < to)
            .map((head) => (
              <Head key={head.group.id} {...{ head, shown, cursor, cellId, namesWidth }} />
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
          text={rowNames || 'All rows'}
          row={-1}
          cursor={cursor}
          cellId={cellId}
          sort={rowNames ? nameOrder(pivot.sort) : 'none'}
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

function sortedBy(sort: PivotSort, measure: number, group: PivotGroup): Order {
  if (sort.measure !== measure || JSON.stringify(sort.at ?? []) !== JSON.stringify(valuesOf(group))) return 'none';
  return sort.descending ? 'descending' : 'ascending';
}
