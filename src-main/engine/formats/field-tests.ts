// Whether a text can be a value of a column: how a line without a header is told from lines of other logs.
import type { FormatColumn } from '../../../shared/formats/format.ts';

export type FieldTest = (text: string) => boolean;

const whole = (pattern: RegExp): FieldTest => {
  return (text) => pattern.test(text);
};

const integer = whole(/^[+-]?\d{1,20}$/);
const number = whole(/^[+-]?\d{1,20}(\.\d{1,20})?([eE][+-]?\d{1,3})?$/);
const truth = whole(/^(true|false|yes|no|t|f|1|0)$/i);
const isoTime = whole(/^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?)?( ?(Z|UTC|[+-]\d\d(:?\d\d)?))?$/);
const address = whole(/^(\d{1,3}(\.\d{1,3}){3}|(?=[^:]*:)[0-9A-Fa-f:.]{2,45})$/);
const account = whole(/^(\d{12}|unknown)$/);

/** Null: any text will do. */
export function testOf(column: FormatColumn): FieldTest | null {
  if (!('type' in column) || column.list === true) return null;
  if (column.entity === 'ip') return address;
  if (column.entity === 'account') return account;
  if (column.type === 'INTEGER' || column.type === 'BIGINT' || column.type === 'UBIGINT') return integer;
  if (column.type === 'DOUBLE') return number;
  if (column.type === 'BOOLEAN') return truth;
  if (column.type !== 'TIMESTAMP') return null;
  if (column.epoch !== undefined) return number;
  if (column.written === undefined) return isoTime;
  const tests = [column.written].flat().map(testOfTime);
  return tests.includes(null) ? null : (text) => tests.some((test) => test!(text));
}

/** What the values of samples have in common, for a column of texts: `ACCEPT`, `REJECT`; `eni-0a1b`. */
export function testOfValues(values: string[]): FieldTest | null {
  if (values.length === 0) return null;
  if (values.every((value) => /^[A-Z]+$/.test(value))) return whole(/^[A-Z]+$/);
  const heads = values.map((value) => /^[a-z]+-/.exec(value)?.[0]);
  const [head] = heads;
  return head !== undefined && heads.every((one) => one === head) ? (text) => text.startsWith(head) : null;
}

const parts: Record<string, string> = {
  Y: String.raw`\d{4}`,
  y: String.raw`\d{2}`,
  m: String.raw`\d{1,2}`,
  d: String.raw`[ \d]?\d`,
  H: String.raw`\d{1,2}`,
  I: String.raw`\d{1,2}`,
  M: String.raw`\d{2}`,
  S: String.raw`\d{2}`,
  f: String.raw`\d{1,9}`,
  g: String.raw`\d{1,9}`,
  n: String.raw`\d{1,9}`,
  b: '[A-Za-z]{3}',
  B: '[A-Za-z]{3,9}',
  a: '[A-Za-z]{3}',
  A: '[A-Za-z]{3,9}',
  p: '[AaPp][Mm]',
  z: String.raw`(?:Z|[+-]\d\d(?::?\d\d)?)`,
  j: String.raw`\d{1,3}`,
  '%': '%',
};

/** From `%d/%b/%Y`; null: it has a part that says too little. */
function testOfTime(written: string): FieldTest | null {
  const pieces = [...written.matchAll(/%-?([A-Za-z%])|([^%])/g)].map(([, part, sign]) =>
    sign === undefined ? parts[part!] : sign.replace(/[\\^$.*+?()[\]{}|/]/, String.raw`\$&`),
  );
  return pieces.includes(undefined) ? null : whole(new RegExp(`^${pieces.join('')}$`));
}
