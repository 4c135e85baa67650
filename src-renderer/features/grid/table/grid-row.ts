// A row as the grid holds it: its place in the opened view and the cells of one page request.

export type GridRow = {
  /** 0-based index in the opened view. */
  index: number;
  viewId: string;
  /** Column key → place in `cells`; shared by all rows of a page. */
  places: ReadonlyMap<string, number>;
  cells: (string | null)[];
  /** The row before it in the view: null for the first row, absent when the page was read without it. */
  prior?: GridRow | null;
};

/** The cell's text, null for SQL NULL, undefined when the page was read without that column. */
export function cellOf(row: GridRow | undefined, key: string): string | null | undefined {
  const place = row?.places.get(key);
  return place === undefined ? undefined : (row?.cells[place] ?? null);
}

/** Rows of a page; `rows` is the JSON text of `views.page`. */
export function readPage(rows: string, offset: number, viewId: string, keys: string[]): GridRow[] {
  const places = new Map(keys.map((key, place) => [key, place]));
  const lists = JSON.parse(rows) as (string | null)[][];
  return lists.map((cells, at) => ({ index: offset + at, viewId, places, cells }));
}

/** A page that was read from one row earlier on: each row knows the one before, also where a page begins. */
export function linkRows(rows: GridRow[], offset: number): GridRow[] {
  rows.forEach((row, at) => {
    if (row.index >= offset) row.prior = rows[at - 1] ?? null;
  });
  return rows.filter((row) => row.index >= offset);
}
