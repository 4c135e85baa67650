// Exporting the 2-million-row case to CSV beside DuckDB's own COPY of the same columns, turn about.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ColumnRef } from '../../shared/query/view.ts';
import { findLoadedCase } from './cases.ts';
import { gridColumns } from './grid-columns.ts';
import { type BenchOptions, expectEqual } from './load.ts';
import { median, type Run, runMeasured, sizeOf } from './measure.ts';
import { megabytes, number, ratio, type Section, seconds, type Table } from './report.ts';

const choices: Record<string, { columns: ColumnRef[] | null; sql: string }> = {
  'columns of a fresh grid': {
    columns: gridColumns,
    sql: `SELECT ${gridColumns.map((ref) => [ref.column, ...ref.path].join('.')).join(', ')} FROM cloudtrail`,
  },
  'all columns, raw records too': { columns: null, sql: 'SELECT * FROM cloudtrail' },
};

export async function benchExport(options: BenchOptions): Promise<Section> {
  const dir = await findLoadedCase(options);
  const folder = path.join(options.root, 'scratch');
  const tables: Table[] = [];
  const ratios: number[] = [];
  const data: unknown[] = [];
  for (const [name, { columns, sql }] of Object.entries(choices)) {
    const times: Record<'pugmark' | 'copy', Run[]> = { pugmark: [], copy: [] };
    let bytes = [0, 0];
    let rows = [0, 0];
    for (let round = 0; round < options.rounds; round++) {
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true });
      const viewFile = path.join(folder, 'view.json');
      const from = { kind: 'table', table: 'cloudtrail' };
      await writeFile(viewFile, JSON.stringify({ from, ...(columns === null ? {} : { columns }) }));
      const [ours, theirs] = ['pugmark.csv', 'copy.csv'].map((file) => path.join(folder, file)) as [string, string];
      const own = await runMeasured(process.execPath, [
        options.cli,
        'export',
        '--case',
        dir,
        '--view',
        viewFile,
        '--format',
        'csv',
        '--out',
        ours,
        '--json',
      ]);
      const copy = await runMeasured(process.execPath, [
        path.join(options.programs, 'copy.js'),
        path.join(dir, 'case.duckdb'),
        sql,
        theirs,
      ]);
      for (const run of [own, copy])
        if (run.code !== 0) throw new Error(`Export failed (${run.code}):\n${run.stderr.slice(-3000)}`);
      times.pugmark.push(own);
      times.copy.push(copy);
      rows = [
        Number((JSON.parse(own.stdout) as { rows: number }).rows),
        Number((JSON.parse(copy.stdout) as { rows: number }).rows),
      ];
      expectEqual('exported rows', rows[0], rows[1]);
      bytes = [sizeOf(ours), sizeOf(theirs)];
    }
    const checked = await runMeasured(process.execPath, [
      path.join(options.programs, 'recount.js'),
      path.join(folder, 'pugmark.csv'),
    ]);
    expectEqual('rows read back from the CSV', Number(JSON.parse(checked.stdout || '{}').rows), rows[0]);
    const [own, copy] = [times.pugmark, times.copy].map((runs) => median(runs.map((run) => run.seconds))) as [
      number,
      number,
    ];
    ratios.push(own / copy);
    data.push({ name, times, bytes, rows });
    tables.push({
      title: `${number(rows[0]!)} rows to CSV: ${name}`,
      columns: ['', 'median', 'file', 'peak memory', 'times COPY'],
      rows: [
        [
          'Pugmark, with SHA-256, manifest, neutralised formulas',
          seconds(own),
          megabytes(bytes[0]!),
          `${number(Math.max(...times.pugmark.map((run) => run.peakMb ?? 0)))} MiB`,
          ratio(own / copy),
        ],
        [
          "DuckDB's COPY",
          seconds(copy),
          megabytes(bytes[1]!),
          `${number(Math.max(...times.copy.map((run) => run.peakMb ?? 0)))} MiB`,
          '',
        ],
      ],
      notes: [],
    });
  }
  await rm(folder, { recursive: true, force: true });
  return {
    name: 'export',
    tables,
    goals: [
      {
        goal: "2 million rows to CSV within 1.3× of DuckDB's COPY",
        seen: ratios.map(ratio).join(', '),
        met: Math.max(...ratios) <= 1.3,
      },
    ],
    data,
  };
}
