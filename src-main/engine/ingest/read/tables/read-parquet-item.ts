// Rows of a Parquet file as records: of the log type whose columns they are, or of the generic format `parquet`.
import { isPlainPath, readParquet } from '../../../duckdb/read-parquet.ts';
import { messageOf } from '../../../engine-error.ts';
import type { Intake } from '../intake.ts';
import type { ParcelWriter, Slice } from '../parcel-writer.ts';
import type { ByteSource } from '../unpack/byte-source.ts';
import { spoolToFile } from '../unpack/spool.ts';
import type { TableLayout, TableLayouts } from './table-layouts.ts';

export type ParquetItem = {
  source: ByteSource;
  /** Path of exactly these bytes, if they are a file. */
  file: string | null;
  tables: TableLayouts;
  /** Rows that are of no known log type are loaded all the same. */
  generic: boolean;
  intake: Intake;
  writer: ParcelWriter;
};

export type ParquetOutcome = {
  /** Names of the columns, when the rows are of no known log type and were not asked for. */
  unknown: string[] | null;
  trouble: string | null;
};
export async function readParquetItem(item: ParquetItem): Promise<ParquetOutcome> {
  const { source, file, tables, generic, intake, writer } = item;
  const spooled = file === null || !isPlainPath(file) ? await spoolToFile(source) : null;
  const unknown: { names: string[] | null } = { names: null };
  try {
    let table: TableLayout | null = null;
    const choose = (names: string[]): (string | null)[] | null | 'stop' => {
      table = tables.find(names);
      if (table) return table.columns.map((column) => column?.name ?? null);
      if (generic) return null;
      unknown.names = names;
      return 'stop';
    };
    for await (const { layout, rows, docs } of readParquet(spooled?.archive ?? file!, choose)) {
      intake.nothing('parquet');
      const known = table as TableLayout | null;
      const kind = known ? { format: known.format.name, layout: known.text } : { format: 'parquet', layout };
      rows.forEach((row, i) => {
        const doc = docs ? sliceOf(docs[i]!) : null;
        intake.accept({ ...kind, raw: sliceOf(row), doc, container: 'parquet', spaced: false, clean: true });
      });
      const room = writer.room();
      if (room) await room;
    }
    return { unknown: unknown.names, trouble: null };
  } catch (error) {
    return { unknown: unknown.names, trouble: messageOf(error) };
  } finally {
    await spooled?.dispose();
  }
}

function sliceOf(text: string): Slice {
  const bytes = Buffer.from(text, 'utf8');
  return { bytes, start: 0, end: bytes.length };
}
