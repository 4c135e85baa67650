// Reads SQL text into tokens the way DuckDB's own scanner does, so that the guard judges what DuckDB will see: comments
// nest, quotes double, E'' has backslashes, $tag$ quotes anything, and Unicode spaces are spaces.

export type Token = {
  /** `word`: bare identifier or keyword; `quoted`: "identifier"; `string`: any string literal; `symbol`: one other character. */
  kind: 'word' | 'quoted' | 'string' | 'number' | 'parameter' | 'symbol';
  /** Words in lower case, quoted identifiers and strings without their quotes, else the text itself. */
  value: string;
  /** 0-based offsets into the text, `to` exclusive. */
  from: number;
  to: number;
};

/** A token that never ends: where it began and what it is. */
export type LexProblem = { message: string; offset: number };

// DuckDB turns these into plain spaces before parsing (StripUnicodeSpaces); some are not in JavaScript's \s.
const space = /[\s\u00a0\u180e\u2000-\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]/;
const wordStart = /[A-Za-z_\u0080-\uffff]/;
const wordPart = /[\w$\u0080-\uffff]/;

/** Every token of the text, comments and spaces left out, and the first literal or comment without an end, if any. */
export function lex(sql: string): { tokens: Token[]; problem: LexProblem | null } {
  const tokens: Token[] = [];
  let at = 0;
  const fail = (message: string, offset: number) => ({ tokens, problem: { message, offset } });
  while (at < sql.length) {
    const from = at;
    const char = sql[at]!;
    const next = sql[at + 1];
    if (space.test(char)) {
      at++;
    } else if (char === '-' && next === '-') {
      while (at < sql.length && sql[at] !== '\n' && sql[at] !== '\r') at++;
    } else if (char === '/' && next === '*') {
      const end = endOfComment(sql, at);
      if (end < 0) return fail('This comment has no end (*/).', from);
      at = end;
    } else if (char === "'" || ((char === 'e' || char === 'E') && next === "'")) {
      const escapes = char !== "'";
      const end = endOfQuoted(sql, escapes ? at + 1 : at, "'", escapes);
      if (end < 0) return fail("This string has no closing quote (').", from);
      const inner = sql.slice(escapes ? from + 2 : from + 1, end - 1).replaceAll("''", "'");
      tokens.push({ kind: 'string', value: escapes ? inner.replace(/\\(.)/gs, '$1') : inner, from, to: end });
      at = end;
    } else if (char === '"') {
      const end = endOfQuoted(sql, at, '"', false);
      if (end < 0) return fail('This quoted name has no closing quote (").', from);
      tokens.push({ kind: 'quoted', value: sql.slice(from + 1, end - 1).replaceAll('""', '"'), from, to: end });
      at = end;
    } else if (char === '$') {
      const tag = /^\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/.exec(sql.slice(at, at + 200))?.[0];
      if (tag) {
        const close = sql.indexOf(tag, at + tag.length);
        if (close < 0) return fail(`This string has no closing ${tag}.`, from);
        at = close + tag.length;
        tokens.push({ kind: 'string', value: sql.slice(from + tag.length, close), from, to: at });
      } else {
        at++;
        while (at < sql.length && wordPart.test(sql[at]!)) at++;
        tokens.push({ kind: 'parameter', value: sql.slice(from, at), from, to: at });
      }
    } else if (wordStart.test(char)) {
      while (at < sql.length && wordPart.test(sql[at]!) && !space.test(sql[at]!)) at++;
      tokens.push({ kind: 'word', value: sql.slice(from, at).toLowerCase(), from, to: at });
    } else if (/\d/.test(char) || (char === '.' && /\d/.test(next ?? ''))) {
      // Ends before letters other than an exponent or a base, so that `1from` still shows its keyword.
      const text = /^(?:0[xX][\da-fA-F_]+|[\d_]*\.?[\d_]+(?:[eE][+-]?\d+)?|[\d_]+\.?)/.exec(
        sql.slice(at, at + 400),
      )![0];
      at += Math.max(1, text.length);
      tokens.push({ kind: 'number', value: text, from, to: at });
    } else {
      at++;
      tokens.push({ kind: 'symbol', value: char, from, to: at });
    }
  }
  return { tokens, problem: null };
}

function endOfComment(sql: string, start: number): number {
  let depth = 0;
  for (let at = start; at < sql.length; at++) {
    if (sql.startsWith('/*', at)) {
      depth++;
      at++;
    } else if (sql.startsWith('*/', at)) {
      depth--;
      at++;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

/** Offset after the closing quote of the literal that opens at `start`, or −1. */
function endOfQuoted(sql: string, start: number, quote: string, escapes: boolean): number {
  for (let at = start + 1; at < sql.length; at++) {
    if (escapes && sql[at] === '\\') at++;
    else if (sql[at] === quote) {
      if (sql[at + 1] !== quote) return at + 1;
      at++;
    }
  }
  return -1;
}

export type Statement = { sql: string; tokens: Token[]; from: number; to: number };

/** The text's statements: split at `;`, empty ones left out, trimmed to their first and last token. */
export function splitStatements(tokens: readonly Token[], sql: string): Statement[] {
  const statements: Statement[] = [];
  let current: Token[] = [];
  const flush = () => {
    const first = current[0];
    const last = current.at(-1);
    if (first && last)
      statements.push({ sql: sql.slice(first.from, last.to), tokens: current, from: first.from, to: last.to });
    current = [];
  };
  for (const token of tokens) {
    if (token.kind === 'symbol' && token.value === ';') flush();
    else current.push(token);
  }
  flush();
  return statements;
}
