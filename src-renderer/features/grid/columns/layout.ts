// How columns stand in a grid beside which they are: widths, pins, and how rows look. Saved by name in the case, and
// remembered per table.
import { z } from 'zod';
import { ColumnRef } from '../../../../shared/query/view.ts';
import { Looks } from '../looks/looks.ts';

export const Pin = z.enum(['left', 'right']);
export type Pin = z.infer<typeof Pin>;

/** Keyed by column key; widths in CSS pixels. */
export const ColumnLooks = Looks.extend({
  widths: z.record(z.string(), z.number().positive()),
  pins: z.record(z.string(), Pin),
});
export type ColumnLooks = z.infer<typeof ColumnLooks>;

/** The body of a `layout` document. */
export const Layout = ColumnLooks.extend({ table: z.string(), columns: z.array(ColumnRef) });
export type Layout = z.infer<typeof Layout>;

export const plainLooks: ColumnLooks = { widths: {}, pins: {}, ...Looks.parse({}) };

export function setPin(looks: ColumnLooks, key: string, pin: Pin | null): ColumnLooks {
  const { [key]: _old, ...pins } = looks.pins;
  return { ...looks, pins: pin ? { ...pins, [key]: pin } : pins };
}
