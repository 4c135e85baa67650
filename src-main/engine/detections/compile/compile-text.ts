// What a rule's value asks of a text, in SQL. NULL is as good as false here: only `not` minds, and takes care of it.
import { type Pattern, plainText } from '../../../../shared/sigma/pattern.ts';
import type { Comparison, ValueTest } from '../../../../shared/sigma/rule.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import { isAscii } from '../../queries/compile/text-patterns.ts';

export type TextTest = Extract<ValueTest, { kind: 'text' }>;

export const signs: Record<Comparison | 'eq', string> = { lt: '<', lte: '<=', gt: '>', gte: '>=', eq: '=' };

/** Texts without wildcards become one IN. */
export function compileTexts(text: string, tests: TextTest[]): string[] {
  return [true, false].flatMap((cased) => {
    const all = tests.filter((test) => test.cased === cased);
    const plain = all.flatMap(({ pattern }) => plainText(pattern) ?? []);
    const others = all.filter(({ pattern }) => plainText(pattern) === null);
    const side = cased ? text : `lower(${text})`;
    const literals = [...new Set(plain.map((value) => literalOf(value, cased)))];
    return [
      ...(literals.length > 0 ? [isOneOf(side, literals)] : []),
      ...others.map(({ pattern }) => compilePattern(text, side, pattern, cased)),
    ];
  });
}

/** DuckDB makes a join of every IN with more than four constants, which is slower, and a hundred of them much slower. */
export function isOneOf(side: string, literals: string[]): string {
  if (literals.length === 1) return `${side} = ${literals[0]}`;
  return literals.length < 5
    ? `${side} IN (${literals.join(', ')})`
    : `list_contains([${literals.join(', ')}], ${side})`;
}

/** DuckDB lowers more letters than ASCII in a way of its own, so it is to lower both sides. */
function literalOf(value: string, cased: boolean): string {
  if (cased) return quoteLiteral(value);
  return isAscii(value) ? quoteLiteral(value.toLowerCase()) : `lower(${quoteLiteral(value)})`;
}

function compilePattern(text: string, side: string, pattern: Pattern, cased: boolean): string {
  const shape = pattern.map((part) => ('text' in part ? 't' : part.sign)).join('');
  const only = pattern.map((part) => ('text' in part ? part.text : '')).join('');
  if (shape === '*') return `${text} IS NOT NULL`;
  if (shape === '*t*') return `contains(${side}, ${literalOf(only, cased)})`;
  if (shape === 't*') return `starts_with(${side}, ${literalOf(only, cased)})`;
  if (shape === '*t') return `ends_with(${side}, ${literalOf(only, cased)})`;
  const like = pattern
    .map((part) => ('text' in part ? part.text.replace(/[%_\\]/g, '\\$&') : part.sign === '*' ? '%' : '_'))
    .join('');
  return `${side} LIKE ${literalOf(like, cased)} ESCAPE '\\'`;
}

const usualNumber = /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/;

/** As numbers; as they are written only where that is a number in no usual way. */
export function compileNumbers(text: string, tests: Extract<ValueTest, { kind: 'number' }>[]): string[] {
  const odd = tests.filter((test) => !usualNumber.test(test.text));
  const numbers = [...new Set(tests.map(({ number }) => quoteLiteral(number)))];
  return [
    ...(numbers.length > 0 ? [isOneOf(`number_of(${text})`, numbers)] : []),
    ...odd.map((test) => `${text} = ${quoteLiteral(test.text)}`),
  ];
}

export function compileTimes(time: string, tests: Extract<ValueTest, { kind: 'time' }>[]): string[] {
  return [...new Set(tests.map(({ part }) => part))].flatMap((part) => {
    const side = `date_part('${part}', ${time})`;
    const [equal, others] = [true, false].map((isEqual) =>
      tests.filter((test) => test.part === part && (test.op === 'eq') === isEqual),
    );
    return [
      ...(equal!.length > 0 ? [isOneOf(side, [...new Set(equal!.map(({ number }) => quoteLiteral(number)))])] : []),
      ...others!.map(({ op, number }) => `${side} ${signs[op]} ${quoteLiteral(number)}`),
    ];
  });
}

export function compileRegex(text: string, test: Extract<ValueTest, { kind: 'regex' }>): string {
  return `regexp_matches(${text}, ${quoteLiteral(regexOf(test))})`;
}

/** As RE2 takes it. */
export function regexOf({ source, ignoreCase, multiLine, dotAll }: Extract<ValueTest, { kind: 'regex' }>): string {
  const flags = `${ignoreCase ? 'i' : ''}${multiLine ? 'm' : ''}${dotAll ? 's' : ''}`;
  return flags === '' ? source : `(?${flags})${source}`;
}
