// The columns and fields that a pivot can be built of, and what each can be turned into.
import type { ColumnInfo, ColumnKind, TableInfo } from '../../../shared/contract/views.ts';
import { readColumnKey } from '../../../shared/query/column-key.ts';
import type { Derivation, TimePart, TimeUnit } from '../../../shared/query/derivation.ts';
import type { MeasureKind } from '../../../shared/query/pivot.ts';
import { type ColumnRef, columnKey } from '../../../shared/query/view.ts';

export type Field = { ref: ColumnRef; key: string; kind: ColumnKind; doc: string | undefined };

/** Every column, the fields of structs after it; a struct itself is no value to group by. */
export function listFields(source: TableInfo): Field[] {
  const visit = (info: ColumnInfo, ref: ColumnRef): Field[] => {
    const inner = info.kind === 'struct' ? (info.fields ?? []) : [];
    const fields = inner.flatMap((field) => visit(field, { column: ref.column, path: [...ref.path, field.name] }));
    return info.kind === 'struct' ? fields : [{ ref, key: columnKey(ref), kind: info.kind, doc: info.doc }];
  };
  return source.columns.flatMap((column) => visit(column, { column: column.name, path: [] }));
}

/** Fields whose names hold every word of the text, those that begin with it first; a place inside JSON may be typed whole. */
export function searchFields(fields: Field[], text: string): Field[] {
  const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const rank = ({ key }: Field) => {
    const name = key.toLowerCase();
    const last = name.split('.').at(-1)!;
    return name.startsWith(words[0] ?? '') ? 0 : last.startsWith(words[0] ?? '') ? 1 : 2;
  };
  const found = fields.filter(({ key }) => words.every((word) => key.toLowerCase().includes(word)));
  const sorted = words.length === 0 ? found : found.toSorted((a, b) => rank(a) - rank(b));
  const typed = typedField(fields, text.trim());
  return typed ? [typed, ...sorted] : sorted;
}

/** `requestparameters.bucketName`: a place inside a JSON column, which the source's description cannot list. */
function typedField(fields: Field[], text: string): Field | null {
  const ref = /[^.]$/.test(text) ? readTyped(text) : null;
  if (!ref || ref.by || ref.path.length === 0) return null;
  const key = columnKey(ref);
  const holder = fields.find(
    (field) => field.kind === 'json' && key.toLowerCase().startsWith(`${field.key.toLowerCase()}.`),
  );
  if (!holder || fields.some((field) => field.key === key)) return null;
  return { ref, key, kind: 'json', doc: `Inside ${holder.key}` };
}

function readTyped(text: string): ColumnRef | null {
  try {
    return readColumnKey(text);
  } catch {
    return null; // A quoted part that is not finished yet.
  }
}

/** The kind of a column's values; what is inside JSON may be anything. */
export function kindIn(fields: Field[], ref: ColumnRef): ColumnKind {
  const plain = columnKey({ column: ref.column, path: ref.path }).toLowerCase();
  const known = fields.find(({ key }) => key.toLowerCase() === plain);
  return known?.kind ?? 'json';
}

/** The column of a condition that is there already, derived or inside JSON too. */
export function fieldOf(fields: Field[], ref: ColumnRef): Field {
  const key = columnKey(ref);
  const known = ref.by ? undefined : fields.find((field) => field.key === key);
  return known ?? { ref, key, kind: ref.by ? 'text' : kindIn(fields, ref), doc: undefined };
}

const units: TimeUnit[] = ['minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'];
const parts: [TimePart, string][] = [
  ['hourOfDay', 'hour of the day'],
  ['weekday', 'weekday'],
  ['dayOfMonth', 'day of the month'],
  ['monthOfYear', 'month of the year'],
];

export type DerivationChoice = { label: string; by: Derivation | undefined };

/** What a column's values can be turned into, the value itself first. Times are counted on the clock of `zone`. */
export function derivationChoices(kind: ColumnKind, zone: string): DerivationChoice[] {
  const itself: DerivationChoice = { label: 'each value', by: undefined };
  if (kind === 'time')
    return [
      itself,
      ...units.map((unit): DerivationChoice => ({ label: unit, by: { kind: 'bucket', unit, zone } })),
      ...parts.map(([part, label]): DerivationChoice => ({ label, by: { kind: 'part', part, zone } })),
    ];
  if (kind !== 'text' && kind !== 'json') return [itself];
  const network = (ipv4: number, ipv6: number): DerivationChoice => ({
    label: `IP network /${ipv4}, IPv6 /${ipv6}`,
    by: { kind: 'network', ipv4, ipv6 },
  });
  const split = (side: 'before' | 'after', at: 'first' | 'last', separator: string): DerivationChoice => ({
    label: `text ${side} the ${at} ${separator}`,
    by: { kind: 'split', side, at, separator },
  });
  return [
    itself,
    network(24, 48),
    network(16, 32),
    network(8, 24),
    split('before', 'first', '.'),
    split('after', 'last', '/'),
    split('before', 'first', '/'),
    split('after', 'last', ':'),
    split('before', 'first', '@'),
  ];
}

/** A fresh dimension on a column: times by day, everything else by value. */
export const freshColumn = ({ ref, kind }: Field, zone: string): ColumnRef =>
  kind === 'time' ? { ...ref, by: { kind: 'bucket', unit: 'day', zone } } : ref;

export const measureLabels: Record<MeasureKind, string> = {
  count: 'Count of rows',
  distinct: 'Count of different values',
  list: 'The different values',
  min: 'Smallest (earliest)',
  max: 'Largest (latest)',
  first: 'Value of the first row in time',
  last: 'Value of the last row in time',
  any: 'Any value',
  sum: 'Sum',
  average: 'Average',
  percentile: 'Percentile',
};

/** What can be said of a column's values; `hasTime`: the source says when. */
export function measureKinds(kind: ColumnKind, hasTime: boolean): MeasureKind[] {
  const numeric: MeasureKind[] = ['number', 'text', 'json'].includes(kind) ? ['sum', 'average', 'percentile'] : [];
  const timed: MeasureKind[] = hasTime ? ['first', 'last'] : [];
  const ofTime: MeasureKind[] = kind === 'time' ? ['percentile'] : [];
  return ['distinct', 'list', 'min', 'max', ...timed, 'any', ...numeric, ...ofTime];
}
