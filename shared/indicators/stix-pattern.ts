// STIX 2.1 patterns, as far as they name values: which object's which property is compared with what.
// https://docs.oasis-open.org/cti/stix/v2.1/os/stix-v2.1-os.html#_e8slinrhxcc9 (read 2026-11-27)

/** `values`: the texts it is compared with. `isPart`: the pattern asks for more than this. */
export type Comparison = { path: string; operator: string; negated: boolean; values: string[]; isPart: boolean };

export class PatternProblem extends Error {
  readonly offset: number;
  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

type Token = { kind: 'text' | 'path' | 'word' | 'sign' | 'other'; text: string; at: number };

const tokenPattern =
  /\s+|(?<text>'(?:[^'\\]|\\.)*')|(?<other>(?:[hbt]'(?:[^'\\]|\\.)*')|[+-]?\d+(?:\.\d+)?)|(?<path>[A-Za-z][\w-]*:[A-Za-z_'][\w-]*'?(?:\.[\w-]+|\.'(?:[^'\\]|\\.)*'|\[(?:\*|\d+)\])*|[A-Za-z][\w-]*:'(?:[^'\\]|\\.)*'(?:\.[\w-]+|\.'(?:[^'\\]|\\.)*'|\[(?:\*|\d+)\])*)|(?<word>[A-Za-z]+)|(?<sign>!=|<=|>=|==|[=<>[\](),])/y;

function tokenise(pattern: string): Token[] {
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < pattern.length) {
    const at = tokenPattern.lastIndex;
    const found = tokenPattern.exec(pattern);
    if (!found) throw new PatternProblem(at, `The pattern cannot be read from its character ${at + 1} on.`);
    const [kind, text] = Object.entries(found.groups!).find(([, part]) => part !== undefined) ?? [];
    if (kind !== undefined) tokens.push({ kind: kind as Token['kind'], text: text!, at });
  }
  return tokens;
}

const unquote = (text: string): string => text.slice(1, -1).replaceAll(/\\(.)/gs, '$1');
const operators = new Set(['=', '==', '!=', '<', '>', '<=', '>=', 'IN', 'LIKE', 'MATCHES', 'ISSUBSET', 'ISSUPERSET']);

/** @throws PatternProblem */
export function readPattern(pattern: string): Comparison[] {
  const tokens = tokenise(pattern);
  const comparisons: Comparison[] = [];
  let depth = 0;
  let at = 0;
  const fail = (token: Token | undefined, wanted: string): never => {
    throw new PatternProblem(
      token?.at ?? pattern.length,
      `At character ${(token?.at ?? pattern.length) + 1} of the pattern ${wanted} is expected.`,
    );
  };
  const literal = (): string => {
    const token = tokens[at++];
    if (token?.kind === 'text') return unquote(token.text);
    if (token?.kind === 'other') return token.text;
    if (token?.kind === 'word' && /^(?:true|false)$/i.test(token.text)) return token.text;
    return fail(token, 'a value');
  };
  while (at < tokens.length) {
    const token = tokens[at++]!;
    if (token.kind === 'sign' && (token.text === '[' || token.text === '(')) depth++;
    else if (token.kind === 'sign' && (token.text === ']' || token.text === ')')) {
      if (--depth < 0) fail(token, 'no bracket');
    } else if (
      token.kind === 'word' &&
      /^(?:AND|OR|FOLLOWEDBY|NOT|EXISTS|WITHIN|REPEATS|TIMES|SECONDS|START|STOP)$/.test(token.text)
    ) {
      if (token.text === 'EXISTS' && tokens[at]?.kind === 'path')
        comparisons.push({ path: tokens[at++]!.text, operator: 'EXISTS', negated: false, values: [], isPart: false });
    } else if (token.kind === 'path') {
      const negated = tokens[at]?.text === 'NOT' && at++ > 0;
      const operator = tokens[at++];
      if (!operator || !operators.has(operator.text)) fail(operator, 'an operator');
      const values: string[] = [];
      if (operator!.text === 'IN') {
        if (tokens[at++]?.text !== '(') fail(tokens[at - 1], 'a bracket');
        values.push(literal());
        while (tokens[at]?.text === ',') {
          at++;
          values.push(literal());
        }
        if (tokens[at++]?.text !== ')') fail(tokens[at - 1], 'a bracket');
      } else values.push(literal());
      comparisons.push({
        path: token.text,
        operator: operator!.text === '==' ? '=' : operator!.text,
        negated,
        values,
        isPart: false,
      });
    } else if (token.kind !== 'other' && token.kind !== 'text') {
      // Numbers and timestamps stand after WITHIN, REPEATS, START and STOP.
      fail(token, 'a comparison');
    }
  }
  if (depth !== 0) fail(undefined, 'a bracket');
  if (comparisons.length === 0) throw new PatternProblem(0, 'The pattern compares nothing.');
  const asksForMore = tokens.some(
    ({ kind, text }) => kind === 'word' && /^(?:AND|FOLLOWEDBY|REPEATS|WITHIN)$/.test(text),
  );
  return comparisons.map((comparison) => ({ ...comparison, isPart: asksForMore }));
}
