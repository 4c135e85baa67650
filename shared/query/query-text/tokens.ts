// A query cut into its tokens. It never fails, since a half-typed query has to be coloured and completed: what cannot be
// read is a token too, with the reason.
import { readRange, type TypedRange } from './ranges.ts';
import { readWord, type Word } from './words.ts';

export type FieldToken = {
  kind: 'field';
  from: number;
  /** After the colon. */
  to: number;
  /** As written, without the colon. */
  name: string;
  /** `:=` asks for exactly this value: the same case, the very instant. */
  exact: boolean;
};

export type Token = {
  from: number;
  to: number;
  /** The field whose value this is or belongs to; null for what stands free. */
  of: FieldToken | null;
} & (
  | { kind: 'open' | 'close' | 'and' | 'or' | 'not' | 'plus' }
  | FieldToken
  | { kind: 'compare'; sign: '>' | '>=' | '<' | '<=' }
  | { kind: 'word'; word: Word }
  | { kind: 'regex'; pattern: string }
  | { kind: 'range'; range: TypedRange }
  | { kind: 'bad'; message: string; instead?: string[] }
);

const part = '(?:[\\p{L}\\p{N}_$][\\p{L}\\p{N}_$-]*|"(?:[^"\\\\]|\\\\.)*")';
const derivation = '@\\w+(?:\\.last)?(?:\\((?:"(?:[^"\\\\]|\\\\.)*"|[^()"]*)\\))?';
/** `useridentity.arn:`, `requestparameters."odd key":=`, `eventtime@day:`, `@timestamp:` */
const field = new RegExp(`(@?${part}(?:\\.${part})*(?:${derivation})?):(=?)`, 'uy');
const word = /(and|or|not|&&|\|\|)(?=[\s()]|$)/iy;
const compare = /[<>]=?/y;

const isBlank = (char: string | undefined) => char === undefined || /\s/.test(char);

export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  /** For each open parenthesis the field that it belongs to. */
  const open: (FieldToken | null)[] = [];
  let at = 0;
  const matchHere = (form: RegExp) => {
    form.lastIndex = at;
    return form.exec(text);
  };
  while (at < text.length) {
    const last = tokens.at(-1);
    const list = open.at(-1) ?? null;
    // `:` and `>` want a value, whatever it looks like.
    const asked = last?.kind === 'field' ? last : last?.kind === 'compare' ? last.of : null;
    const of = asked ?? list;
    const char = text[at]!;
    const add = (to: number, token: DistributiveOmit<Token, 'from' | 'to' | 'of'>) => {
      tokens.push({ from: at, to, of, ...token } as Token);
      at = to;
    };
    if (isBlank(char) || (list && !asked && char === ',')) {
      at++;
    } else if (char === '(') {
      open.push(of);
      add(at + 1, { kind: 'open' });
    } else if (char === ')') {
      open.pop();
      add(at + 1, { kind: 'close' });
    } else if (!asked && (char === '-' || char === '+' || char === '!')) {
      const isAlone = char !== '!' && (isBlank(text[at + 1]) || text[at + 1] === ')');
      if (isAlone)
        add(at + 1, {
          kind: 'bad',
          message: `Nothing follows the ${char}. Put quotes around it to find it: "${char}".`,
        });
      else add(at + 1, { kind: char === '+' ? 'plus' : 'not' });
    } else if (!(asked && last?.to === at) && matchHere(word)) {
      const found = matchHere(word)![0].toLowerCase();
      add(at + found.length, {
        kind: found === '&&' ? 'and' : found === '||' ? 'or' : (found as 'and' | 'or' | 'not'),
      });
    } else if (of && last?.kind !== 'compare' && matchHere(compare)) {
      const sign = matchHere(compare)![0];
      add(at + sign.length, { kind: 'compare', sign: sign as '>' });
    } else if (char === '[' || char === '{') {
      const range = readRange(text, at);
      if ('message' in range) add(range.to, { kind: 'bad', ...range });
      else if (!of)
        add(range.to, {
          kind: 'bad',
          message:
            'A range needs a field before it, such as eventtime:[2024-01-01 TO 2024-01-31]. Put quotes around text.',
        });
      else add(range.to, { kind: 'range', range });
    } else if (char === '/') {
      const regex = readRegex(text, at);
      if ('message' in regex) add(regex.to, { kind: 'bad', ...regex });
      else add(regex.to, { kind: 'regex', pattern: regex.pattern });
    } else if (!of && matchHere(field)) {
      const [all, name, sign] = matchHere(field)!;
      add(at + all.length, { kind: 'field', name: name!, exact: sign === '=' } as FieldToken);
    } else {
      const read = readWord(
        text,
        at,
        (i) => isBlank(text[i]) || /[()]/.test(text[i]!) || (list !== null && isListComma(text, i)),
      );
      if ('unclosed' in read) add(text.length, { kind: 'bad', message: 'The closing quote is missing.' });
      else add(read.to, { kind: 'word', word: read });
    }
  }
  return tokens;
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** In a list, `1.2.3.4, 5.6.7.8` is two values and `a,b` is one. */
const isListComma = (text: string, at: number) => text[at] === ',' && (isBlank(text[at + 1]) || text[at + 1] === ')');

function readRegex(
  text: string,
  from: number,
): { pattern: string; to: number } | { message: string; to: number; instead?: string[] } {
  let close = from + 1;
  while (close < text.length && text[close] !== '/') close += text[close] === '\\' ? 2 : 1;
  const end = text.slice(from).search(/[\s()]/);
  const wordEnd = end < 0 ? text.length : from + end;
  const quoted = (to: number) => [`"${text.slice(from, to).replace(/["\\]/g, '\\$&')}"`];
  if (close >= text.length)
    return {
      message: 'A regular expression ends with a slash. If a path is meant, put quotes around it.',
      to: wordEnd,
      instead: quoted(wordEnd),
    };
  const to = close + 1;
  if (!isBlank(text[to]) && !/[(),]/.test(text[to]!)) {
    const rest = text.slice(to).search(/[\s()]/);
    const pathEnd = rest < 0 ? text.length : to + rest;
    return {
      message: 'A regular expression ends at its second slash. If a path is meant, put quotes around it.',
      to: pathEnd,
      instead: quoted(pathEnd),
    };
  }
  if (to === from + 2) return { message: 'The regular expression is empty. Write * for any value.', to };
  // Only the slash is escaped for the language's sake; everything else is the expression's own.
  return {
    pattern: text.slice(from + 1, close).replace(/\\([\s\S])/g, (pair, char) => (char === '/' ? '/' : pair)),
    to,
  };
}
