// The sandbox's door: what a user's statement may be. It reads evidence and writes only in `scratch`; everything else is
// refused here with its name and what to do instead. Behind the door the locked instance (database.ts) and transactions
// that can write to one database only (console) hold even if a text slips through.
import { EngineError } from '../engine-error.ts';
import { type Forbidden, refusedAsTable, refusedViews } from './forbidden.ts';
import { lex, type Statement, splitStatements, type Token } from './lexer.ts';
import { findTablePlaces, isSymbol, looksLikeFile } from './table-places.ts';

export type Judged = Statement & {
  /** `read`: rows; `explain`: a plan of the read in `body`; `write`: a change in scratch. */
  kind: 'read' | 'explain' | 'write';
  /** For `explain`: the statement explained, and where it begins in the whole text. */
  body: { sql: string; from: number; analyze: boolean } | null;
  /** For `write`: the main verb. */
  verb: string;
};

const readVerbs = new Set(
  'select from with values table pivot unpivot pivot_wider pivot_longer summarize describe desc show'.split(' '),
);
const writeVerbs = new Set('create insert update delete truncate drop alter merge'.split(' '));

/** What to do instead of a refused statement. */
const instead: Record<string, string> = {
  attach: 'The console works on the open case; open another case from the start screen.',
  detach: 'The case stays attached while it is open.',
  copy: 'Use Export to write rows to a file; load files with Load.',
  export: 'Use Export to write rows to a file.',
  import: 'Load files with Load.',
  install: 'What the console needs is built in; extensions are off.',
  load: 'What the console needs is built in; extensions are off.',
  set: 'Settings are fixed; times are UTC.',
  reset: 'Settings are fixed; times are UTC.',
  pragma: 'DESCRIBE t, SHOW ALL TABLES and SUMMARIZE t tell about tables.',
  call: 'Use SELECT … FROM with one of the functions that completion offers.',
  use: 'Write the whole name, as in scratch.mytable.',
  checkpoint: 'The engine does this itself.',
  force: 'The engine does this itself.',
  vacuum: 'The engine does this itself.',
  analyze: 'The engine does this itself; EXPLAIN ANALYZE SELECT … measures a query.',
  begin: 'Every statement is a transaction of its own.',
  start: 'Every statement is a transaction of its own.',
  commit: 'Every statement is a transaction of its own.',
  rollback: 'Every statement is a transaction of its own.',
  abort: 'Every statement is a transaction of its own.',
  end: 'Every statement is a transaction of its own.',
  prepare: 'Run the statement itself; saved queries keep it.',
  execute: 'Run the statement itself.',
  deallocate: 'Run the statement itself.',
};
const inGeneral = 'The console reads evidence with SELECT and writes only to tables, views and macros named scratch.…';

/** Splits a text and judges each statement. Throws REFUSED or SQL with an offset into the whole text. */
export function judge(sql: string, forbidden: Forbidden): Judged[] {
  const nul = sql.indexOf('\u0000');
  if (nul >= 0)
    throw new EngineError('REFUSED', 'The text has a NUL character, which would hide what follows it.', {
      offset: nul,
      hint: 'Remove it; chr(0) is the way to name one.',
    });
  const { tokens, problem } = lex(sql);
  if (problem) throw new EngineError('SQL', problem.message, { offset: problem.offset });
  const statements = splitStatements(tokens, sql);
  if (statements.length === 0) throw new EngineError('INVALID', 'There is no statement to run.');
  return statements.map((statement) => judgeStatement(statement, forbidden));
}

function judgeStatement(statement: Statement, forbidden: Forbidden): Judged {
  const { tokens } = statement;
  const first = tokens.find((token) => !isSymbol(token, '('))!;
  const verb = first.kind === 'word' ? first.value : '';
  if (verb === 'explain') {
    const skip = afterExplain(tokens, tokens.indexOf(first) + 1);
    const rest = tokens.slice(skip.at);
    const start = rest[0]?.from ?? statement.to;
    const inner = { sql: statement.sql.slice(start - statement.from), tokens: rest, from: start, to: statement.to };
    if (rest.length === 0) throw new EngineError('SQL', 'EXPLAIN what?', { offset: statement.to });
    const judged = judgeStatement(inner, forbidden);
    if (judged.kind !== 'read')
      throw refuse(`EXPLAIN of ${judged.verb.toUpperCase()}`, first, 'Only a SELECT can be explained here.');
    return { ...statement, kind: 'explain', verb, body: { sql: inner.sql, from: start, analyze: skip.analyze } };
  }
  const main = verb === 'with' ? (mainVerb(tokens) ?? first) : first;
  if (writeVerbs.has(main.value) && main.kind === 'word') {
    checkTarget(tokens, tokens.indexOf(main));
    checkNames(tokens, forbidden);
    return { ...statement, kind: 'write', verb: main.value, body: null };
  }
  if (!readVerbs.has(verb)) {
    const name = first.kind === 'word' ? verb.toUpperCase() : statement.sql.slice(0, 20);
    throw refuse(name, first, instead[verb] ?? inGeneral);
  }
  checkNames(tokens, forbidden);
  return { ...statement, kind: 'read', verb: main.value, body: null };
}

/** The verb of a statement that begins with WITH: the first one outside all parentheses. */
function mainVerb(tokens: readonly Token[]): Token | null {
  let depth = 0;
  for (const token of tokens.slice(1)) {
    if (isSymbol(token, '(')) depth++;
    else if (isSymbol(token, ')')) depth--;
    else if (depth === 0 && token.kind === 'word' && (writeVerbs.has(token.value) || readVerbs.has(token.value)))
      return token;
  }
  return null;
}

/** `EXPLAIN [ANALYZE] …`, `EXPLAIN (ANALYZE, FORMAT json) …` */
function afterExplain(tokens: readonly Token[], at: number): { at: number; analyze: boolean } {
  let analyze = false;
  if (tokens[at]?.value === 'analyze' || tokens[at]?.value === 'analyse') return { at: at + 1, analyze: true };
  if (isSymbol(tokens[at], '(') && tokens[at + 1]?.kind === 'word' && !readVerbs.has(tokens[at + 1]!.value)) {
    for (at++; at < tokens.length && !isSymbol(tokens[at], ')'); at++)
      if (tokens[at]!.value === 'analyze' || tokens[at]!.value === 'analyse') analyze = true;
    return { at: at + 1, analyze };
  }
  return { at, analyze };
}

/** Refuses calls of refused functions, refused system views and names that DuckDB would read as files. */
export function checkNames(tokens: readonly Token[], forbidden: Forbidden): void {
  const found = findForbidden(tokens, forbidden);
  if (found) throw refuse(found.what, found, found.hint);
}

export type ForbiddenName = { what: string; hint: string; from: number };

export function findForbidden(tokens: readonly Token[], forbidden: Forbidden): ForbiddenName | null {
  for (const [i, token] of tokens.entries()) {
    if (token.kind !== 'word' && token.kind !== 'quoted') continue;
    const name = token.value.toLowerCase();
    if (refusedViews.has(name))
      return { what: name, hint: 'SHOW ALL TABLES and DESCRIBE t tell about the case’s tables.', from: token.from };
    const reason = isSymbol(tokens[i + 1], '(') ? forbidden.get(name) : undefined;
    if (reason) return { what: `${name}(), which ${reason},`, hint: hintForFunction(reason), from: token.from };
  }
  for (const place of findTablePlaces(tokens)) {
    if (place.literal)
      return {
        what: `Reading a file (${shorten(place.name[0]!)})`,
        hint: 'A name in single quotes after FROM is a file. Load files with Load; write table names without single quotes.',
        from: place.from,
      };
    if (place.call && refusedAsTable.has(place.name.at(-1)!.toLowerCase()))
      return { what: `${place.name.at(-1)}() as a table`, hint: 'Write the query itself.', from: place.from };
    if (!place.call && looksLikeFile(place.name))
      return {
        what: `Reading a file (${shorten(place.name.join('.'))})`,
        hint: 'This name would be read as a file. Load files with Load.',
        from: place.from,
      };
  }
  return null;
}

function hintForFunction(reason: string): string {
  if (reason === 'reads files' || reason === 'lists files') return 'Load files with Load; then they are tables here.';
  if (reason.startsWith('runs SQL') || reason.startsWith('names a table')) return 'Write the query itself.';
  return inGeneral;
}

/** The object that a writing statement changes must be spelled `scratch.…`. */
function checkTarget(tokens: readonly Token[], at: number): void {
  const verb = tokens[at]!;
  let i = at + 1;
  const word = () => (tokens[i]?.kind === 'word' ? tokens[i]!.value : '');
  const skip = (...values: string[]) => {
    while (values.includes(word())) i++;
  };
  let noun = 'table';
  if (verb.value === 'create' || verb.value === 'drop' || verb.value === 'alter') {
    skip('or', 'replace');
    if (['temp', 'temporary', 'local', 'global'].includes(word()))
      throw refuse('CREATE TEMP', tokens[i]!, 'Write CREATE TABLE scratch.name instead; it stays in the case.');
    skip('unlogged', 'recursive', 'unique', 'materialized');
    noun = word();
    if (!['table', 'view', 'macro', 'function', 'schema', 'type', 'sequence', 'index'].includes(noun))
      throw refuse(`${verb.value.toUpperCase()} ${noun.toUpperCase()}`.trim(), verb, inGeneral);
    i++;
    if (verb.value === 'drop' && (noun === 'macro' || noun === 'function')) skip('table');
    skip('if', 'not', 'exists');
    if (verb.value === 'create' && noun === 'index') {
      while (i < tokens.length && word() !== 'on') i++;
      i++;
    }
  } else if (verb.value === 'insert') skip('or', 'replace', 'ignore', 'into');
  else if (verb.value === 'delete') skip('from');
  else if (verb.value === 'merge') skip('into');
  else if (verb.value === 'truncate') skip('table');

  const target = tokens[i];
  const name = tokens[i + 2];
  const inScratch =
    (target?.kind === 'word' || target?.kind === 'quoted') &&
    target.value.toLowerCase() === 'scratch' &&
    isSymbol(tokens[i + 1], '.') &&
    (name?.kind === 'word' || name?.kind === 'quoted');
  if (inScratch) return;
  const written = target?.kind === 'word' || target?.kind === 'quoted' ? target.value : 'name';
  const what = `${verb.value.toUpperCase()} ${noun === 'table' && verb.value !== 'create' ? '' : `${noun.toUpperCase()} `}outside scratch`;
  throw new EngineError('REFUSED', `${what.replaceAll('  ', ' ')} is refused: evidence is never changed.`, {
    offset: target?.from ?? verb.from,
    hint: `Write scratch.${/^[a-z_]\w*$/.test(written) ? written : 'name'} to use your own space in the case.`,
  });
}

function refuse(what: string, at: { from: number }, hint: string): EngineError {
  const verb = what.endsWith(',') ? ' is refused here.' : ' is refused in the console.';
  return new EngineError('REFUSED', `${what}${verb}`, { offset: at.from, hint });
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
