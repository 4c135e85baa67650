// The language of the search bar (docs/search.md) → filters. OR binds looser than AND; terms side by side are joined by AND,
// values side by side in one field's parentheses by OR.
import type { NewFilter } from '../edit.ts';
import { escapePattern, readPattern, writePattern } from '../text-pattern.ts';
import type { Filter } from '../view.ts';
import {
  type AskedField,
  hasValue,
  type Reading,
  rangeCondition,
  regexCondition,
  wordCondition,
} from './conditions.ts';
import { findField, type QuerySource } from './fields.ts';
import { allOf, anyOf, negate } from './groups.ts';
import { QueryProblem } from './problem.ts';
import { type FieldToken, type Token, tokenise } from './tokens.ts';
import { textOfWord, type Word } from './words.ts';

/** Parentheses within parentheses; a person needs three. */
const deepest = 60;

type Parser = { text: string; tokens: Token[]; at: number; depth: number; source: QuerySource; reading: Reading };

/**
 * The filters of a query, joined by AND; none for blank text. Their ids are unique among themselves.
 *
 * @param reading zone on whose clock times without an offset stand
 * @throws QueryProblem, and nothing else
 */
export function parseQuery(text: string, source: QuerySource, reading: Reading = { zone: 'UTC' }): Filter[] {
  const parser: Parser = { text, tokens: tokenise(text), at: 0, depth: 0, source, reading };
  if (parser.tokens.length === 0) return [];
  const whole = readOr(parser, null);
  const left = parser.tokens[parser.at];
  if (left) throw new QueryProblem('This closing parenthesis has no opening one.', left);
  const parts: NewFilter[] = whole.op === 'all' && !whole.negated ? whole.filters : [whole];
  return parts.map((filter, i) => ({ ...filter, id: `q${i + 1}` }) as Filter);
}

/** Terms up to a closing parenthesis or the end. `field`: inside its parentheses, where there are only values. */
function readOr(parser: Parser, field: AskedField | null): NewFilter {
  const parts = [readSideBySide(parser, field)];
  while (take(parser, 'or')) parts.push(readSideBySide(parser, field));
  return anyOf(parts);
}

function readSideBySide(parser: Parser, field: AskedField | null): NewFilter {
  const parts = [readAnd(parser, field)];
  while (!isAtEnd(parser)) parts.push(readAnd(parser, field));
  if (!field) return allOf(parts.map(({ filter }) => filter));
  const wanted = parts.filter(({ isNot }) => !isNot).map(({ filter }) => filter);
  const unwanted = parts.filter(({ isNot }) => isNot).map(({ filter }) => filter);
  return allOf([...(wanted.length > 0 ? [anyOf(wanted)] : []), ...unwanted]);
}

type Operand = { filter: NewFilter; isNot: boolean };

function readAnd(parser: Parser, field: AskedField | null): Operand {
  const first = readOperand(parser, field);
  const others: NewFilter[] = [];
  while (take(parser, 'and')) others.push(readOperand(parser, field).filter);
  return others.length === 0 ? first : { filter: allOf([first.filter, ...others]), isNot: false };
}

function readOperand(parser: Parser, field: AskedField | null): Operand {
  let isNegated = false;
  for (;;) {
    if (take(parser, 'not')) isNegated = !isNegated;
    else if (!take(parser, 'plus')) break;
  }
  const filter = readTerm(parser, field);
  return { filter: isNegated ? negate(filter) : filter, isNot: isNegated };
}

const isAtEnd = ({ tokens, at }: Parser) => at >= tokens.length || ['close', 'or'].includes(tokens[at]!.kind);

function take(parser: Parser, kind: Token['kind']): boolean {
  if (parser.tokens[parser.at]?.kind !== kind) return false;
  parser.at++;
  return true;
}

function readTerm(parser: Parser, field: AskedField | null): NewFilter {
  const token = parser.tokens[parser.at];
  if (!token || token.kind === 'close' || token.kind === 'and' || token.kind === 'or') throw missing(parser, token);
  parser.at++;
  switch (token.kind) {
    case 'open':
      return readGroup(parser, token, field);
    case 'field':
      return readFieldTerm(parser, token);
    case 'bad':
      throw new QueryProblem(token.message, token, token.instead);
    case 'word':
      return field ? wordCondition(field, token.word, parser.reading) : freeWord(token.word, parser.source);
    case 'regex':
      return field ? regexCondition(field, token.pattern) : { ...anywhere, value: token.pattern, regex: true };
    case 'range':
      return rangeCondition(field!, token.range, token, parser.reading);
    case 'compare':
      return readComparison(parser, token, field!);
    default:
      throw missing(parser, token);
  }
}

const anywhere = { op: 'record', negated: false, enabled: true, regex: false } as const;

function readGroup(parser: Parser, open: Token, field: AskedField | null): NewFilter {
  if (++parser.depth > deepest) throw new QueryProblem('These parentheses are too deep to follow.', open);
  if (parser.tokens[parser.at]?.kind === 'close')
    throw new QueryProblem('There is nothing in these parentheses.', {
      from: open.from,
      to: parser.tokens[parser.at]!.to,
    });
  const inner = readOr(parser, field);
  parser.depth--;
  if (!take(parser, 'close')) throw new QueryProblem('The closing parenthesis is missing.', open);
  return inner;
}

function readFieldTerm(parser: Parser, token: FieldToken): NewFilter {
  const next = parser.tokens[parser.at];
  const special = token.name.toLowerCase();
  if (special === '_exists_' && next?.kind === 'word') {
    parser.at++;
    return hasValue(resolve(parser, { ...token, name: textOfWord(next.word), from: next.from, to: next.to + 1 }));
  }
  const field = resolve(parser, token);
  if (!next || next.of !== token)
    throw new QueryProblem(`What must ${token.name} be? Write a value after the colon, or * for any.`, token);
  return readTerm(parser, field);
}

function resolve(parser: Parser, token: FieldToken): AskedField {
  const found = findField(parser.source, token.name);
  if ('ref' in found) return { ...found, exact: token.exact };
  const meant = found.nearest.length > 0 ? ` Did you mean ${found.nearest.join(' or ')}?` : '';
  const place = { from: token.from, to: token.from + token.name.length };
  throw new QueryProblem(`${found.unknown}${meant} Text with a colon in it needs quotes.`, place, found.nearest);
}

/** `*` alone is every row, as in Lucene. */
function freeWord(word: Word, source: QuerySource): NewFilter {
  if (!word.isQuoted) checkEquals(word, source);
  if (word.pattern === '*:*') return allOf([]);
  const parts = readPattern(word.pattern);
  // Text is found anywhere, so that stars at its ends say nothing.
  const isStar = (part: (typeof parts)[number]) => 'sign' in part && part.sign === '*';
  const start = parts.findIndex((part) => !isStar(part));
  if (word.pattern === '') throw new QueryProblem('There is nothing between these quotes.', word);
  if (start < 0) return allOf([]);
  const inner = parts.slice(start, parts.findLastIndex((part) => !isStar(part)) + 1);
  const [only] = inner;
  if (inner.length === 1 && 'text' in only!) return { ...anywhere, value: only.text };
  return { ...anywhere, value: writePattern(inner), wildcard: true };
}

/** `eventname=CreateUser` is how other languages write it. */
function checkEquals(word: Word, source: QuerySource): void {
  const [, name = '', not = '', value = ''] = /^([\w.]+)(!?)=+(.*)$/s.exec(textOfWord(word)) ?? [];
  if (name === '' || !('ref' in findField(source, name))) return;
  const meant = `${not ? '-' : ''}${name}:${escapePattern(value)}`;
  throw new QueryProblem(`Write a colon after a field: ${meant}. Put quotes around text that has an = in it.`, word, [
    meant,
  ]);
}

function readComparison(parser: Parser, token: Extract<Token, { kind: 'compare' }>, field: AskedField): NewFilter {
  const next = parser.tokens[parser.at];
  if (next?.kind !== 'word' || next.from < token.to)
    throw new QueryProblem(`Write a value after ${token.sign}.`, token);
  parser.at++;
  const includes = token.sign.length === 2;
  const isLow = token.sign.startsWith('>');
  const bound = { low: isLow ? next.word : null, high: isLow ? null : next.word };
  const place = { from: token.from, to: next.to };
  return rangeCondition(
    field,
    { ...bound, includeLow: includes, includeHigh: includes, to: next.to },
    place,
    parser.reading,
  );
}

function missing({ tokens, at, text }: Parser, token: Token | undefined): QueryProblem {
  const before = tokens[at - 1];
  if (token?.kind === 'close' && !before)
    return new QueryProblem('This closing parenthesis has no opening one.', token);
  const place = token ?? { from: text.trimEnd().length, to: text.trimEnd().length };
  if (before?.kind === 'field')
    return new QueryProblem(`What must ${before.name} be? Write a value after the colon, or * for any.`, before);
  const word =
    before && ['and', 'or', 'not'].includes(before.kind) ? ` after ${text.slice(before.from, before.to)}` : '';
  const isOperator = token?.kind === 'and' || token?.kind === 'or';
  const hint = isOperator ? ` Put quotes around “${text.slice(token.from, token.to)}” to find the word itself.` : '';
  return new QueryProblem(`A condition is missing${word || ' here'}.${hint}`, token ? place : (before ?? place));
}
