// The row number column, where a column is asked for.
import type { ColumnRef } from '../../../../shared/query/view.ts';

/** Column id of the row number and checkbox; no column of a source is called this. */
export const markId = '#';

export const markRef: ColumnRef = { column: markId, path: [] };
