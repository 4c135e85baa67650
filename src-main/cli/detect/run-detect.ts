// `pugmark detect`: runs the rules over a case and prints what they found, with an exit code for scripts.
import { resolve } from 'node:path';
import type { DetectionProgress, Finding, RuleList } from '../../../shared/contract/detections.ts';
import { levels } from '../../../shared/sigma/rule.ts';
import { createProgressLine, grouped } from '../progress.ts';
import { exit, openCase, type Session } from '../session.ts';
import { showControls } from '../table.ts';
import type { DetectCommand } from './parse-detect.ts';
import { writeCsv, writeJson, writeSarif, writeTable } from './write-findings.ts';

export async function runDetectCommand(session: Session, command: DetectCommand): Promise<number> {
  const { client, out } = session;
  await openCase(session, command.caseDir);
  const list = await readRules(session, command.rules);
  for (const { file, line, reason } of list.problems) out.note(showControls(`${file}:${line}: ${reason}`));
  const progress = await run(session);
  const isGrave = ({ level }: Finding) => levels.indexOf(level) >= levels.indexOf(command.level);
  const findings = (await client.detections.findings()).filter(
    (one) => one.hits > 0 && isGrave(one) && (command.all || one.state !== 'dismissed'),
  );
  if (command.format === 'json') await out.write(writeJson(findings));
  else if (command.format === 'csv') await out.write(writeCsv(findings));
  else if (command.format === 'sarif')
    await out.write(writeSarif(findings, (await client.detections.rules({})).rules, (await client.app.info()).version));
  else {
    if (findings.length > 0) await out.write(writeTable(findings, out.width));
    const set = list.others.reduce((sum, { count }) => sum + count, 0);
    out.note(
      `${grouped(findings.length)} findings of ${grouped(progress.rules)} rules over ${grouped(progress.rows)} records.${
        set > 0 ? ` ${grouped(set)} rules are for other logs.` : ''
      }`,
    );
  }
  if (findings.length > 0) return exit.findings;
  return list.problems.length > 0 ? exit.problems : exit.ok;
}

async function readRules({ client }: Session, paths: string[]): Promise<RuleList> {
  let list = await client.detections.rules({});
  for (const path of paths.map((one) => resolve(one)))
    if (!list.folders.some((folder) => folder.path === path)) list = await client.detections.addFolder({ path });
  return list;
}

async function run({ client, signal }: Session): Promise<DetectionProgress> {
  const line = createProgressLine();
  try {
    await client.detections.run();
    for await (const progress of await client.detections.watch(undefined, { signal })) {
      if (progress.state === 'current') return progress;
      if (progress.state === 'failed') throw new Error(progress.error ?? 'The rules could not be run.');
      line.show(`${Math.round(progress.done * 100)} % of the rules' work`);
    }
  } finally {
    line.clear();
  }
  throw new Error('The engine reported no end of the run.');
}
