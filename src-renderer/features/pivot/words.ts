// A pivot's values and figures as people read them.
import { describeDerivation } from '../../../shared/query/derivation.ts';
import { type Dimension, keepsWithin, type Measure, nameMeasure } from '../../../shared/query/pivot.ts';
import type { PivotKey } from '../../../shared/query/pivot-drill.ts';
import { type ColumnRef, columnKey } from '../../../shared/query/view.ts';
import { formatInstant } from '../../../shared/values/time.ts';

/** `day of eventtime`, `sourceipaddress /24`, `eventname`. */
export function nameColumn(ref: ColumnRef): string {
  const plain = columnKey({ column: ref.column, path: ref.path });
  return ref.by ? describeDerivation(ref.by, plain) : plain;
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const months = 'January February March April May June July August September October November December'.split(' ');
const faces = { second: 19, minute: 16, hour: 16, day: 10, week: 10, month: 7, quarter: 7, year: 4 } as const;

/** `top 10`, `rarest 5 each`; empty where all values are kept. */
export function topWords(dimension: Dimension, at: number): string {
  const { top } = dimension;
  if (!top) return '';
  return `${top.order === 'largest' ? 'top' : 'rarest'} ${top.count}${keepsWithin(dimension, at) ? ' each' : ''}`;
}

/** `others` says how many values they are, where that is known. */
export function keyWords(key: PivotKey, { column }: Dimension, zone: string, others: number | null): string {
  if ('othersThan' in key) return others === null ? 'others' : `others (${others.toLocaleString('en-US')})`;
  const { value } = key;
  if (value === null) return 'empty';
  if (value === '') return '""';
  const { by } = column;
  if (by?.kind === 'bucket') return bucketWords(value, by.unit, by.zone);
  if (by?.kind === 'part') {
    if (by.part === 'weekday') return weekdays[Number(value) - 1] ?? value;
    if (by.part === 'monthOfYear') return months[Number(value) - 1] ?? value;
    return by.part === 'hourOfDay' ? `${value.padStart(2, '0')}:00` : value;
  }
  return by === undefined ? formatInstant(value, zone) : value;
}

function bucketWords(value: string, unit: keyof typeof faces, zone: string): string {
  const face = formatInstant(value, zone);
  if (unit === 'quarter') return `${face.slice(0, 4)} Q${Math.ceil(Number(face.slice(5, 7)) / 3)}`;
  return face === value ? value : face.slice(0, faces[unit]);
}

/** The figure as it is painted; null for a cell without a value. */
export function figureWords(figure: string | null, measure: Measure, zone: string): string | null {
  if (figure === null) return null;
  if ('of' in measure && measure.of) return percentWords(Number(figure));
  if (measure.kind === 'list') {
    const { count, values } = JSON.parse(figure) as { count: number; values: string[] };
    const more = count - values.length;
    return `${values.join(', ')}${more > 0 ? ` … and ${more.toLocaleString('en-US')} more` : ''}`;
  }
  if (/^-?\d{4,}$/.test(figure) && isAmount(measure)) return groupDigits(figure);
  if (measure.kind === 'average' || (measure.kind === 'sum' && /[.e]/.test(figure))) return roundWords(figure);
  return figure === '' ? '""' : formatInstant(figure, zone);
}

const isAmount = ({ kind }: Measure) => kind === 'count' || kind === 'distinct' || kind === 'sum' || kind === 'average';

const percentWords = (share: number) => {
  const percent = share * 100;
  return percent > 0 && percent < 0.1 ? '<0.1 %' : `${percent.toFixed(1)} %`;
};

/** Digits in threes, however many: a number of 64 bits is no JavaScript number. */
const groupDigits = (digits: string) => digits.replace(/\B(?=(\d{3})+$)/g, ',');

function roundWords(figure: string): string {
  const number = Number(figure);
  return Number.isFinite(number) ? number.toLocaleString('en-US', { maximumFractionDigits: 2 }) : figure;
}

/** Of a header: `count`, `distinct sourceipaddress`, `count % of row`. */
export function measureTitle(measure: Measure): string {
  if ('of' in measure && measure.of) return `${nameMeasure({ ...measure, of: undefined })} % of ${measure.of}`;
  return nameMeasure(measure);
}

/** Figures that are numbers stand at the right. */
export const isNumeric = (measure: Measure): boolean =>
  ['count', 'distinct', 'sum', 'average', 'percentile'].includes(measure.kind);
