// The pivot's figures: names of rows at the left and headers on top stay while the rest scrolls; totals stay at the bottom. Only
// what is on screen is drawn.
import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react';
import { ResizeEdge } from '../../../ui/controls/resize-edge.tsx';
import { useRememberedNumber } from '../../../ui/remembered.ts';
import { CellMenu, type MenuPlace } from './cell-menu.tsx';
import { Headers } from './headers.tsx';
import { type Cursor, moveCursor } from './keys.ts';
import { headAt, stepOverHead } from './place.ts';
import { Row } from './row.tsx';
import styles from './table.module.css';
import { useCellActions } from './use-cell-actions.ts';
import type { Shown } from './use-shown.ts';
import { useWindow } from './use-window.ts';
import { spanOf } from './widths.ts';

export const rowHeight = 24;

export function PivotTableView({ shown, isOld }: { shown: Shown; isOld: boolean }) {
  const scroller = useRef<HTMLDivElement>(null);
  const seen = useWindow(scroller);
  const [namesWidth, setNamesWidth] = useRememberedNumber('pivot-names', 280);
  const [cursor, setCursor] = useState<Cursor>({ row: 0, column: -1 });
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const { layout, widths } = shown;
  const actions = useCellActions(shown);
  const last = layout.rows.at(-1);
  const total = last?.isTotal ? last : null;
  const body = total ? layout.rows.slice(0, -1) : layout.rows;
  const headHeight = (layout.heads.length + 1) * rowHeight;
  const [from, to] = spanOf(widths.starts, seen.left, seen.left + seen.width - namesWidth);
  const first = Math.max(0, Math.floor(seen.top / rowHeight) - 4);
  const end = Math.min(body.length, Math.ceil((seen.top + seen.height - headHeight) / rowHeight) + 4);
  const here: Cursor = {
    row: Math.min(cursor.row, layout.rows.length - 1),
    column: Math.min(cursor.column, layout.leaves.length - 1),
  };

  const show = (next: Cursor) => {
    setCursor(next);
    const element = scroller.current;
    if (!element) return;
    const bottom = total ? rowHeight : 0;
    if (next.row >= 0 && next.row < body.length) {
      const y = next.row * rowHeight;
      const room = element.clientHeight - headHeight - bottom - rowHeight;
      element.scrollTop = Math.min(y, Math.max(y - room, element.scrollTop));
    } else if (next.row >= body.length) element.scrollTop = element.scrollHeight;
    if (next.column >= 0) {
      const x = widths.starts[next.column]!;
      const room = element.clientWidth - namesWidth - (widths.starts[next.column + 1]! - x);
      element.scrollLeft = Math.min(x, Math.max(x - room, element.scrollLeft));
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== scroller.current) return;
    const page = Math.max(1, Math.floor((seen.height - headHeight) / rowHeight) - 2);
    const bounds = { rows: layout.rows.length, columns: layout.leaves.length, heads: layout.heads.length, page };
    const next = stepOverHead(shown, here, event.key) ?? moveCursor(here, event, bounds);
    const isMenu = event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10');
    if (
      here.column === -1 &&
      (event.key === 'ArrowRight' || event.key === 'ArrowLeft') &&
      actions.fold(here, event.key === 'ArrowRight')
    ) {
      // A name that could be opened or folded up.
    } else if (next) show(next);
    else if (isMenu) openMenu(here);
    else if (!actions.onKey(here, event)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  const openMenu = (at: Cursor, point?: { x: number; y: number }) => {
    const cell = document
      .getElementById(cellId({ ...at, column: headAt(shown, at)?.from ?? at.column }))
      ?.getBoundingClientRect();
    setMenu({ at, x: point?.x ?? cell?.left ?? 0, y: point?.y ?? cell?.bottom ?? 0 });
  };
  const cursorAt = (event: MouseEvent): Cursor | null => {
    const cell = (event.target as Element).closest<HTMLElement>('[data-row]');
    return cell ? { row: Number(cell.dataset.row), column: Number(cell.dataset.column) } : null;
  };
  const onClick = (event: MouseEvent) => {
    const at = cursorAt(event);
    if (!at) return;
    setCursor(at);
    if ((event.target as Element).closest('[data-fold]')) actions.fold(at);
    else if (at.row === -1) actions.sort(at);
    else if (at.row < -1 && at.column === -1) actions.sort(at, undefined, 'columns');
  };
  const onContextMenu = (event: MouseEvent) => {
    const at = cursorAt(event);
    event.preventDefault();
    if (!at) return;
    setCursor(at);
    openMenu(at, { x: event.clientX, y: event.clientY });
  };

  const prefix = `pivot-${useRef(nextId++).current}`;
  const cellId = ({ row, column }: Cursor) => `${prefix}-${row}-${column}`;
  const head = headAt(shown, here);
  const isOnScreen = here.row < 0 || here.row >= body.length || (here.row >= first && here.row < end);

  // A grid of figures that has just come takes the keyboard, if nobody has it.
  useEffect(() => {
    if (document.activeElement === document.body) scroller.current?.focus({ preventScroll: true });
  }, []);

  const common = { shown, from, to, cursor: here, cellId, namesWidth };
  return (
    <div className={styles.frame} data-old={isOld || undefined}>
      <div
        ref={scroller}
        className={styles.scroller}
        role="treegrid"
        tabIndex={0}
        aria-label="Figures"
        aria-rowcount={layout.rows.length + layout.heads.length + 1}
        aria-colcount={layout.leaves.length + 1}
        {...(isOnScreen ? { 'aria-activedescendant': cellId(head ? { ...here, column: head.from } : here) } : {})}
        onKeyDown={onKeyDown}
        onMouseDown={(event) => {
          // The table keeps the keyboard; its cells are only named by it.
          if (event.button !== 0 || !cursorAt(event)) return;
          event.preventDefault();
          scroller.current?.focus({ preventScroll: true });
        }}
        onClick={onClick}
        onDoubleClick={(event) => {
          const at = cursorAt(event);
          if (at && at.row >= 0 && !(event.target as Element).closest('[data-fold]')) actions.openRows(at);
        }}
        onContextMenu={onContextMenu}
      >
        <div
          className={styles.floor}
          role="presentation"
          style={{ width: namesWidth + widths.total, height: headHeight + body.length * rowHeight }}
        >
          <Headers {...common} height={headHeight} />
          {body.slice(first, end).map((line, i) => (
            <Row
              key={line.group.id}
              {...common}
              line={line}
              at={first + i}
              top={headHeight + (first + i) * rowHeight}
            />
          ))}
        </div>
        {total && <Row {...common} line={total} at={body.length} top={null} />}
      </div>
      <div className={styles.namesEdge} style={{ left: namesWidth }}>
        <ResizeEdge label="Width of the names" width={namesWidth} min={120} max={700} onWidth={setNamesWidth} />
      </div>
      {menu && (
        <CellMenu
          place={menu}
          shown={shown}
          onClose={() => {
            setMenu(null);
            scroller.current?.focus();
          }}
        />
      )}
    </div>
  );
}

let nextId = 0;
