// `pugmark formats`: the log types there are, and whether definitions of one's own can be used.
import { readFile } from 'node:fs/promises';
import type { DefinitionCheck, FormatProblem, LogTypeList } from '../../../shared/contract/formats.ts';
import { grouped } from '../progress.ts';
import { exit, openCase, type Session } from '../session.ts';
import { formatTable, showControls } from '../table.ts';
import type { FormatsCommand } from './parse-formats.ts';

export async function runFormatsCommand(session: Session, command: FormatsCommand): Promise<number> {
  if (command.check.length > 0) return await checkFiles(session, command);
  const { client, out } = session;
  if (command.caseDir !== undefined) await openCase(session, command.caseDir);
  const list = await client.formats.list();
  if (command.json) await out.write(`${JSON.stringify(list)}\n`);
  else await out.write(`${listLines(list, out.width)}\n`);
  const broken = list.own.filter(({ state }) => state === 'broken');
  for (const { path, name, problems } of broken)
    for (const one of problems) out.note(problemLine(path ?? name ?? 'a definition of the case', one));
  return broken.length > 0 ? exit.problems : exit.ok;
}

function listLines({ types }: LogTypeList, width: number | null): string {
  const rows = types.map((type) => [
    type.name,
    type.rows === null ? '' : grouped(type.rows),
    type.vendor,
    type.ways.join(' '),
    String(type.columns),
    type.isOwn ? 'own' : '',
    type.title,
  ]);
  const columns = [
    { name: 'log type' },
    { name: 'rows', right: true },
    { name: 'vendor' },
    { name: 'comes as' },
    { name: 'columns', right: true },
    { name: 'of' },
    { name: 'what' },
  ];
  return formatTable(columns, rows, width).lines.join('\n');
}

async function checkFiles({ client, out }: Session, { check: paths, json }: FormatsCommand): Promise<number> {
  const results: (DefinitionCheck & { path: string })[] = [];
  for (const path of paths)
    results.push({ path, ...(await client.formats.check({ text: await readFile(path, 'utf8') })) });
  if (json) await out.write(`${JSON.stringify(results)}\n`);
  for (const { path, name, problems, samples } of results) {
    const all = [...problems, ...samples.flatMap((sample) => sample.problems)];
    for (const one of all) out.note(problemLine(path, one));
    if (all.length === 0 && !json)
      await out.write(
        `${showControls(`${path}: ${name} can be used; ${samples.length} samples are as they should be.`)}\n`,
      );
  }
  const isSound = results.every(
    ({ problems, samples }) => problems.length === 0 && samples.every((sample) => sample.problems.length === 0),
  );
  return isSound ? exit.ok : exit.problems;
}

const problemLine = (file: string, { line, place, reason, hint }: FormatProblem): string =>
  showControls(`${file}${line === null ? '' : `:${line}`}: ${place}: ${reason}${hint === null ? '' : ` ${hint}`}`);
