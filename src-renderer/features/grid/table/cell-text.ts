// Of the text of a cell.

/** The engine cuts cells at `cellLimit` and ends them with `…` (see shared/contract/views.ts). */
export const isCut = (text: string, cellLimit: number): boolean => text.length >= cellLimit && text.endsWith('…');
