// Hands the offers of completion.ts to CodeMirror, and shows what the name under the mouse is.
import { type Completion, type CompletionContext, type CompletionResult, snippet } from '@codemirror/autocomplete';
import { hoverTooltip } from '@codemirror/view';
import type { ColumnRef } from '../../../shared/query/view.ts';
import { type Catalog, type Offer, offersAt } from './completion.ts';
import { readScope, resolve } from './scope.ts';
import { statementAt } from './statements.ts';
import { nameOf, tokenise } from './tokens.ts';

export type JsonKey = { path: string[]; type: string; count: number };

export type CompletionSources = {
  catalog: () => Catalog;
  /** Keys seen in a JSON column of a table. */
  keysOf: (table: string, column: ColumnRef) => Promise<JsonKey[]>;
};

const symbols: Record<Offer['kind'], string> = {
  column: 'property',
  field: 'property',
  table: 'class',
  cte: 'class',
  function: 'function',
  keyword: 'keyword',
  type: 'type',
};

export function completeSql(sources: CompletionSources) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const text = context.state.doc.toString();
    const found = offersAt(text, context.pos, sources.catalog(), context.explicit);
    if (!found) return null;
    if ('offers' in found) return { from: found.from, options: found.offers.map(toCompletion), validFor: /^"?[\w$]*$/ };
    const { table, column, path, above } = found.jsonKeysOf;
    const keys = await sources.keysOf(table, { column, path });
    return {
      from: found.from,
      options: keyCompletions(keys, [...path, ...above], text[context.pos] === "'"),
      validFor: /^[\w$ .:-]*$/,
    };
  };
}

function toCompletion(offer: Offer): Completion {
  return {
    label: offer.label,
    type: symbols[offer.kind],
    boost: offer.boost,
    ...(offer.detail ? { detail: offer.detail } : {}),
    ...(offer.doc ? { info: offer.doc } : {}),
    ...(offer.kind === 'function'
      ? { apply: snippet(`${offer.label}(#{})`) }
      : offer.insert
        ? { apply: offer.insert }
        : {}),
  };
}

/** The keys one level below `above`, closing the text when it is not closed yet. */
function keyCompletions(keys: JsonKey[], above: string[], closed: boolean): Completion[] {
  const here = keys.filter(
    (key) => key.path.length === above.length + 1 && above.every((part, i) => key.path[i] === part),
  );
  return here.map((key) => {
    const name = key.path.at(-1)!;
    return {
      label: name,
      type: 'property',
      detail: key.type,
      boost: Math.min(90, key.count),
      apply: closed ? name : `${name}'`,
    };
  });
}

/** Type and meaning of the column or function under the mouse. */
export function hoverSql(sources: CompletionSources) {
  return hoverTooltip((view, position) => {
    const described = describeAt(view.state.doc.toString(), position, sources.catalog());
    if (!described) return null;
    return {
      pos: described.from,
      end: described.to,
      above: true,
      create: () => {
        const dom = document.createElement('div');
        dom.className = 'cm-hover-name';
        const code = document.createElement('code');
        code.textContent = described.title;
        dom.append(code, described.doc ? `\n${described.doc}` : '');
        return { dom };
      },
    };
  });
}

export function describeAt(text: string, position: number, catalog: Catalog) {
  const statement = statementAt(text, position);
  if (!statement) return null;
  const tokens = tokenise(statement.sql);
  const at = tokens.findIndex(
    (token) => token.from + statement.from <= position && position < token.to + statement.from,
  );
  const token = tokens[at];
  if (token?.kind !== 'word' && token?.kind !== 'quoted') return null;
  const place = { from: token.from + statement.from, to: token.to + statement.from };
  if (tokens[at + 1]?.text === '(') {
    const overloads = catalog.functions.filter((each) => each.name.toLowerCase() === token.text.toLowerCase());
    if (overloads.length === 0) return null;
    const doc = overloads.map((each) => each.doc).find(Boolean) ?? '';
    return { ...place, title: overloads.map((each) => each.signature || each.name).join('\n'), doc };
  }
  const path = [nameOf(token)];
  for (let i = at; tokens[i - 1]?.text === '.' && tokens[i - 2]; i -= 2) path.unshift(nameOf(tokens[i - 2]!));
  const found = resolve(path, readScope(tokens, catalog.tables), catalog.tables);
  if (!found) return null;
  if (!found.column) return { ...place, title: found.table.name, doc: found.table.title };
  const type = found.column.kind === 'struct' ? 'STRUCT' : found.column.type;
  return { ...place, title: `${found.column.name}  ${type}`, doc: found.column.doc ?? '' };
}
