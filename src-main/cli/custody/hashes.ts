// `pugmark hashes`: the hashes of the evidence as other tools write them, or compared with a list that somebody gave.
import { relative, resolve } from 'node:path';
import { comparisons, type HashComparison, type HashRow } from '../../../shared/contract/custody.ts';
import { comparisonWords } from '../../../shared/integrity/custody-words.ts';
import { csvHead, formatCsvRow, formatSum } from '../../../shared/integrity/hash-list.ts';
import { grouped } from '../progress.ts';
import { exit, openCase, type Session } from '../session.ts';
import { showControls } from '../table.ts';

export type HashesCommand = {
  name: 'hashes';
  caseDir: string;
  csv: boolean;
  out: string | undefined;
  overwrite: boolean;
  compare: string | undefined;
  json: boolean;
};

export async function runHashesCommand(session: Session, command: HashesCommand): Promise<number> {
  await openCase(session, command.caseDir);
  if (command.compare !== undefined) return await compare(session, resolve(command.compare), command.json);
  if (command.out !== undefined) return await save(session, command, command.out);
  return await print(session, command.csv);
}

async function save({ client, out }: Session, { csv, overwrite, json }: HashesCommand, path: string): Promise<number> {
  const form = csv ? 'csv' : 'sha256sum';
  const saved = await client.custody.saveHashes({ form, path: resolve(path), overwrite });
  const { folder, members, files } = saved;
  const lines = [
    `File     ${saved.path}`,
    `Hashes   ${grouped(files)}`,
    ...(members > 0 ? [`Left out ${grouped(members)} members of archives: --csv has them`] : []),
    ...(folder === null ? [] : [`Check it in ${folder}`]),
  ];
  await out.write(json ? `${JSON.stringify(saved)}\n` : `${lines.map(showControls).join('\n')}\n`);
  return exit.ok;
}

const limit = 10_000;

async function print({ client, out, signal }: Session, csv: boolean): Promise<number> {
  if (csv) await out.write(csvHead);
  let members = 0;
  let where: string | null = null;
  for (let offset = 0; ; offset += limit) {
    const { total, folder, hashes } = await client.custody.hashes({ offset, limit }, { signal });
    where = folder;
    members += hashes.filter(({ member }) => member !== null).length;
    await out.write(hashes.map((row) => (csv ? formatCsvRow(row) : sumOf(row, folder))).join(''));
    if (offset + limit >= total) break;
  }
  if (csv) return exit.ok;
  if (where !== null) out.note(`To check: sha256sum -c in ${where}`);
  if (members > 0) out.note(`${grouped(members)} members of archives are left out: --csv has them.`);
  return exit.ok;
}

const sumOf = ({ at, member, sha256 }: HashRow, folder: string | null): string =>
  member !== null || at === null ? '' : formatSum({ name: folder === null ? at : relative(folder, at), sha256 });

async function compare({ client, out }: Session, path: string, json: boolean): Promise<number> {
  const answer = await client.custody.compare({ path });
  const { counts, items, problems } = answer;
  const code = exitCode(answer);
  if (json) {
    await out.write(`${JSON.stringify({ list: path, counts, items, problems })}\n`);
    return code;
  }
  const lines = [
    `List     ${path}`,
    ...comparisons.map(
      (one) => `  ${grouped(counts[one]).padStart(8)}  ${comparisonWords[one].title}: ${comparisonWords[one].meaning}`,
    ),
    ...problems,
  ];
  if (items.length > 0) lines.push('');
  for (const item of items) {
    lines.push(`${comparisonWords[item.verdict].title.padEnd(18)} ${item.listed ?? item.path}`);
    if (item.verdict === 'renamed') lines.push(`                   here: ${item.path}`);
    if (item.verdict === 'differs')
      lines.push(`                   list ${item.listedHash}`, `                   here ${item.hash}`);
  }
  const notShown = counts.renamed + counts.differs + counts['not-here'] + counts['not-listed'] - items.length;
  if (notShown > 0) lines.push(`… and ${grouped(notShown)} more.`);
  await out.write(`${lines.map(showControls).join('\n')}\n`);
  return code;
}

/** 5 for other bytes and for what is not here, 3 for the rest that is not the same. */
function exitCode({ counts, problems }: HashComparison): number {
  if (counts.differs + counts['not-here'] > 0) return exit.findings;
  return counts.renamed + counts['not-listed'] + problems.length > 0 ? exit.problems : exit.ok;
}
