// What the case holds: loads and what became of their files, the tables, and the files that tagged rows came from.
import type { Block } from '../../../../shared/report/document.ts';
import { formatBytes, formatCount, formatNoun } from '../../../../shared/values/sizes.ts';
import { digestEvidence } from '../../export/manifest.ts';
import { describeTable, readCatalog } from '../../queries/catalog/schema.ts';
import {
  filesByOutcome,
  filesOfMarked,
  loadsWithFiles,
  tableSpan,
  unloadedFiles,
} from '../../queries/report/statements.ts';
import { evidenceHashesSql } from '../../queries/views/export-sql.ts';
import { type Context, code, heading, paragraph, pathOf } from '../context.ts';
import { commonFolder, rowsWords } from '../words.ts';

const mostProblems = 100;

export async function gatherScope(context: Context): Promise<Block[]> {
  const { open, ask, cite, time } = context;
  const loads = await ask('Loads and their files', loadsWithFiles, (rows) => rowsWords(rows.length));
  if (loads.rows.length === 0) return [paragraph('Nothing was loaded into this case yet.')];
  const outcomes = await ask('Files by what became of them', filesByOutcome, (rows) => rowsWords(rows.length));
  const sum = (name: string) => outcomes.rows.reduce((all, row) => all + Number(row[name] ?? 0), 0);
  const { items, digest } = await digestEvidence(open);
  const hashes = cite('SHA-256 of what gave records', evidenceHashesSql, rowsWords(items));
  return [
    {
      kind: 'facts',
      facts: [
        ['Files', [`${formatCount(sum('files'))} (${formatBytes(sum('bytes'))})`, outcomes.cite]],
        [
          'Records',
          [
            `${formatCount(sum('records'))} found: ${formatNoun(sum('rows'), 'row')}, ${formatNoun(sum('duplicates'), 'duplicate')} of rows, ${formatCount(sum('rejects'))} not readable`,
          ],
        ],
        [
          'Evidence in one hash',
          [
            { code: digest },
            { dim: ` SHA-256 over the content hashes of ${formatNoun(items, 'file')}, ascending, a line each` },
            { cite: hashes },
          ],
        ],
      ],
    },
    heading('Loads'),
    {
      kind: 'table',
      caption: [formatNoun(loads.rows.length, 'load'), loads.cite],
      columns: [
        { title: 'Load', align: 'right' },
        { title: 'Began', align: 'time' },
        { title: 'From' },
        { title: 'Files', align: 'right' },
        { title: 'Records', align: 'right' },
        { title: 'Rows', align: 'right' },
        { title: 'Duplicates', align: 'right' },
        { title: 'Rejected', align: 'right' },
        { title: 'Ended' },
      ],
      rows: loads.rows.map((row) => [
        [String(row.load_id)],
        [time(row.started)],
        row.acquisition_id === null
          ? pathsOf(String(row.paths)).flatMap((path, i) => [...(i > 0 ? [', '] : []), { code: path }])
          : [`Acquisition ${String(row.acquisition_id)}`],
        ...['files', 'records', 'rows', 'duplicates', 'rejects'].map((name) => [formatCount(Number(row[name]))]),
        [String(row.state)],
      ]),
    },
    heading('Tables'),
    await tablesOf(context),
    ...(await filesOfTagged(context)),
    ...(await problemsOf(context)),
  ];
}

function pathsOf(json: string): string[] {
  try {
    return JSON.parse(json) as string[];
  } catch {
    return [json]; // Not a list: it is shown as it stands.
  }
}

async function tablesOf({ use, ask, time }: Context): Promise<Block> {
  const tables = (await use((connection) => readCatalog(connection))).filter(({ kind }) => kind === 'log');
  const rows = [];
  for (const table of tables) {
    const { title, timeColumn } = describeTable(table, null);
    const own = timeColumn !== null && table.columns.some(({ name, sql }) => name === timeColumn && sql === undefined);
    const span = await ask(`Rows of ${table.name}`, tableSpan(table.name, own ? timeColumn : null), ([row]) =>
      rowsWords(Number(row?.n)),
    );
    const [row] = span.rows;
    rows.push([
      [title],
      code(table.name),
      [formatCount(Number(row?.n)), span.cite],
      [time(row?.first)],
      [time(row?.last)],
    ]);
  }
  return {
    kind: 'table',
    caption: [],
    columns: [
      { title: 'Logs' },
      { title: 'Table' },
      { title: 'Rows', align: 'right' },
      { title: 'First', align: 'time' },
      { title: 'Last', align: 'time' },
    ],
    rows,
  };
}

async function filesOfTagged({ choices, ask }: Context): Promise<Block[]> {
  const { rows, cite } = await ask('Files that tagged rows came from', filesOfMarked(choices.tags), (found) =>
    rowsWords(found.length),
  );
  if (rows.length === 0) return [];
  const folder = commonFolder(rows.map(pathOf), choices.redact);
  return [
    heading('Files that the tagged events came from'),
    {
      kind: 'table',
      caption: [
        `${formatNoun(rows.length, 'file')}, each with the SHA-256 of its bytes as found and of its content, unpacked`,
        ...(folder === '' ? [] : ['; below ', { code: folder }]),
        cite,
      ],
      columns: [
        { title: 'File', share: 40 },
        { title: 'Tagged', align: 'right', share: 7 },
        { title: 'SHA-256 as found, and of the content', share: 53 },
      ],
      rows: rows.map((row) => [
        code(pathOf(row).slice(folder.length)),
        [formatCount(Number(row.marked))],
        [...code(row.sha256), ...(row.sha256 === row.content_sha256 ? [] : [' ', ...code(row.content_sha256)])],
      ]),
    },
  ];
}

async function problemsOf({ ask }: Context): Promise<Block[]> {
  const { rows, cite } = await ask('Files that did not load whole', unloadedFiles, (found) => rowsWords(found.length));
  if (rows.length === 0)
    return [{ kind: 'callout', tone: 'good', text: ['Every file that was found loaded whole.', cite] }];
  const told = rows.slice(0, mostProblems);
  return [
    heading('Files that did not load whole'),
    {
      kind: 'table',
      caption: [
        `${told.length < rows.length ? `The first ${mostProblems} of ` : ''}${formatNoun(rows.length, 'file')}`,
        cite,
      ],
      columns: [
        { title: 'File', share: 50 },
        { title: 'Outcome', share: 12 },
        { title: 'Why', share: 38 },
      ],
      rows: told.map((row) => [code(pathOf(row)), [String(row.outcome)], code(row.reason)]),
    },
  ];
}
