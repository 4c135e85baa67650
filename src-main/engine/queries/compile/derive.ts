// What a column's value is turned into, in SQL: `Derivation` of the query model.
import type { Derivation } from '../../../../shared/query/derivation.ts';
import { isTimeZone, isUtc } from '../../../../shared/values/time.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import { EngineError } from '../../engine-error.ts';
import { type ColumnType, kindOf } from './column-type.ts';
import type { Place } from './place.ts';
import { textOf } from './value-text.ts';

const timestamp: ColumnType = { base: 'scalar', text: 'TIMESTAMP', name: 'TIMESTAMP' };
const integer: ColumnType = { base: 'scalar', text: 'BIGINT', name: 'BIGINT' };
const varchar: ColumnType = { base: 'scalar', text: 'VARCHAR', name: 'VARCHAR' };

/** INVALID when the place's values cannot be turned into that. `label` stays the place's. */
export function derivePlace(place: Place, by: Derivation): Place {
  switch (by.kind) {
    case 'bucket':
      return { ...place, sql: bucket(instantOf(place), by.unit, checkZone(place, by.zone)), type: timestamp };
    case 'part': {
      const local = onClock(instantOf(place), checkZone(place, by.zone));
      return { ...place, sql: `${parts[by.part]}(${local})`, type: integer };
    }
    case 'network':
      return { ...place, sql: `ip_network(${textOf(place)}, ${by.ipv4}, ${by.ipv6})`, type: varchar };
    case 'split':
      return { ...place, sql: split(textOf(place), by), type: varchar };
  }
}

const parts = { hourOfDay: 'hour', weekday: 'isodow', dayOfMonth: 'day', monthOfYear: 'month' } as const;

/** A TIMESTAMP in UTC. */
function instantOf({ sql, type, label }: Place): string {
  if (kindOf(type) !== 'time' || type.base !== 'scalar')
    throw new EngineError('INVALID', `${label} holds no times.`, { at: label });
  return type.name === 'TIMESTAMP' ? sql : `CAST(${sql} AS TIMESTAMP)`;
}

function checkZone({ label }: Place, zone: string): string {
  if (isTimeZone(zone)) return zone;
  throw new EngineError('INVALID', `There is no time zone “${zone}”.`, { at: label });
}

/** What a clock in the zone shows. */
const onClock = (instant: string, zone: string): string =>
  isUtc(zone) ? instant : `timezone(${quoteLiteral(zone)}, timezone('UTC', ${instant}))`;

/**
 * Hours and less are cut off by the zone's distance from UTC at that instant, so that the hour that comes twice in autumn stays
 * two; days and more begin when the zone's clock shows midnight.
 */
function bucket(instant: string, unit: Extract<Derivation, { kind: 'bucket' }>['unit'], zone: string): string {
  const cut = (value: string) => `CAST(date_trunc('${unit}', ${value}) AS TIMESTAMP)`;
  if (isUtc(zone) || unit === 'second' || unit === 'minute') return cut(instant);
  const local = onClock(instant, zone);
  if (unit === 'hour') return `(${cut(local)} - (${local} - ${instant}))`;
  return `timezone('UTC', timezone(${quoteLiteral(zone)}, ${cut(local)}))`;
}

function split(text: string, { side, at, separator }: Extract<Derivation, { kind: 'split' }>): string {
  const sign = quoteLiteral(separator);
  const length = Array.from(separator).length;
  // Without one, `strpos` is 0, and `reverse` finds none either.
  const first = `strpos(${text}, ${sign})`;
  const last = `length(${text}) - strpos(reverse(${text}), reverse(${sign})) - ${length} + 2`;
  const place = at === 'first' ? first : last;
  const has = `contains(${text}, ${sign})`;
  return side === 'before'
    ? `CASE WHEN ${has} THEN left(${text}, ${place} - 1) ELSE ${text} END`
    : `CASE WHEN ${has} THEN substr(${text}, ${place} + ${length}) END`;
}
