// Rows that Pugmark exported itself: a table or JSON objects with all columns of a log type by their names. The row as it
// stands in the exported file is the record, for that file is the evidence now; its columns say what it was. Where the
// exported row has a JSON record in `raw`, that is the record, as in any other tool's export, and the row its envelope.
import type { Format, FormatColumn } from '../../../../../shared/formats/format.ts';
import { extraColumn, type Layout } from '../../layout.ts';
import type { Examiner } from '../examine.ts';
import type { Finding } from '../finding.ts';
import type { Slice } from '../parcel-writer.ts';

/** The layout of their documents, see ingest/layout.ts. */
export const columnsLayout = JSON.stringify({ kind: 'columns' } satisfies Layout);

/** The column of an exported row that holds the record. */
export const rawColumn = 'raw';
/** One that a person's own table does not have. */
const provenance = 'record_hash';
/** So many columns are no chance. */
const manyColumns = 7;

export type OwnExports = {
  /** The log type that has these columns, and no other that has more of them. */
  find(has: (name: string) => boolean): Format | null;
};

export function createOwnExports(formats: Format[]): OwnExports {
  const known = formats
    .map((format) => ({ format, names: [...format.columns.map(({ name }) => name), ...extraOf(format)] }))
    .toSorted((a, b) => b.names.length - a.names.length);
  return {
    find: (has) =>
      known.find(({ names }) => names.every(has) && (names.length >= manyColumns || has(provenance)))?.format ?? null,
  };
}

/** What holds the value of an exported column; undefined: nothing, it is made anew or is not the log type's. */
export function storedColumn(format: Format, name: string): FormatColumn | undefined {
  if (name === extraColumn && extraOf(format).length > 0) return { name: extraColumn, type: 'JSON', doc: '' };
  return format.columns.find((column) => column.name === name && column.derive === undefined);
}

/** The record that an exported row holds whole; null: none, its columns are what there is. */
export function examineOwn(examineText: Examiner['examineText'], raw: unknown, envelope: Slice): Finding[] | null {
  if (typeof raw !== 'string' || !raw.startsWith('{')) return null;
  const findings = examineText(Buffer.from(raw, 'utf8'), envelope);
  return findings?.length === 1 && findings[0]!.kind === 'record' ? findings : null;
}

const extraOf = ({ lines, table }: Format) => (lines || table ? [extraColumn] : []);
