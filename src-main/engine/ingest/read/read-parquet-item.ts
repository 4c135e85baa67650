// Rows of a Parquet file as records of the generic format `parquet`.

import { isPlainPath, readParquet } from '../../duckdb/read-parquet.ts';
import { messageOf } from '../../engine-error.ts';
import type { Intake } from './intake.ts';
import type { ParcelWriter } from './parcel-writer.ts';
import type { ByteSource } from './unpack/byte-source.ts';
import { spoolToFile } from './unpack/spool.ts';

/** @param file path of exactly these bytes, if they are a file; answers what went wrong, or null */
export async function readParquetItem(
  source: ByteSource,
  file: string | null,
  intake: Intake,
  writer: ParcelWriter,
): Promise<string | null> {
  const spooled = file === null || !isPlainPath(file) ? await spoolToFile(source) : null;
  try {
    intake.nothing('parquet');
    for await (const { layout, rows } of readParquet(spooled?.archive ?? file!)) {
      for (const row of rows) {
        const bytes = Buffer.from(row, 'utf8');
        const raw = { bytes, start: 0, end: bytes.length };
        intake.accept({ format: 'parquet', layout, raw, container: 'parquet', spaced: false, clean: true });
      }
      const room = writer.room();
      if (room) await room;
    }
    return null;
  } catch (error) {
    return messageOf(error);
  } finally {
    await spooled?.dispose();
  }
}
