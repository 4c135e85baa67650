// Every file, archive and member of one in the case with its hashes.
import type { Block } from '../../../../shared/report/document.ts';
import { formatCount, formatNoun } from '../../../../shared/values/sizes.ts';
import { allFiles } from '../../queries/report/statements.ts';
import { type Context, code, paragraph, pathOf } from '../context.ts';
import { commonFolder, rowsWords } from '../words.ts';

export async function gatherFiles({ ask, choices }: Context): Promise<Block[]> {
  const { rows, cite } = await ask('All files', allFiles, (found) => rowsWords(found.length));
  if (rows.length === 0) return [paragraph('Nothing was loaded into this case yet.')];
  const folder = commonFolder(rows.map(pathOf), choices.redact);
  return [
    {
      kind: 'table',
      caption: [
        `${formatNoun(rows.length, 'file')}; SHA-256 of the bytes as found and, where that is another, of the content, unpacked`,
        ...(folder === '' ? [] : ['; below ', { code: folder }]),
        cite,
      ],
      columns: [
        { title: 'File', share: 36 },
        { title: 'Outcome', share: 9 },
        { title: 'Rows', align: 'right', share: 7 },
        { title: 'SHA-256', share: 48 },
      ],
      rows: rows.map((row) => [
        code(pathOf(row).slice(folder.length)),
        [String(row.outcome)],
        [row.rows === null ? '' : formatCount(Number(row.rows))],
        [...code(row.sha256), ...(row.sha256 === row.content_sha256 ? [] : [' ', ...code(row.content_sha256)])],
      ]),
    },
  ];
}
