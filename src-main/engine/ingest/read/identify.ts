// Decides from the first bytes of the content how it is to be read.
import type { Examiner } from './examine.ts';
import type { LineLayouts } from './lines/line-layouts.ts';
import { looksLike } from './looks-like.ts';
import { type Dialect, findNamed, guessDialect, sampleRows } from './tables/csv-dialect.ts';
import type { TableLayout, TableLayouts } from './tables/table-layouts.ts';

export type Framing =
  | { kind: 'json'; lines: boolean; name: string }
  /** `general`: most lines are of a log type that is taken only where nothing else fits. */
  | { kind: 'lines'; general: boolean }
  /** `table`: the log type whose columns the header names. */
  | { kind: 'csv'; dialect: Dialect; looksLike: string; table: TableLayout | null }
  /** `columns`: once its head was read and no log type has such columns. */
  | { kind: 'parquet'; columns: string[] | null }
  | { kind: 'empty' }
  | { kind: 'unknown'; looksLike: string };

/** Bytes looked at. */
export const headBytes = 64 * 1024;
/** Lines looked at. */
const headLines = 50;

export type IdentifyOptions = {
  /** The head is the whole content. */
  final: boolean;
  examiner: Examiner;
  layouts: LineLayouts;
  tables: TableLayouts;
};

export function identify(head: Buffer, { final, examiner, layouts, tables }: IdentifyOptions): Framing {
  if (head.length === 0) return { kind: 'empty' };
  if (head.toString('latin1', 0, 4) === 'PAR1') return { kind: 'parquet', columns: null };
  let start = 0;
  while (start < head.length && isBlank(head[start]!)) start++;
  if (start === head.length) return { kind: 'unknown', looksLike: 'only blanks' };
  const json = jsonFraming(head, start);
  if (json && isPlainlyJson(head, start)) return json;
  const kind = looksLike(head);
  const isText = kind.startsWith('text') && !json;
  const sample = isText ? sampleRows(head, final) : null;
  const named = sample && findNamed(sample, tables.find);
  if (named) return { kind: 'csv', looksLike: kind, ...named };
  const dialect = sample && guessDialect(sample);
  const csv = dialect && {
    kind: 'csv' as const,
    dialect,
    looksLike: dialect.columns.length > 1 ? `CSV with the columns ${dialect.columns.slice(0, 6).join(', ')}` : kind,
    table: null,
  };
  const lines = firstLines(head, final);
  const record = lines.find((line) => holdsRecord(line, examiner, layouts));
  if (record !== undefined && !json) return { kind: 'lines', general: areGeneral(lines, layouts) };
  if (record !== undefined && !isPlainlyJson(Buffer.from(record.trimStart()), 0))
    return { kind: 'lines', general: areGeneral(lines, layouts) };
  if (json) return json;
  if (kind.startsWith('text') && areGeneral(lines, layouts)) return { kind: 'lines', general: true };
  return csv ?? { kind: 'unknown', looksLike: kind };
}

/** Whether most lines are of log types that are taken only where nothing else fits; a stack trace says neither yes nor no. */
function areGeneral(lines: string[], layouts: LineLayouts): boolean {
  let like = 0;
  let unlike = 0;
  for (const line of lines) {
    if (layouts.ofLastResort(line.trimEnd()) !== null) like++;
    else if (like === 0 || !goesOn.test(line)) unlike++;
  }
  return like > 0 && like >= unlike;
}

/** How lines begin that belong to a record before them. */
const goesOn = /^(?:[\s})\]]|Caused by: |Traceback )/;

function jsonFraming(head: Buffer, start: number): Framing | null {
  if (head[start] === 0x5b) return isList(head, start) ? { kind: 'json', lines: false, name: 'json-array' } : null;
  if (head[start] !== 0x7b) return null;
  const lines = isOnePerLine(head);
  return { kind: 'json', lines, name: lines ? 'json-lines' : 'json' };
}

/** Whether JSON can go on like that; `[Tue Mar 04 05:06:07 2025] [error]` cannot. */
const isList = (head: Buffer, start: number): boolean =>
  /^\[\s*(?:$|[[\]{"]|(?:-?\d[\d.eE+-]*|true|false|null)\s*(?:[,\]]|$))/.test(
    head.toString('latin1', start, start + 64),
  );

/** `{"`, `[{` and the like; `[2025-03-01` begins a line of another kind of log. */
function isPlainlyJson(head: Buffer, start: number): boolean {
  let next = start + 1;
  while (next < head.length && isBlank(head[next]!)) next++;
  const c = head[next];
  if (c === undefined) return true;
  return head[start] === 0x7b
    ? c === 0x22 || c === 0x7d
    : head[start] === 0x5b && (c === 0x7b || c === 0x5b || c === 0x22 || c === 0x5d);
}

/** 0x1e begins each record of a JSON text sequence (RFC 7464). */
const isBlank = (c: number) => c === 32 || c === 10 || c === 13 || c === 9 || c === 0x1e;

/** Whether most lines open and close an object. */
function isOnePerLine(head: Buffer): boolean {
  const lines = firstLines(head, false).map((line) => line.trim());
  const objects = lines.filter(
    (line) => (line.startsWith('{') || line.startsWith('\u001e{')) && line.endsWith('}'),
  ).length;
  return objects > 0 && objects * 2 > lines.length;
}

function holdsRecord(line: string, examiner: Examiner, layouts: LineLayouts): boolean {
  if (layouts.ofHeader(line.trimEnd(), null) || layouts.ofLine(line.trimEnd())) return true;
  if (layouts.ofLine(line.replace(/^\S+\s+/, '').trimEnd())) return true;
  // A quoted line is CSV's.
  if (line.startsWith('"')) return false;
  const bytes = Buffer.from(line, 'utf8');
  return examiner.examineText(bytes, { bytes, start: 0, end: bytes.length }) !== null;
}

/** Whole lines that are not blank, of the first ones. */
function firstLines(head: Buffer, final: boolean): string[] {
  const lines: string[] = [];
  let from = 0;
  while (lines.length < headLines) {
    const end = head.indexOf(10, from);
    if (end < 0) break;
    const line = head.toString('utf8', from, end);
    if (line.trim() !== '') lines.push(line);
    from = end + 1;
  }
  if (final && from < head.length && lines.length < headLines) lines.push(head.toString('utf8', from));
  return lines;
}
