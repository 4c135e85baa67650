// Rows of a Parquet file as records: of the log type whose columns they are, or of the generic format `parquet`.
import { type Chosen, isPlainPath, readParquet } from '../../../duckdb/read-parquet.ts';
import { messageOf } from '../../../engine-error.ts';
import type { Examiner } from '../examine.ts';
import type { Intake } from '../intake.ts';
import type { ParcelWriter, Slice } from '../parcel-writer.ts';
import { takeFindings } from '../take-findings.ts';
import type { ByteSource } from '../unpack/byte-source.ts';
import { spoolToFile } from '../unpack/spool.ts';
import { examineOwn, rawColumn } from './own-export.ts';
import type { TableLayout, TableLayouts } from './table-layouts.ts';

export type ParquetItem = {
  source: ByteSource;
  /** Path of exactly these bytes, if they are a file. */
  file: string | null;
  tables: TableLayouts;
  examiner: Examiner;
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
  const { source, file, tables, examiner, generic, intake, writer } = item;
  const spooled = file === null || !isPlainPath(file) ? await spoolToFile(source) : null;
  const unknown: { names: string[] | null } = { names: null };
  try {
    let passed = 0;
    let table: TableLayout | null = null;
    const choose = (names: string[]): Chosen | null | 'stop' => {
      table = tables.find(names);
      if (table) {
        const chosen = table.columns.map((column) => (column === null ? null : column?.name));
        return { names: chosen, nullTexts: table.nullTexts };
      }
      if (generic) return null;
      unknown.names = names;
      return 'stop';
    };
    for await (const { layout, rows, docs } of readParquet(spooled?.archive ?? file!, choose)) {
      intake.nothing('parquet');
      const known = table as TableLayout | null;
      const kind = known ? { format: known.format.name, layout: known.text } : { format: 'parquet', layout };
      const hasRaw = known?.own != null && known.own.raw >= 0;
      rows.forEach((row, i) => {
        const raw = hasRaw ? rawOf(row) : null;
        const findings = examineOwn(examiner.examineText, raw, sliceOf(row));
        if (findings) {
          takeFindings(intake, findings, `row ${passed + i + 1}`, ['parquet'], null);
          return;
        }
        const doc = docs ? sliceOf(docs[i]!) : null;
        intake.accept({ ...kind, raw: sliceOf(row), doc, container: 'parquet', spaced: false, clean: true });
      });
      passed += rows.length;
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

function rawOf(row: string): unknown {
  try {
    return (JSON.parse(row) as Record<string, unknown>)[rawColumn];
  } catch {
    return null; // DuckDB writes NaN and Infinity, which JSON has not.
  }
}

function sliceOf(text: string): Slice {
  const bytes = Buffer.from(text, 'utf8');
  return { bytes, start: 0, end: bytes.length };
}
