// Whole cells and rows for copying and filtering: pages cut long cells, these do not.
import { cellLimit } from '../../../../shared/contract/views.ts';
import { type ColumnRef, columnKey } from '../../../../shared/query/view.ts';
import type { EngineClient } from '../../../ui/engine.ts';
import type { CellPlace, PaneStore } from '../pane-store.ts';
import { isCut } from '../table/cell-text.ts';
import { cellOf, readPage } from '../table/grid-row.ts';
import type { Selection } from '../table/selection.ts';

/** The cell as the engine has it, uncut. */
export async function readCell(store: PaneStore, engine: EngineClient, place: CellPlace): Promise<string | null> {
  const { handle, opened } = store.getState();
  const shown = cellOf(handle?.rowAt(place.index), columnKey(place.column));
  if (shown !== undefined && (shown === null || !isCut(shown, cellLimit))) return shown;
  if (!opened) throw new Error('There are no rows on screen.');
  return (await engine.views.cell({ viewId: opened.viewId, index: place.index, column: place.column })).value;
}

const pageSize = 1000;

/** Rows of a selection in order, each cell whole. */
export async function readRows(
  engine: EngineClient,
  viewId: string,
  selection: Selection,
  columns: ColumnRef[],
): Promise<(string | null)[][]> {
  const rows: (string | null)[][] = [];
  for (const [from, to] of selection) {
    for (let offset = from; offset < to; offset += pageSize) {
      const limit = Math.min(pageSize, to - offset);
      const page = await engine.views.page({ viewId, offset, limit, columns });
      for (const { index, cells } of readPage(page.rows, offset, viewId, columns.map(columnKey))) {
        rows.push(await Promise.all(cells.map((cell, at) => whole(cell, index, columns[at]!))));
      }
    }
  }
  return rows;

  async function whole(cell: string | null, index: number, column: ColumnRef): Promise<string | null> {
    if (cell === null || !isCut(cell, cellLimit)) return cell;
    return (await engine.views.cell({ viewId, index, column })).value;
  }
}
