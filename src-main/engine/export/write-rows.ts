// Writes the rows of a view into a file by DuckDB's own COPY. Rows in their own order are copied row group by row group,
// several at once, and joined in order; rows in another order are sorted and copied in one statement.
import { randomUUID } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { View } from '../../../shared/query/view.ts';
import { rowGroupRows } from '../duckdb/database.ts';
import type { OpenCase } from '../engine-state.ts';
import { copySql, type ExportColumn, type ExportOptions, selectSorted, slicePart } from '../queries/export-sql.ts';
import type { Rows } from '../queries/rows.ts';
import { interruptible } from '../queries/sandbox.ts';
import type { ResolvedSource } from '../queries/source.ts';
import type { JoinedFile } from './join-parts.ts';

export type Writing = {
  open: OpenCase;
  source: ResolvedSource;
  rows: Rows;
  view: View;
  columns: ExportColumn[];
  options: ExportOptions;
  signal: AbortSignal;
  /** Rows written so far, and percent done where that is known. */
  report(this: void, rows: number, bytes: number, percent: number | null): void;
};

/** Copies the result of one statement. Answers its rows. */
export async function copySelect(
  { open, options, signal, report }: Pick<Writing, 'open' | 'options' | 'signal' | 'report'>,
  select: string,
  file: JoinedFile,
): Promise<number> {
  const part = partName(open);
  const connection = await open.db.connect();
  const watch = setInterval(() => {
    const percent = connection.percent();
    stat(part).then(
      ({ size }) => report(0, file.bytes() + size, percent),
      () => report(0, file.bytes(), percent), // Sorting has not written anything yet.
    );
  }, 200);
  try {
    const rows = await interruptible(connection, signal, () => connection.run(copySql(select, part, options)));
    clearInterval(watch);
    await file.appendFile(part);
    report(rows, file.bytes(), 100);
    return rows;
  } finally {
    clearInterval(watch);
    connection.close();
    await rm(part, { force: true });
  }
}

/** Copies all rows that match. Parquet is one file with one footer and cannot be joined, so it is always one statement. */
export async function writeRows(writing: Writing, file: JoinedFile): Promise<number> {
  const { source, view, rows, columns, options } = writing;
  if (view.sort.length > 0 || options.format === 'parquet')
    return await copySelect(writing, selectSorted(source, view, rows, columns), file);
  return await writeSlices(writing, file);
}

async function writeSlices({ open, source, rows, view, columns, options, signal, report }: Writing, file: JoinedFile) {
  const slices = rows.parts.flatMap((part) =>
    Array.from({ length: Math.ceil(part.rows / rowGroupRows) }, (_, i) => ({
      part,
      from: i * rowGroupRows,
      to: Math.min(part.rows, (i + 1) * rowGroupRows),
    })),
  );
  const copied = new Map<number, { name: string; rows: number }>();
  const names = new Set<string>();
  let next = 0;
  let joined = 0;
  let written = 0;
  let joining: Promise<void> = Promise.resolve();

  /** Appends what is ready, in order; one at a time. */
  const joinReady = () => {
    joining = joining.then(async () => {
      for (let ready = copied.get(joined); ready; ready = copied.get(joined)) {
        copied.delete(joined++);
        await file.appendFile(ready.name);
        names.delete(ready.name);
        written += ready.rows;
        report(written, file.bytes(), (joined / slices.length) * 100);
      }
    });
    return joining;
  };

  const work = async () => {
    const connection = await open.db.connect();
    try {
      while (next < slices.length) {
        const at = next++;
        const { part, from, to } = slices[at]!;
        const name = partName(open);
        names.add(name);
        const sql = copySql(slicePart(source, view, part, columns, from, to), name, options);
        const count = await interruptible(connection, signal, () => connection.run(sql));
        copied.set(at, { name, rows: count });
        await joinReady();
      }
    } catch (error) {
      next = slices.length;
      throw error;
    } finally {
      connection.close();
    }
  };

  const workers = Array.from({ length: Math.min(4, availableParallelism(), slices.length) }, work);
  try {
    await Promise.all(workers);
    await joinReady();
  } finally {
    await Promise.allSettled([...workers, joining]);
    for (const name of names) await rm(name, { force: true });
  }
  return written;
}

/** DuckDB may write in the case's temporary folder alone. */
const partName = (open: OpenCase) => join(open.dir, '.temp', `export-${randomUUID()}.part`);
