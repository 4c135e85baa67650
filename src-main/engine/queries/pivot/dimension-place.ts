// What a pivot groups by. Some derivations cost more than all else together (an address's network, a clock other than UTC): they
// are computed once for each plain value instead of once for each row.
import type { Derivation } from '../../../../shared/query/derivation.ts';
import type { ColumnRef } from '../../../../shared/query/view.ts';
import type { ColumnType } from '../compile/column-type.ts';
import { derivePlace } from '../compile/derive.ts';
import { type Columns, findPlace, type Place } from '../compile/place.ts';
import { textOf } from '../compile/value-text.ts';
import { keyPlace } from './measure.ts';

/**
 * How the value comes from what is picked of the rows.
 *
 * - `itself`: it is picked.
 * - `text`: groups are made by the plain text, and named afterwards: `sql` is over the text, `plain`.
 * - `minute`: minutes are named, and rows joined with them by number: `sql` is over the number, `plain`. Times that have no number
 *   are picked too, and `odd` is over those.
 */
export type Derived = { kind: 'itself' } | { kind: 'text'; sql: string } | { kind: 'minute'; sql: string; odd: string };

export type DimensionPlace = { place: Place; items: string[]; derived: Derived };

const scalar = (name: string): ColumnType => ({ base: 'scalar', text: name, name });

export function placeDimension(source: Columns, ref: ColumnRef, alias: string): DimensionPlace {
  const place = keyPlace(findPlace(source, ref));
  const { by, ...whole } = ref;
  if (!by || !isDear(by)) return { place, items: [`${place.sql} AS ${alias}`], derived: { kind: 'itself' } };
  const from = findPlace(source, whole);
  if (by.kind === 'network' || by.kind === 'split') {
    const text: Place = { ...from, sql: 'plain', type: scalar('VARCHAR') };
    return { place, items: [`${textOf(from)} AS ${alias}`], derived: { kind: 'text', sql: derivePlace(text, by).sql } };
  }
  const time = `CAST(${from.sql} AS TIMESTAMP)`;
  const inTime = (sql: string) => derivePlace({ ...from, sql, type: scalar('TIMESTAMP') }, by).sql;
  // Since 1973 clocks differ from UTC by whole minutes and change at whole minutes; before that some did by seconds.
  const isEven = `${time} >= TIMESTAMP '1973-01-01' AND isfinite(${time})`;
  return {
    place,
    items: [
      `CASE WHEN ${isEven} THEN epoch_us(${time}) // 60000000 END AS ${alias}`,
      `CASE WHEN NOT (${isEven}) THEN ${time} END AS ${alias}_odd`,
    ],
    derived: { kind: 'minute', sql: inTime('make_timestamp(plain * 60000000)'), odd: inTime(`picked.${alias}_odd`) },
  };
}

const isDear = (by: Derivation) => {
  if (by.kind === 'network' || by.kind === 'split') return true;
  return !['UTC', 'Etc/UTC'].includes(by.zone) && !(by.kind === 'bucket' && /^(second|minute)$/.test(by.unit));
};
