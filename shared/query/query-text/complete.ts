// What could stand at a place of a query: a field, or a value of one. Pure, so that the editor only has to show it.
import { columnKey } from '../view.ts';
import { type Field, findField, type QueryColumn, type QuerySource } from './fields.ts';
import { type FieldToken, type Token, tokenise } from './tokens.ts';

/** `from`, `to`: what a completion replaces. `typed`: what is there already, without quotes and backslashes. */
export type CompletionPlace = { from: number; to: number; typed: string } & (
  | {
      kind: 'field' /** A colon follows already. */;
      hasColon: boolean /** An operator could stand here too. */;
      afterTerm: boolean;
    }
  | { kind: 'value'; field: Field /** The query without the term that is being written. */; others: string }
);

/** Null where nothing can be offered: inside a regular expression or a range, after an unknown field. */
export function completionPlace(text: string, at: number, source: QuerySource): CompletionPlace | null {
  const tokens = tokenise(text);
  const index = tokens.findLastIndex((token) => token.from < at);
  const token = tokens[index];
  const plain = (from: number, to: number) => text.slice(from, Math.min(at, to)).replace(/\\(?=.)|"/gs, '');
  const fieldHere = (from: number, to: number, hasColon = false): CompletionPlace => {
    const before = tokens[token?.from === from ? index - 1 : index];
    const afterTerm = before !== undefined && !['and', 'or', 'not', 'plus', 'open'].includes(before.kind);
    return { kind: 'field', from, to, typed: plain(from, to), hasColon, afterTerm };
  };
  const valueHere = (of: FieldToken, from: number, to: number): CompletionPlace | null => {
    const field = findField(source, of.name);
    if (!('ref' in field)) return null;
    return { kind: 'value', from, to, typed: plain(from, to), field, others: withoutTermAt(text, tokens, of.from) };
  };
  if (!token) return fieldHere(at, at);
  const isInside = at <= token.to;
  if (isInside && (token.kind === 'word' || (token.kind === 'bad' && text[token.from] === '"')))
    return token.of ? valueHere(token.of, token.from, token.to) : fieldHere(token.from, token.to);
  if (token.kind === 'field') {
    const end = token.from + token.name.length;
    if (at >= token.to) return valueHere(token, at, at);
    return at <= end ? fieldHere(token.from, end, true) : null;
  }
  if (token.kind === 'compare' && token.of) return valueHere(token.of, at, at);
  if (isInside && ['regex', 'range', 'bad', 'close', 'and', 'or'].includes(token.kind)) return null;
  const list = listAt(tokens.slice(0, index + 1));
  return list ? valueHere(list, at, at) : fieldHere(at, at);
}

/** The field in whose parentheses the end of these tokens is. */
function listAt(tokens: Token[]): FieldToken | null {
  const open: (FieldToken | null)[] = [];
  for (const token of tokens) {
    if (token.kind === 'open') open.push(token.of);
    else if (token.kind === 'close') open.pop();
  }
  return open.at(-1) ?? null;
}

/** What else is asked for, as far as it is joined by AND; blank when that cannot be told. */
function withoutTermAt(text: string, tokens: Token[], at: number): string {
  let depth = 0;
  const terms: { from: number; to: number }[] = [];
  let isNew = true;
  for (const token of tokens) {
    if (token.kind === 'close') depth--;
    if (depth === 0 && token.kind === 'or' && token.of === null) return '';
    if (depth === 0 && token.kind === 'and' && token.of === null) continue;
    if (isNew) terms.push({ from: token.from, to: token.to });
    else terms.at(-1)!.to = token.to;
    if (token.kind === 'open') depth++;
    isNew = depth === 0 && !['not', 'plus', 'field', 'compare'].includes(token.kind);
  }
  return terms
    .filter(({ from, to }) => at < from || at >= to)
    .map(({ from, to }) => text.slice(from, to))
    .join(' ');
}

export type FieldOffer = {
  name: string;
  kind: Field['kind'];
  doc: string /** An alias: the column it stands for. */;
  means: string | null;
};

/** Fields whose name, or a part of it, begins with or holds what was typed; the likeliest first. */
export function offerFields(source: QuerySource, typed: string): FieldOffer[] {
  const wanted = typed.toLowerCase();
  const scored = listFields(source).flatMap((offer) => {
    const name = offer.name.toLowerCase();
    const leaf = name.slice(name.lastIndexOf('.') + 1);
    const depth = name.split('.').length;
    const score = name.startsWith(wanted) ? 0 : leaf.startsWith(wanted) ? 1 : name.includes(wanted) ? 2 : null;
    return score === null ? [] : [{ offer, rank: score * 100 + (offer.means === null ? 0 : 20) + depth }];
  });
  return scored.toSorted((a, b) => a.rank - b.rank).map(({ offer }) => offer);
}

function listFields(source: QuerySource): FieldOffer[] {
  const offers: FieldOffer[] = [];
  const visit = (column: string, path: string[], { kind, doc = '', fields }: QueryColumn) => {
    offers.push({ name: columnKey({ column, path }), kind, doc, means: null });
    for (const one of fields ?? []) visit(column, [...path, one.name], one);
  };
  for (const column of source.columns) visit(column.name, [], column);
  const byName = new Map(offers.map((offer) => [offer.name, offer]));
  for (const [alias, means] of Object.entries(source.aliases ?? {})) {
    const found = findField(source, means);
    if ('ref' in found)
      offers.push({ name: alias, kind: found.kind, doc: byName.get(columnKey(found.ref))?.doc ?? '', means });
  }
  return offers;
}
