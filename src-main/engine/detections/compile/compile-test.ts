// One line of a search (a field, its modifiers and values) as a condition in SQL.

import { RuleError } from '../../../../shared/sigma/problem.ts';
import type { FieldTest, ValueTest } from '../../../../shared/sigma/rule.ts';
import { parseNetwork } from '../../../../shared/values/ip.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import { compileNetworks } from '../../queries/compile/compile-networks.ts';
import { compileNumbers, compileRegex, compileTexts, compileTimes, signs } from './compile-text.ts';
import { type FieldPlace, placeField, type RuleTable, type Value, valueIn } from './field-place.ts';
import { joinAll, negate } from './join-conditions.ts';

/**
 * @param place where its field is, when that is not where the table has it
 * @throws RuleError when the table cannot be asked that
 */
export function compileTest(table: RuleTable, test: FieldTest, place = placeOf(table, test)): string {
  const ask = (values: ValueTest[]) => compileValues(table, place, values, test.line);
  const positive = test.link === 'any' ? ask(test.values.flat()) : joinAll(test.values.map(ask), 'AND');
  return test.negated ? negate(positive) : positive;
}

const placeOf = (table: RuleTable, { field, values, line }: FieldTest) =>
  field === null ? anywhere(values.flat()) : placeField(table, field, line);

/** The columns of JSON that the test reads, or the record itself, `raw`: wide ones, which are slow to read. */
export function documentsOf(table: RuleTable, { field, values, line }: FieldTest): string[] {
  if (field === null) return ['raw'];
  const place = placeField(table, field, line);
  const read = values.flat().flatMap((value) => {
    if (value.kind === 'exists') return [place.presentDocument];
    return value.kind === 'field' ? [place.document, placeField(table, value.field, line).document] : [place.document];
  });
  return [...new Set(read)].filter((document) => document !== null);
}

/** The record as it was read; with the escapes of JSON undone where what is looked for could meet them. */
function anywhere(values: ValueTest[]): FieldPlace {
  const isPlain = values.every(
    (value) =>
      value.kind === 'text' &&
      value.pattern.every((part) => ('text' in part ? !/["\\/]/.test(part.text) : part.sign === '*')),
  );
  const text = isPlain ? 'raw' : 'json_plain(raw)';
  return {
    some: (test) => test(valueIn(text)),
    text,
    missing: 'false',
    present: 'true',
    document: 'raw',
    presentDocument: 'raw',
    isList: false,
  };
}

/** Any of the values. */
function compileValues(table: RuleTable, place: FieldPlace, values: ValueTest[], line: number): string {
  const texts = values.filter(({ kind }) => perText.has(kind));
  const parts = [
    ...(texts.length > 0 ? [place.some((value) => joinAll(compileEach(value, texts, line), 'OR'))] : []),
    ...values.filter(({ kind }) => !perText.has(kind)).map((value) => compileWhole(table, place, value, line)),
  ];
  return joinAll([...new Set(parts)], 'OR');
}

/** Asked of each text that a field has, where the others are asked of the field as such. */
const perText = new Set<ValueTest['kind']>(['text', 'number', 'regex', 'network', 'compare', 'time']);

function compileEach({ text, time }: Value, tests: ValueTest[], line: number): string[] {
  const of = <K extends ValueTest['kind']>(kind: K) =>
    tests.filter((test): test is Extract<ValueTest, { kind: K }> => test.kind === kind);
  const networks = of('network').map(({ network }) => checkNetwork(network, line));
  const type = { base: 'scalar', text: 'VARCHAR', name: 'VARCHAR' } as const;
  return [
    ...compileTexts(text, of('text')),
    ...compileNumbers(text, of('number')),
    ...of('compare').map(({ op, number }) => `number_of(${text}) ${signs[op]} ${quoteLiteral(number)}`),
    ...compileTimes(time, of('time')),
    ...of('regex').map((test) => compileRegex(text, test)),
    ...(networks.length > 0 ? [compileNetworks({ sql: text, type, label: '' }, networks)] : []),
  ];
}

function checkNetwork(network: string, line: number): string {
  if (!parseNetwork(network))
    throw new RuleError(line, `“${network}” is no network; write 10.0.0.0/8 or 2001:db8::/32.`);
  return network;
}

function compileWhole(table: RuleTable, place: FieldPlace, value: ValueTest, line: number): string {
  switch (value.kind) {
    case 'null':
      return place.missing;
    case 'exists':
      return value.exists ? place.present : `NOT ${place.present}`;
    case 'field': {
      const other = placeField(table, value.field, line);
      return place.some((left) => other.some((right) => compareFields(left.text, right.text, value), 'w'));
    }
    default:
      throw new Error(`${value.kind} is asked of each text`);
  }
}

function compareFields(left: string, right: string, { match, cased }: Extract<ValueTest, { kind: 'field' }>): string {
  const [a, b] = cased ? [left, right] : [`lower(${left})`, `lower(${right})`];
  if (match === 'whole') return `${a} = ${b}`;
  return `${{ start: 'starts_with', end: 'ends_with', inside: 'contains' }[match]}(${a}, ${b})`;
}
