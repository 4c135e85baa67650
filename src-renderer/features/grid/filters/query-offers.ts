// What the search bar offers while a query is typed: fields with their meaning, keys inside JSON, values with their counts.
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { startCompletion } from '@codemirror/autocomplete';
import { StateEffect, StateField } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { TableInfo } from '../../../../shared/contract/views.ts';
import { liveView, setQuery } from '../../../../shared/query/edit.ts';
import { type CompletionPlace, completionPlace, offerFields } from '../../../../shared/query/query-text/complete.ts';
import { isContainer, looksLikeNetwork } from '../../../../shared/query/query-text/conditions.ts';
import { findField } from '../../../../shared/query/query-text/fields.ts';
import { parseQuery } from '../../../../shared/query/query-text/parse.ts';
import { printValue } from '../../../../shared/query/query-text/print-record.ts';
import { QueryProblem } from '../../../../shared/query/query-text/problem.ts';
import { columnKey, type View } from '../../../../shared/query/view.ts';
import type { EngineClient } from '../../../ui/engine.ts';

export type OfferSources = {
  engine: EngineClient;
  table: () => TableInfo;
  view: () => View;
  zone: () => string;
  /** Newest first. */
  recent: () => string[];
};

const mostFields = 60;
const mostValues = 40;

export function offersFor(sources: OfferSources) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const text = context.state.doc.toString();
    if (context.state.field(recentWanted)) return listRecent(sources, text.length);
    if (text.trim() === '') return context.explicit ? offerRecent(sources) : null;
    const place = completionPlace(text, context.pos, sources.table());
    if (!place) return null;
    if (place.kind === 'value') return await offerValues(sources, place, context);
    if (place.typed === '' && !context.explicit) return null;
    return await offerNames(sources, place);
  };
}

const wantRecent = StateEffect.define<boolean>();
/** Whether the next list is to be of recent queries, whatever stands in the bar; an edit or its end takes that away. */
export const recentWanted = StateField.define<boolean>({
  create: () => false,
  update(wanted, transaction) {
    for (const effect of transaction.effects) if (effect.is(wantRecent)) return effect.value;
    return wanted && !transaction.docChanged;
  },
});

/** Shows a list, asked for or not by what is typed: of recent queries, or of what could stand at the cursor. */
export const askFor = (recent: boolean) => (view: EditorView) => {
  view.dispatch({ effects: wantRecent.of(recent) });
  return startCompletion(view);
};

function listRecent({ recent }: OfferSources, to: number): CompletionResult | null {
  const options = recent().map((text): Completion => ({ label: text, section: { name: 'Recent', rank: 0 } }));
  return options.length === 0 ? null : { from: 0, to, filter: false, options };
}

const fieldSection = { name: 'Fields', rank: 1 };

function offerRecent({ recent, table }: OfferSources): CompletionResult {
  const before = recent().map((text): Completion => ({ label: text, section: { name: 'Recent', rank: 0 } }));
  const fields = offerFields(table(), '').slice(0, mostFields);
  return {
    from: 0,
    filter: false,
    options: [...before.slice(0, 8), ...fields.map((offer) => fieldCompletion(offer, false))],
  };
}

async function offerNames(
  sources: OfferSources,
  place: Extract<CompletionPlace, { kind: 'field' }>,
): Promise<CompletionResult | null> {
  const { from, to, typed, hasColon, afterTerm } = place;
  const options = [
    ...offerFields(sources.table(), typed)
      .slice(0, mostFields)
      .map((offer) => fieldCompletion(offer, hasColon)),
    ...(await jsonKeys(sources, typed, hasColon)),
    ...(afterTerm && !hasColon ? operators.filter(({ label }) => label.startsWith(typed.toUpperCase())) : []),
  ];
  return options.length === 0 ? null : { from, to, options, filter: false };
}

const operators: Completion[] = [
  { label: 'AND', detail: 'both (as side by side)' },
  { label: 'OR', detail: 'one of both' },
  { label: 'NOT', detail: 'not what follows (as -)' },
].map((one) => ({ ...one, apply: `${one.label} `, section: { name: 'Operators', rank: 2 } }));

function fieldCompletion(
  { name, kind, doc, means }: ReturnType<typeof offerFields>[number],
  hasColon: boolean,
): Completion {
  return {
    label: name,
    detail: means === null ? kind : `= ${means}`,
    section: fieldSection,
    apply: insertField(name, hasColon),
    ...(doc === '' ? {} : { info: doc }),
  };
}

/** Writes the field with its colon, and goes on to its values. */
const insertField =
  (name: string, hasColon: boolean) => (view: EditorView, _: Completion, from: number, to: number) => {
    const insert = hasColon ? name : `${name}:`;
    const anchor = from + insert.length + (hasColon ? 1 : 0);
    view.dispatch({ changes: { from, to, insert }, selection: { anchor }, userEvent: 'input.complete' });
    startCompletion(view);
  };

/** `requestparameters.buck`: keys that were seen in the JSON before the last point. */
async function jsonKeys(
  { engine, table, view }: OfferSources,
  typed: string,
  hasColon: boolean,
): Promise<Completion[]> {
  const dot = typed.lastIndexOf('.');
  const above = dot < 0 ? null : findField(table(), typed.slice(0, dot));
  const column = above && 'ref' in above ? table().columns.find(({ name }) => name === above.ref.column) : undefined;
  if (!above || !('ref' in above) || !column || above.ref.by) return [];
  if (column.kind !== 'json' && above.kind !== 'json') return [];
  const { path } = above.ref;
  const seen = await engine.views.paths({ source: view().from, column: { column: column.name, path: [] } });
  const wanted = typed.slice(dot + 1).toLowerCase();
  return seen
    .filter((key) => key.path.length === path.length + 1 && path.every((part, i) => key.path[i] === part))
    .filter((key) => key.path.at(-1)!.toLowerCase().startsWith(wanted))
    .slice(0, mostFields)
    .map((key) => {
      const name = columnKey({ column: column.name, path: key.path });
      return { label: name, detail: 'in JSON', section: fieldSection, apply: insertField(name, hasColon) };
    });
}

async function offerValues(
  { engine, view, zone }: OfferSources,
  { from, to, typed, field, others }: Extract<CompletionPlace, { kind: 'value' }>,
  context: CompletionContext,
): Promise<CompletionResult | null> {
  const hints = hintsFor(field.kind).filter(({ label }) => label.startsWith(typed));
  const isListed = field.kind !== 'time' && !isContainer(field);
  const abort = new AbortController();
  context.addEventListener('abort', () => abort.abort(), { onDocChange: true });
  const listed = isListed
    ? await engine.views
        .values(
          {
            view: withQuery(view(), others, zone()),
            column: field.ref,
            search: typed.replace(/[*?]/g, ''),
            limit: mostValues,
          },
          { signal: abort.signal },
        )
        // The list is a help in passing: what fails in it fails again, and is told, when the query runs.
        .catch((error: unknown) => {
          console.debug('no values to offer', error);
          return null;
        })
    : null;
  if (context.aborted) return null;
  const section = { name: `Values of ${columnKey(field.ref)}`, rank: 0 };
  const values = (listed?.values ?? []).flatMap(({ value, count }): Completion[] => {
    if (value === null) return [];
    const shown = value === '' ? '""' : value.length > 120 ? `${value.slice(0, 119)}…` : value;
    return [
      {
        label: shown,
        detail: count.toLocaleString('en-US'),
        section,
        apply: printValue(value, looksLikeNetwork(value)),
      },
    ];
  });
  const options = [...values, ...hints];
  if (options.length === 0) return null;
  const isWhole = listed !== null && listed.distinct <= listed.values.length;
  return { from, to, options, filter: false, ...(isWhole ? { update: narrow(values, typed) } : {}) };
}

/** While more of a value is typed, a list that had all of them needs no new one; null asks anew. */
const narrow =
  (values: Completion[], typed: string): NonNullable<CompletionResult['update']> =>
  (current, from, to, context) => {
    const now = context.state.sliceDoc(from, to).toLowerCase();
    if (!/^[\w.:@/-]+$/.test(now) || !now.includes(typed.toLowerCase())) return null;
    const options = values.filter(({ label }) => label.toLowerCase().includes(now));
    return options.length === 0 ? null : { ...current, from, to, options };
  };

/** The view as it would be with this query; without one when it is half-typed. */
function withQuery(view: View, text: string, zone: string): View {
  return liveView(setQuery(view, { text, ...(zone === 'UTC' ? {} : { zone }) }));
}

function hintsFor(kind: string): Completion[] {
  const section = { name: 'Forms', rank: 1 };
  const exists = { label: '*', detail: 'any value', section };
  if (kind === 'time')
    return ['2024-01-31', '>=2024-01-31', '[2024-01-01 TO 2024-01-31]'].map((label, i) => ({
      label,
      detail: ['a day', 'from a day on', 'days, both included'][i]!,
      section,
    })); // prettier-ignore
  if (kind === 'number')
    return [{ label: '>=1', detail: 'at least', section }, { label: '[1 TO 5]', detail: 'a range', section }, exists]; // prettier-ignore
  return [exists];
}

/** Null when the query can be read. */
export function mistakeIn(text: string, table: TableInfo, zone: string): QueryProblem | null {
  try {
    parseQuery(text, table, { zone });
    return null;
  } catch (error) {
    if (error instanceof QueryProblem) return error;
    throw error;
  }
}
