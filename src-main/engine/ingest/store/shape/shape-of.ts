// The shape of a format's table for records of one layout.
import type { Format } from '../../../../../shared/formats/format.ts';
import { readLayout } from '../../layout.ts';
import { jsonShape } from './json-shape.ts';
import { lineShape } from './line-shape.ts';
import type { TableShape } from './table-shape.ts';

const shapes = new WeakMap<Format, Map<string | null, TableShape>>();

/** @param layout of the records, as their slab has it; the same answer serves every batch */
export function shapeOf(format: Format, layout: string | null): TableShape {
  const known = shapes.get(format) ?? new Map<string | null, TableShape>();
  shapes.set(format, known);
  const shape = known.get(layout) ?? makeShape(format, layout);
  known.set(layout, shape);
  return shape;
}

function makeShape(format: Format, layoutText: string | null): TableShape {
  const layout = readLayout(layoutText);
  if (layout === null) return jsonShape(format, false);
  return layout.kind === 'columns' ? jsonShape(format, true) : lineShape(format, layout);
}
