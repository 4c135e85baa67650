// `pugmark report`: writes the report of a case, as the case keeps the choices for it unless the command line says otherwise.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ReportState } from '../../../shared/contract/report.ts';
import { choicesPlace, ReportChoices, sectionIds } from '../../../shared/report/choices.ts';
import { bytesText, createProgressLine, grouped } from '../progress.ts';
import { exit, openCase, type Session } from '../session.ts';
import { UsageError } from '../usage-error.ts';
import type { ReportCommand } from './parse-report.ts';

export async function runReportCommand(session: Session, command: ReportCommand): Promise<number> {
  const { client, signal, out } = session;
  await openCase(session, command.caseDir);
  const choices = await readChoices(session, command);
  const line = createProgressLine();
  let last: ReportState | null = null;
  try {
    const path = resolve(command.out);
    const states = await client.report.write(
      { choices, format: command.format, path, overwrite: command.overwrite },
      { signal },
    );
    for await (const state of states) {
      last = state;
      line.show(`${grouped(state.done)} of ${grouped(state.sections)} sections: ${state.section}`);
    }
  } finally {
    line.clear();
  }
  if (last?.state !== 'done') throw new Error('The engine reported no end of the report.');
  const { path, manifestPath, sha256, rows, redacted, bytes } = last;
  if (command.json) await out.write(`${JSON.stringify({ path, manifestPath, sha256, rows, redacted, bytes })}\n`);
  else
    await out.write(
      `File      ${path}\nManifest  ${manifestPath}\nSHA-256   ${sha256}\n` +
        `Tagged    ${grouped(rows)} rows (${bytesText(bytes)})\n${redacted > 0 ? `Redacted  ${grouped(redacted)} values\n` : ''}`,
    );
  return exit.ok;
}

async function readChoices({ client, signal }: Session, command: ReportCommand): Promise<ReportChoices> {
  const documents = await client.documents.list({ kind: choicesPlace.kind }, { signal });
  const kept = ReportChoices.parse(documents.find(({ id }) => id === choicesPlace.id)?.body ?? {});
  const { title, author, about, summaryFile, sections, tags, redact, redactNetworks } = command;
  const chosen = ReportChoices.safeParse({
    ...kept,
    ...(title === undefined ? {} : { title }),
    ...(author === undefined ? {} : { author }),
    ...(about === undefined ? {} : { about }),
    ...(summaryFile === undefined ? {} : { summary: await readFile(resolve(summaryFile), 'utf8') }),
    ...(tags === undefined ? {} : { tags }),
    ...(sections === undefined
      ? {}
      : {
          sections: [
            ...sections.map((id) => ({ id, isOn: true })),
            ...sectionIds.filter((id) => !sections.includes(id)).map((id) => ({ id, isOn: false })),
          ],
        }),
    redact: {
      ...kept.redact,
      values: [...kept.redact.values, ...redact],
      networks: [...kept.redact.networks, ...redactNetworks],
    },
  });
  if (chosen.success) return chosen.data;
  const [issue] = chosen.error.issues;
  throw new UsageError(`${issue!.path.join('.')}: ${issue!.message}`, 'report');
}
