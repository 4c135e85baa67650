// How rows look beside which columns they have: height, lines, times and colours. Plain data; kept with the layout of a table.
import { z } from 'zod';
import { ColumnRef, sameColumn } from '../../../../shared/query/view.ts';

export const Density = z.enum(['compact', 'normal', 'comfortable']);
export type Density = z.infer<typeof Density>;

/** `previous`: since the row before; `anchor`: since a chosen instant. Copies and exports always have the instant itself. */
export const TimeLook = z.enum(['absolute', 'relative', 'previous', 'anchor']);
export type TimeLook = z.infer<typeof TimeLook>;

/**
 * - `values`: columns in which the same value has the same colour.
 * - `rows`: the column whose value colours the whole row.
 * - `rules`: ids of ready rules (see rules.ts), which come before `rows`.
 */
export const Colouring = z.object({
  on: z.boolean(),
  values: z.array(ColumnRef),
  rows: ColumnRef.nullable(),
  rules: z.array(z.string()),
});
export type Colouring = z.infer<typeof Colouring>;

export const mostLines = 6;

export const Looks = z.object({
  density: Density.default('normal'),
  /** Lines of text that a row has room for; long cells are wrapped into them. */
  lines: z.number().int().min(1).max(mostLines).default(1),
  times: TimeLook.default('absolute'),
  /** ISO UTC instant. */
  anchor: z.string().nullable().default(null),
  colouring: Colouring.default({ on: false, values: [], rows: null, rules: [] }),
});
export type Looks = z.infer<typeof Looks>;

/** Pixels of one line of cell text, and what a row has around its lines. */
export const lineHeight = 16;
const around: Record<Density, number> = { compact: 4, normal: 8, comfortable: 16 };

/** Pixels; the same for every row, so that millions of rows can be scrolled without measuring one. */
export const rowHeightOf = ({ density, lines }: Pick<Looks, 'density' | 'lines'>): number =>
  lines * lineHeight + around[density];

export const isColouring = ({ values, rows, rules }: Colouring): boolean =>
  values.length > 0 || rows !== null || rules.length > 0;

/** Switches colours on or off. Where nothing was chosen yet, the ready rules of the table are. */
export function toggleColours(colouring: Colouring, ready: string[]): Colouring {
  if (colouring.on) return { ...colouring, on: false };
  return isColouring(colouring) ? { ...colouring, on: true } : { ...colouring, on: ready.length > 0, rules: ready };
}

/** Choosing anything switches colours on; what is chosen is taken away only while it is seen. */
export function toggleValues(colouring: Colouring, column: ColumnRef): Colouring {
  const others = colouring.values.filter((one) => !sameColumn(one, column));
  const isSeen = colouring.on && others.length < colouring.values.length;
  return { ...colouring, on: true, values: isSeen ? others : [...others, column] };
}

/** Null takes it away, and so does the column that rows are coloured by already. */
export function colourRowsBy(colouring: Colouring, column: ColumnRef | null): Colouring {
  const isSame = column !== null && colouring.rows !== null && sameColumn(column, colouring.rows);
  return { ...colouring, on: true, rows: isSame && colouring.on ? null : column };
}

export function toggleRule(colouring: Colouring, id: string): Colouring {
  const others = colouring.rules.filter((rule) => rule !== id);
  const isSeen = colouring.on && others.length < colouring.rules.length;
  return { ...colouring, on: true, rules: isSeen ? others : [...others, id] };
}

/** The same instant once more takes the anchor away. */
export function setAnchor(looks: Pick<Looks, 'times' | 'anchor'>, instant: string): Pick<Looks, 'times' | 'anchor'> {
  const isSame = looks.times === 'anchor' && looks.anchor === instant;
  return isSame ? { times: 'absolute', anchor: null } : { times: 'anchor', anchor: instant };
}
