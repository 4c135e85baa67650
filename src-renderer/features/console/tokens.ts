// Cuts SQL text into tokens as DuckDB's scanner does, well enough to find statements, tables in scope and what is being
// typed. It never fails: half-written text is the normal case in an editor.

export type TokenKind = 'word' | 'quoted' | 'string' | 'number' | 'comment' | 'symbol';

/** `open` marks a string, quoted name or comment that the text's end cut off. */
export type Token = { kind: TokenKind; from: number; to: number; text: string; open?: boolean };

const wordStart = /[A-Za-z_\u0080-\uffff]/;
const word = /[\w$\u0080-\uffff]*/y;
const number = /\d[\d_]*(\.\d*)?([eE][+-]?\d+)?/y;
const operator = /->>|->|::|<=|>=|<>|!=|==|\|\||=>|[\s\S]/y;
const dollarTag = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;

export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text[at]!;
    if (/\s/.test(char)) {
      at++;
      continue;
    }
    const token = readToken(text, at, char);
    tokens.push(token);
    at = token.to;
  }
  return tokens;
}

function readToken(text: string, from: number, char: string): Token {
  const make = (kind: TokenKind, to: number, open = false): Token => ({
    kind,
    from,
    to,
    text: text.slice(from, to),
    ...(open ? { open } : {}),
  });
  const match = (pattern: RegExp): string | null => {
    pattern.lastIndex = from;
    return pattern.exec(text)?.[0] ?? null;
  };

  if (char === '-' && text[from + 1] === '-') {
    const end = text.indexOf('\n', from);
    return make('comment', end < 0 ? text.length : end, end < 0);
  }
  if (char === '/' && text[from + 1] === '*') {
    const end = endOfBlockComment(text, from);
    return make('comment', end ?? text.length, end === null);
  }
  if (char === "'") return delimited('string', "'", from + 1, false);
  if (char === '"') return delimited('quoted', '"', from + 1, false);
  if (/[eE]/.test(char) && text[from + 1] === "'") return delimited('string', "'", from + 2, true);
  if (char === '$') {
    const tag = match(dollarTag);
    if (tag) {
      const end = text.indexOf(tag, from + tag.length);
      return make('string', end < 0 ? text.length : end + tag.length, end < 0);
    }
  }
  if (wordStart.test(char)) return make('word', from + match(word)!.length);
  if (/\d/.test(char)) return make('number', from + match(number)!.length);
  return make('symbol', from + match(operator)!.length);

  /** Text up to the closing mark; a doubled mark stands for itself, a backslash escapes only in E'…'. */
  function delimited(kind: TokenKind, mark: string, start: number, backslash: boolean): Token {
    for (let i = start; i < text.length; i++) {
      if (backslash && text[i] === '\\') i++;
      else if (text[i] === mark) {
        if (text[i + 1] !== mark) return make(kind, i + 1);
        i++;
      }
    }
    return make(kind, text.length, true);
  }
}

/** DuckDB's block comments nest, as Postgres' do. */
function endOfBlockComment(text: string, from: number): number | null {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    const two = text.slice(i, i + 2);
    if (two === '/*') {
      depth++;
      i++;
    } else if (two === '*/') {
      i++;
      if (--depth === 0) return i + 1;
    }
  }
  return null;
}

/** The name that a word or quoted token stands for. */
export function nameOf(token: Token): string {
  if (token.kind !== 'quoted') return token.text;
  return token.text.slice(1, token.open ? undefined : -1).replaceAll('""', '"');
}
