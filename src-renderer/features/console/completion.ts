// What can be typed next: columns and struct fields of the tables in the statement, tables, functions, keywords, snippets.
// Pure: text in, offers out. `editor-completion.ts` hands them to CodeMirror.
import type { ColumnInfo, TableInfo } from '../../../shared/contract/views.ts';
import { keywords, typeNames, writeName } from './dialect.ts';
import { readScope, resolve, type Scope } from './scope.ts';
import { statementAt } from './statements.ts';
import { nameOf, type Token, tokenise } from './tokens.ts';

export type FunctionInfo = { name: string; signature: string; doc: string };
export type Catalog = { tables: TableInfo[]; functions: FunctionInfo[] };

export type Offer = {
  label: string;
  kind: 'column' | 'field' | 'table' | 'function' | 'keyword' | 'type' | 'cte';
  /** Text to insert when it is not the label. */
  insert?: string;
  /** Type or signature, shown beside the label. */
  detail?: string;
  doc?: string;
  /** Higher comes first among equally good matches. */
  boost: number;
};

export type Offers =
  | { from: number; offers: Offer[] }
  /** Inside `column->>'…'`: the keys are in the data, the caller asks the engine for them. */
  | { from: number; jsonKeysOf: { table: string; column: string; path: string[]; above: string[] } };

/** Null: nothing to offer at this place (a comment, a string, a number, after a blank when not asked). */
export function offersAt(text: string, position: number, catalog: Catalog, explicit: boolean): Offers | null {
  const statement = statementAt(text, position);
  const start = statement?.from ?? position;
  const tokens = tokenise(text.slice(start, Math.max(statement?.to ?? position, position))).map((token) => ({
    ...token,
    from: token.from + start,
    to: token.to + start,
  }));
  const code = tokens.filter((token) => token.kind !== 'comment');
  const inside = tokens.find((token) => token.from < position && position <= token.to);
  if (inside?.kind === 'comment' && (inside.open || position < inside.to)) return null;
  if (inside?.kind === 'number') return null;
  const scope = readScope(tokens, catalog.tables);
  if (inside?.kind === 'string') return keysAt(code, inside, position, scope, catalog);

  const typing = inside && (inside.kind === 'word' || inside.kind === 'quoted') ? inside : null;
  const before = code.filter((token) => token.to <= (typing?.from ?? position));
  const from = typing ? typing.from : position;
  const afterDot = before.at(-1)?.text === '.';
  if (!typing && !afterDot && !explicit) return null;
  if (afterDot) {
    const place = resolve(pathBefore(before.slice(0, -1)), scope, catalog.tables);
    const columns = place ? (place.column ? (place.column.fields ?? []) : place.table.columns) : [];
    return columns.length > 0
      ? { from, offers: columns.map((each) => offerColumn(each, place!.column ? 'field' : 'column', 4)) }
      : null;
  }
  return { from, offers: topLevel(before, scope, catalog) };
}

/** Names before the cursor, outermost first: `c.useridentity` of `c.useridentity.`; `[1]` in between is stepped over. */
function pathBefore(tokens: Token[]): string[] {
  const path: string[] = [];
  for (let i = tokens.length - 1; i >= 0; i--) {
    if (tokens[i]!.text === ']') {
      while (i >= 0 && tokens[i]!.text !== '[') i--;
      i--;
    }
    const token = tokens[i];
    if (!token || (token.kind !== 'word' && token.kind !== 'quoted')) break;
    path.unshift(nameOf(token));
    if (tokens[i - 1]?.text !== '.') break;
    i--;
  }
  return path;
}

function keysAt(code: Token[], string: Token, position: number, scope: Scope, catalog: Catalog): Offers | null {
  if (!string.open && position >= string.to) return null;
  let before = code.slice(0, code.indexOf(string));
  const above: string[] = [];
  while (/^->>?$/.test(before.at(-1)?.text ?? '')) {
    const left = before.at(-2);
    if (left?.kind !== 'string') {
      const place = resolve(pathBefore(before.slice(0, -1)), scope, catalog.tables);
      if (place?.column?.kind !== 'json') return null;
      const [column, ...path] = place.path;
      return { from: string.from + 1, jsonKeysOf: { table: place.table.name, column: column!, path, above } };
    }
    above.unshift(left.text.slice(1, -1));
    before = before.slice(0, -2);
  }
  return null;
}

function topLevel(before: Token[], scope: Scope, catalog: Catalog): Offer[] {
  const previous = before.at(-1)?.text.toLowerCase() ?? '';
  const wantsTable = /^(from|join|into|describe|summarize|update)$/.test(previous);
  const offers: Offer[] = [];
  const tables = catalog.tables.map(
    (table): Offer => ({
      label: table.name,
      insert: table.name.split('.').map(writeName).join('.'),
      kind: 'table',
      detail: table.rows === null ? table.kind : `${table.rows.toLocaleString('en')} rows`,
      doc: table.title,
      boost: wantsTable ? 20 : 2,
    }),
  );
  const ctes = scope.ctes.map(
    (name): Offer => ({ label: name, insert: writeName(name), kind: 'cte', boost: wantsTable ? 21 : 3 }),
  );
  offers.push(...ctes, ...tables);
  if (wantsTable) return offers;
  const inScope = new Set(scope.tables.values());
  const sources = inScope.size > 0 ? [...inScope] : catalog.tables.filter((table) => table.kind === 'log');
  const seen = new Set<string>();
  for (const table of sources)
    for (const column of table.columns) {
      if (seen.has(column.name.toLowerCase())) continue;
      seen.add(column.name.toLowerCase());
      offers.push(offerColumn(column, 'column', inScope.size > 0 ? 10 : 1));
    }
  offers.push(...functionOffers(catalog.functions));
  if (previous === '::' || previous === 'as')
    offers.push(...typeNames.map((label): Offer => ({ label, kind: 'type', boost: 5 })));
  offers.push(...keywords.map((label): Offer => ({ label, kind: 'keyword', boost: 0 })));
  return offers;
}

function offerColumn(column: ColumnInfo, kind: 'column' | 'field', boost: number): Offer {
  return {
    label: column.name,
    insert: writeName(column.name),
    kind,
    detail: column.kind === 'struct' ? 'STRUCT' : shorten(column.type),
    ...(column.doc ? { doc: column.doc } : {}),
    boost,
  };
}

const shorten = (type: string) => (type.length > 24 ? `${type.slice(0, 23)}…` : type);

const functionCache = new WeakMap<FunctionInfo[], Offer[]>();

/** One offer per function name; overloads share it. */
function functionOffers(functions: FunctionInfo[]): Offer[] {
  const cached = functionCache.get(functions);
  if (cached) return cached;
  const byName = new Map<string, FunctionInfo[]>();
  for (const each of functions) {
    if (!/^[a-z_]\w*$/i.test(each.name)) continue;
    byName.set(each.name, [...(byName.get(each.name) ?? []), each]);
  }
  const offers = [...byName].map(([name, overloads]): Offer => {
    const signatures = overloads.map((each) => each.signature).filter(Boolean);
    const doc = overloads.map((each) => each.doc).find(Boolean);
    return {
      label: name,
      kind: 'function',
      ...(signatures[0] ? { detail: shorten(signatures[0].replace(name, '')) } : {}),
      doc: [...signatures, doc].filter(Boolean).join('\n'),
      boost: 1,
    };
  });
  functionCache.set(functions, offers);
  return offers;
}
