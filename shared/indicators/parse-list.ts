// A list of indicators from its bytes, whatever form it has. Nothing is left out silently: every entry becomes an indicator,
// a duplicate of one, or a problem that is told.
import { decodeText } from './decode-text.ts';
import { type Entry, type IndicatorKind, type ListProblem, NotAList, type ParsedList, shorten } from './indicator.ts';
import { findTable, readTable } from './read-csv.ts';
import { readLines } from './read-lines.ts';
import { isMisp, readMisp } from './read-misp.ts';
import { isStix, readStix } from './read-stix.ts';
import { isRefused, recognise } from './recognise.ts';

/** `kind`: what every entry is, where the list itself does not say; null: what each looks like. */
export type ParseOptions = { kind?: IndicatorKind | null };

/** Entries that are read before others get their turn. */
const stepEntries = 5_000;

/** @throws NotAList */
export function parseList(bytes: Uint8Array, options: ParseOptions = {}): ParsedList {
  const steps = parseSteps(bytes, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same with pauses in between. */
export function* parseSteps(bytes: Uint8Array, { kind = null }: ParseOptions = {}): Generator<void, ParsedList> {
  const list: ParsedList = {
    form: 'text',
    columns: null,
    entries: 0,
    indicators: [],
    duplicates: [],
    problems: [],
    others: [],
  };
  const others = new Map<string, number>();
  const places = new Map<string, string>();
  for (const entry of readEntries(decodeText(bytes), kind, list, others)) {
    if (++list.entries % stepEntries === 0) yield;
    if ('reason' in entry) {
      list.problems.push(entry);
      continue;
    }
    const { place, text, note } = entry;
    const found = recognise(text, entry.kind ?? kind);
    if (isRefused(found)) {
      list.problems.push({ place, text: shorten(text), reason: found.reason });
      continue;
    }
    const key = `${found.kind} ${found.value}`;
    const of = places.get(key);
    if (of !== undefined) list.duplicates.push({ place, value: found.value, of });
    else {
      places.set(key, place);
      const notes = [note, found.note].filter((part) => part !== null);
      list.indicators.push({ ...found, note: notes.length === 0 ? null : notes.join(' '), place });
    }
  }
  list.others = [...others].map(([what, count]) => ({ what, count }));
  if (list.entries === 0 && list.others.length === 0) throw new NotAList('The list is empty.');
  return list;
}

function* readEntries(
  text: string,
  kind: IndicatorKind | null,
  list: ParsedList,
  others: Map<string, number>,
): Generator<Entry | ListProblem> {
  if (/^\s*[{[]/.test(text) && !/^\s*\[[^\s"{[\]]+\]/.test(text)) {
    const json = parseJson(text);
    if (isStix(json)) {
      list.form = 'stix';
      yield* readStix(json, others);
    } else if (isMisp(json)) {
      list.form = 'misp';
      yield* readMisp(json);
    } else throw new NotAList('This is JSON, but neither a STIX bundle nor MISP events.');
    return;
  }
  // Every line of a list of user agents is one, signs that could separate columns included.
  const table = kind === 'agent' ? null : findTable(text);
  if (table === null) return yield* readLines(text);
  list.form = 'csv';
  list.columns = { read: table.columns.map(({ name }) => name), left: table.left };
  yield* readTable(text, table);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new NotAList(`It begins like JSON, but cannot be read: ${(error as Error).message}`);
  }
}
