// Sigma's condition language: names of searches, `1 of`, `any of` and `all of` with patterns or `them`, `not`, `and`, `or` and
// parentheses. `not` binds closest, then `and`, then `or`.
import { RuleError } from './problem.ts';
import type { Condition } from './rule.ts';

type Reader = { words: string[]; at: number; line: number; names: string[] };

/**
 * @param names the searches there are, in the order written
 * @throws RuleError when it cannot be read, or names a search that is not there
 */
export function readCondition(text: string, names: string[], line: number): Condition {
  if (text.includes('|'))
    throw new RuleError(
      line,
      'The condition aggregates with “|”, which Sigma has replaced by correlation rules; write one instead.',
    );
  const words = text.match(/[()]|[^\s()]+/g) ?? [];
  if (words.length === 0) throw new RuleError(line, 'The condition is empty.');
  const reader: Reader = { words, at: 0, line, names };
  const tree = readAny(reader);
  if (reader.at < words.length)
    throw new RuleError(line, `The condition has “${words[reader.at]}” where “and”, “or” or its end should be.`);
  return tree;
}

const peek = (reader: Reader) => reader.words[reader.at]?.toLowerCase();
function take(reader: Reader, word: string): boolean {
  if (peek(reader) !== word) return false;
  reader.at++;
  return true;
}

function readAny(reader: Reader): Condition {
  const parts = [readAll(reader)];
  while (take(reader, 'or')) parts.push(readAll(reader));
  return parts.length === 1 ? parts[0]! : { kind: 'or', parts };
}

function readAll(reader: Reader): Condition {
  const parts = [readOne(reader)];
  while (take(reader, 'and')) parts.push(readOne(reader));
  return parts.length === 1 ? parts[0]! : { kind: 'and', parts };
}

function readOne(reader: Reader): Condition {
  if (take(reader, 'not')) return { kind: 'not', part: readOne(reader) };
  if (take(reader, '(')) {
    const inner = readAny(reader);
    if (!take(reader, ')')) throw new RuleError(reader.line, 'A parenthesis of the condition is not closed.');
    return inner;
  }
  const word = reader.words[reader.at++];
  if (word === undefined || /^(and|or|\))$/i.test(word))
    throw new RuleError(reader.line, `The condition has ${word ? `“${word}”` : 'its end'} where a search should be.`);
  if (take(reader, 'of')) return readSelector(reader, word);
  if (!reader.names.includes(word))
    throw new RuleError(reader.line, `The condition names “${word}”, and there is no such search.`);
  return { kind: 'search', name: word };
}

/** Searches that begin with an underscore are left out, which is what the underscore is for. */
function readSelector(reader: Reader, quantity: string): Condition {
  const pattern = reader.words[reader.at++];
  if (pattern === undefined || /^(and|or|not|[()])$/i.test(pattern))
    throw new RuleError(reader.line, `“${quantity} of” needs a search, a pattern of searches, or “them”.`);
  if (!/^(1|any|all)$/i.test(quantity))
    throw new RuleError(reader.line, `“${quantity} of” is no form of Sigma: it has “1 of”, “any of” and “all of”.`);
  const form =
    pattern.toLowerCase() === 'them' ? /^/ : new RegExp(`^${pattern.split('*').map(escapeSign).join('.*')}$`, 's');
  const found = reader.names.filter((name) => !name.startsWith('_') && form.test(name));
  if (found.length === 0) throw new RuleError(reader.line, `“${quantity} of ${pattern}” finds no search of that name.`);
  const parts = found.map((name): Condition => ({ kind: 'search', name }));
  if (parts.length === 1) return parts[0]!;
  return { kind: quantity.toLowerCase() === 'all' ? 'and' : 'or', parts };
}

const escapeSign = (text: string) => text.replace(/[\\^$.|?+()[\]{}]/g, '\\$&');
