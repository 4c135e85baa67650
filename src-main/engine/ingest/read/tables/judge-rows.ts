// Decides what a CSV record is: the envelope of a known record in one of its fields, a row of a log type that is written as a
// table, or a row of a generic table.
import type { FormatColumn } from '../../../../../shared/formats/format.ts';
import { extraColumn } from '../../layout.ts';
import type { Examiner } from '../examine.ts';
import type { Intake } from '../intake.ts';
import { takeFindings } from '../take-findings.ts';
import { createUtf8Check } from '../utf8-check.ts';
import type { Dialect } from './csv-dialect.ts';
import { type RowSink, splitRow } from './csv-rows.ts';
import { examineOwn } from './own-export.ts';
import { prestoToJson } from './presto-text.ts';
import type { TableLayout } from './table-layouts.ts';

export type RowJudgeOptions = { dialect: Dialect; intake: Intake };

/** Exports of other tools: a column holds the event as it was. */
export function createWrappedRowJudge({
  dialect,
  intake,
  examiner,
}: RowJudgeOptions & { examiner: Examiner }): RowSink {
  /** The column that held a record last. */
  let column = 0;
  return {
    row(bytes, start, end, number, line) {
      if (number < dialect.firstRow || intake.hopeless) return;
      const { fields } = splitRow(bytes, start, end, dialect);
      const envelope = { bytes, start, end };
      for (let k = 0; k < fields.length; k++) {
        const at = (column + k) % fields.length;
        const field = fields[at];
        const findings = field && field.length > 20 ? examiner.examineText(Buffer.from(field, 'utf8'), envelope) : null;
        if (!findings) continue;
        column = at;
        takeFindings(intake, findings, `line ${line}`, ['csv'], null);
        return;
      }
      intake.unknown(`line ${line}`, bytes.subarray(start, end), 'CSV');
    },
    reject: (place, reason, bytes, size) => intake.reject(place, reason, bytes, size),
  };
}

/** Rows of a log type: a document by its columns. */
export function createTableRowJudge({
  dialect,
  intake,
  examiner,
  table,
}: RowJudgeOptions & { examiner: Examiner; table: TableLayout }): RowSink {
  const { columns: names, firstRow } = dialect;
  const { format, text, columns, own } = table;
  let header = Buffer.alloc(0);
  const isClean = createUtf8Check();
  const nulls = new Set(table.nullTexts);
  const jsonOf = own ? jsonOfOwn : jsonOfVendors;

  function documentOf(fields: (string | null)[]): Buffer {
    const members: string[] = [];
    const extra: string[] = [];
    fields.forEach((field, i) => {
      if (field === null || nulls.has(field)) return;
      const column = i < columns.length ? columns[i] : null;
      if (column) members.push(`${JSON.stringify(column.name)}:${jsonOf(column, field)}`);
      else if (column === null) extra.push(`${JSON.stringify(names[i] ?? `column${i + 1}`)}:${JSON.stringify(field)}`);
    });
    if (extra.length > 0) members.push(`"${extraColumn}":{${extra.join(',')}}`);
    return Buffer.from(`{${members.join(',')}}`, 'utf8');
  }

  return {
    row(bytes, start, end, number, line) {
      if (number < firstRow) {
        intake.nothing('csv');
        header = Buffer.from(bytes.subarray(start, end));
        return;
      }
      // Files that were put one behind the other have a header each.
      if (end - start === header.length && header.compare(bytes, start, end) === 0) return;
      const { fields } = splitRow(bytes, start, end, dialect);
      const envelope = { bytes, start, end };
      const findings = own ? examineOwn(examiner.examineText, fields[own.raw], envelope) : null;
      if (findings) {
        takeFindings(intake, findings, `line ${line}`, ['csv'], null);
        return;
      }
      const doc = documentOf(fields);
      intake.accept({
        format: format.name,
        layout: text,
        raw: envelope,
        doc: { bytes: doc, start: 0, end: doc.length },
        container: 'csv',
        spaced: false,
        clean: isClean(bytes, start, end),
      });
    },
    reject: (place, reason, bytes, size) => intake.reject(place, reason, bytes, size),
  };
}

/** As Pugmark exported it: what is not a plain value is JSON text. */
function jsonOfOwn(column: FormatColumn, field: string): string {
  const isPlain = !('fields' in column || column.list === true || column.type === 'JSON');
  return isPlain || !isJson(field) ? JSON.stringify(field) : field;
}

/** The field as JSON: what is JSON, or Athena's text of a struct, for a column that holds such; text for all others. */
function jsonOfVendors(column: FormatColumn, field: string): string {
  if (!('fields' in column || column.list === true || column.type === 'JSON')) return JSON.stringify(field);
  if (/^\s*[[{"]/.test(field) && isJson(field)) return field;
  const isNested = 'fields' in column || column.list === true;
  return (isNested ? prestoToJson(field, column) : null) ?? JSON.stringify(field);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Rows of the generic format `csv`: the record as it stands, and as a JSON document by column. */
export function createGenericRowJudge({ dialect, intake }: RowJudgeOptions): RowSink {
  const { columns, firstRow } = dialect;
  const layout = JSON.stringify(columns);
  const keys = columns.map((name) => JSON.stringify(name));
  const isClean = createUtf8Check();

  /** `{"a":"1","b":null}`; fields past the last column become the list `_extra`. */
  function documentOf(fields: (string | null)[]): Buffer {
    const members = keys.map((key, i) => `${key}:${JSON.stringify(fields[i] ?? null)}`);
    if (fields.length > keys.length)
      members.push(`"_extra":${JSON.stringify(fields.slice(keys.length).map((field) => field ?? ''))}`);
    return Buffer.from(`{${members.join(',')}}`, 'utf8');
  }

  return {
    row(bytes, start, end, number) {
      if (number === 1) intake.nothing('csv');
      if (number < firstRow) return;
      const doc = documentOf(splitRow(bytes, start, end, dialect).fields);
      intake.accept({
        format: 'csv',
        layout,
        raw: { bytes, start, end },
        doc: { bytes: doc, start: 0, end: doc.length },
        container: 'csv',
        spaced: false,
        clean: isClean(bytes, start, end),
      });
    },
    reject: (place, reason, bytes, size) => intake.reject(place, reason, bytes, size),
  };
}
