// What the user may choose about an export, and how the choice becomes a request. Pure, so that it can be tested alone.
import type { ExportFormat, ExportRequest } from '../../../shared/contract/exports.ts';
import { ColumnRef, columnKey, View } from '../../../shared/query/view.ts';
import type { Dialog } from '../../ui/window/workspace.ts';

/** What the dialog was opened for: a view, and what of it was selected and shown. */
export type ExportBase = { view: View; viewId?: string; selection?: number[]; columns?: ColumnRef[] };

export function readBase({
  view,
  viewId,
  selection,
  columns,
}: Extract<Dialog, { kind: 'export' }>['request']): ExportBase {
  return {
    view: View.parse(view),
    ...(viewId === undefined ? {} : { viewId }),
    ...(selection === undefined ? {} : { selection }),
    ...(columns === undefined ? {} : { columns: columns.map((column) => ColumnRef.parse(column)) }),
  };
}

export type Delimiter = NonNullable<ExportRequest['delimiter']>;

export type Choices = {
  rows: 'all' | 'selected';
  columns: 'shown' | 'all';
  format: ExportFormat;
  delimiter: Delimiter;
  bom: boolean;
  neutraliseFormulas: boolean;
  place: 'case' | 'elsewhere';
  /** Absolute path for `elsewhere`. */
  path: string;
  /** Folder of the last export elsewhere, empty before the first one. */
  lastFolder: string;
};

export const formats: { value: ExportFormat; label: string; doc: string }[] = [
  {
    value: 'csv',
    label: 'CSV',
    doc: 'For spreadsheets and most tools. RFC 4180, UTF-8; times in ISO 8601 UTC; nested values as JSON text.',
  },
  { value: 'jsonl', label: 'JSON Lines', doc: 'One JSON object per line, nested values kept as they are.' },
  { value: 'parquet', label: 'Parquet', doc: 'Typed and compressed, for DuckDB, pandas, Athena.' },
];

export const delimiters: { value: Delimiter; label: string }[] = [
  { value: ',', label: 'Comma  ,' },
  { value: ';', label: 'Semicolon  ;' },
  { value: '\t', label: 'Tab' },
  { value: '|', label: 'Pipe  |' },
];

/** Selected rows when there are some, shown columns when they are known; the rest as it was last time. */
export function firstChoices(base: ExportBase, remembered: Partial<Choices>): Choices {
  return {
    format: 'csv',
    delimiter: ',',
    bom: false,
    lastFolder: '',
    ...remembered,
    neutraliseFormulas: true,
    rows: base.selection?.length ? 'selected' : 'all',
    columns: base.columns ? 'shown' : 'all',
    place: 'case',
    path: '',
  };
}

/** Choices worth remembering on this machine. Neutralising is not among them: leaving it out is decided each time. */
export function toRemember({ format, delimiter, bom, place, path, lastFolder }: Choices): Partial<Choices> {
  return { format, delimiter, bom, lastFolder: place === 'elsewhere' ? folderOf(path.trim()) : lastFolder };
}

/** Everything before the last separator of a path of either system. */
export const folderOf = (path: string): string => path.replace(/[\\/][^\\/]*$/, '');

export function toRequest(choices: Choices, base: ExportBase, overwrite: boolean): ExportRequest {
  const csv = choices.format === 'csv';
  return {
    view: base.view,
    ...(base.viewId === undefined ? {} : { viewId: base.viewId }),
    ...(choices.rows === 'selected' && base.selection ? { selection: base.selection } : {}),
    ...(choices.columns === 'shown' && base.columns ? { columns: base.columns } : {}),
    format: choices.format,
    ...(csv
      ? { delimiter: choices.delimiter, bom: choices.bom, neutraliseFormulas: choices.neutraliseFormulas }
      : { neutraliseFormulas: false }),
    ...(choices.place === 'elsewhere' ? { path: choices.path.trim() } : {}),
    overwrite,
  };
}

/** Why the export cannot start yet, or null. */
export function findObstacle(choices: Choices): string | null {
  if (choices.place === 'case') return null;
  const path = choices.path.trim();
  if (path === '') return 'Type a path or browse for one.';
  if (!/^(\/|[A-Za-z]:[\\/]|\\\\)/.test(path)) return 'The path must be absolute.';
  if (/[\\/]$/.test(path)) return 'The path names a folder: add a file name.';
  return null;
}

/** A file name made of the source and the time, like the ones the engine makes for the case's own folder. */
export function suggestName(view: View, format: ExportFormat, now: Date): string {
  const source = view.from.kind === 'table' ? view.from.table : 'query';
  const stamp = now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  return `${source.replaceAll(/[^\w.-]+/g, '_')}-${stamp}.${format}`;
}

/** The same path with the format's own extension, when it had another format's. */
export function withExtension(path: string, format: ExportFormat): string {
  return path.replace(/\.(csv|jsonl|parquet)$/i, `.${format}`);
}

/** The shown columns by name, the first few of them. */
export function nameColumns(base: ExportBase, limit = 6): string {
  const names = (base.columns ?? []).map(columnKey);
  const more = names.length - limit;
  return more > 0 ? `${names.slice(0, limit).join(', ')} and ${more} more` : names.join(', ');
}
