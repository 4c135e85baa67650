// Values of the query model, typed by the column they are compared with. What cannot be understood is INVALID and names
// the column, before DuckDB could fail in the middle of a scan.
import type { Scalar } from '../../../../shared/query/view.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import { EngineError } from '../../engine-error.ts';
import { isInteger, kindOf } from './column-type.ts';
import type { Place } from './place.ts';

/** How two values of a place compare: the expression to compare, and a literal's SQL (null: no value can equal it). */
export type Comparison = {
  sql: string;
  /** A literal to test for equality; null when no value of this type can equal it. */
  equal: (value: NonNullable<Scalar>) => string | null;
  /** A bound. For integers `2.5` becomes 3 and is `rounded`: then `<= 2.5` is `< 3`. */
  bound: (value: NonNullable<Scalar>) => { literal: string; rounded: boolean };
};

export function comparisonOf(place: Place, text: string): Comparison {
  const { type, sql } = place;
  switch (kindOf(type)) {
    case 'number':
      return isInteger(type) ? integers(place) : numbers(place);
    case 'time': {
      const literal = (value: NonNullable<Scalar>) => timeLiteral(place, value);
      if (type.base !== 'scalar') break;
      const compared = type.name === 'DATE' ? `CAST(${sql} AS TIMESTAMP)` : sql;
      return { sql: compared, equal: literal, bound: plainBound(literal) };
    }
    case 'boolean': {
      const literal = (value: NonNullable<Scalar>) => {
        const word = String(value).trim().toLowerCase();
        if (['true', '1'].includes(word)) return 'true';
        if (['false', '0'].includes(word)) return 'false';
        throw refuse(place, value, 'true or false');
      };
      return { sql, equal: literal, bound: plainBound(literal) };
    }
    default:
  }
  const literal = (value: NonNullable<Scalar>) => quoteLiteral(String(value));
  return { sql: text, equal: literal, bound: plainBound(literal) };
}

const plainBound = (write: (value: NonNullable<Scalar>) => string) => (value: NonNullable<Scalar>) => ({
  literal: write(value),
  rounded: false,
});

const number = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,4})?$/;

function integers(place: Place): Comparison {
  const parse = (value: NonNullable<Scalar>) => {
    const written = String(value).trim();
    if (!number.test(written)) throw refuse(place, value, 'a number');
    return wholeNumber(written);
  };
  return {
    sql: place.sql,
    equal(value) {
      const { floor, exact } = parse(value);
      return exact && floor <= largest && floor >= -largest ? floor.toString() : null;
    },
    bound(value) {
      const { floor, exact } = parse(value);
      const next = exact ? floor : floor + 1n;
      if (next > largest) return { literal: largest.toString(), rounded: false };
      return { literal: (next < -largest ? -largest : next).toString(), rounded: !exact };
    },
  };
}

/** Of HUGEINT; comparing a wider literal would make DuckDB compare as DOUBLE. */
const largest = 2n ** 127n - 1n;

/** The whole number at or below a decimal text, without going through a float. */
function wholeNumber(written: string): { floor: bigint; exact: boolean } {
  const [, sign, digits, fraction = '', exponent = '0'] =
    /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(written) ?? [];
  const shift = Number(exponent);
  const all = `${digits ?? ''}${fraction}`;
  const point = (digits ?? '').length + shift;
  const whole = point <= 0 ? '0' : all.slice(0, point).padEnd(Math.min(point, 400), '0');
  const rest = point <= 0 ? all : all.slice(point);
  const exact = /^0*$/.test(rest);
  const magnitude = BigInt(whole || '0');
  if (sign !== '-') return { floor: magnitude, exact };
  return { floor: exact ? -magnitude : -magnitude - 1n, exact };
}

function numbers(place: Place): Comparison {
  const type = place.type.text;
  const literal = (value: NonNullable<Scalar>) => {
    const written = String(value).trim();
    if (number.test(written))
      return type === 'FLOAT' ? `CAST(${quoteLiteral(written)} AS FLOAT)` : `CAST(${quoteLiteral(written)} AS DOUBLE)`;
    if (/^[+-]?(nan|inf(inity)?)$/i.test(written)) return `CAST(${quoteLiteral(written)} AS DOUBLE)`;
    throw refuse(place, value, 'a number');
  };
  if (!type.startsWith('DECIMAL')) return { sql: place.sql, equal: literal, bound: plainBound(literal) };
  // DECIMAL against DOUBLE compares as DOUBLE, so its own list values are written as DECIMAL to be exact.
  const exact = (value: NonNullable<Scalar>) => {
    const written = String(value).trim();
    return /^[+-]?\d{1,20}(\.\d{1,18})?$/.test(written)
      ? `CAST(${quoteLiteral(written)} AS DECIMAL(38, 18))`
      : literal(value);
  };
  return { sql: `CAST(${place.sql} AS DECIMAL(38, 18))`, equal: exact, bound: plainBound(exact) };
}

const instant =
  /^(\d{4})-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9})\d*)?)?)?\s*(Z|UTC|[+-]\d\d(?::?\d\d)?)?)?$/i;

/** `2024-01-01T00:00:00.5+02:00` → `2023-12-31 22:00:00.5`; null when it is no time. Parts may be missing from the end. */
export function parseInstant(written: string): string | null {
  const found = instant.exec(written.trim());
  if (!found) return null;
  const [, year, month, day = '01', hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] = found;
  // Not Date.UTC(…), which takes the years 0 to 99 for 1900 to 1999.
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (date.getUTCMonth() + 1 !== Number(month) || date.getUTCDate() !== Number(day)) return null;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  date.setUTCHours(Number(hour), Number(minute), Number(second));
  const offset = /^([+-])(\d\d):?(\d\d)?$/.exec(zone);
  const minutes = offset ? (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3] ?? 0)) : 0;
  const shifted = new Date(date.getTime() - minutes * 60_000)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.000Z$/, '');
  const digits = fraction.replace(/0+$/, '');
  return digits ? `${shifted}.${digits}` : shifted;
}

function timeLiteral(place: Place, value: NonNullable<Scalar>): string {
  const written = String(value).trim();
  const time = parseInstant(written);
  if (time === null) {
    if (/^-?infinity(Z)?$/i.test(written)) return `CAST(${quoteLiteral(written.replace(/Z$/i, ''))} AS TIMESTAMP)`;
    throw refuse(place, value, 'a time such as 2024-01-31T18:00:00Z');
  }
  const fraction = time.split('.')[1] ?? '';
  if (place.type.base === 'scalar' && place.type.name === 'TIMESTAMP WITH TIME ZONE')
    return `TIMESTAMPTZ ${quoteLiteral(`${time}+00`)}`;
  return fraction.length > 6 ? `TIMESTAMP_NS ${quoteLiteral(time)}` : `TIMESTAMP ${quoteLiteral(time)}`;
}

function refuse(place: Place, value: Scalar, wanted: string): EngineError {
  return new EngineError('INVALID', `“${String(value)}” does not fit ${place.label}: it takes ${wanted}.`, {
    at: place.label,
  });
}
