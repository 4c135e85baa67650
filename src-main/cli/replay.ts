// `pugmark replay`: does again what a journal or a manifest records, and lists what came out differently.
import { resolve } from 'node:path';
import type { ReplayResult, ReplayStep } from '../../shared/contract/replay.ts';
import { createProgressLine, grouped } from './progress.ts';
import { exit, openCase, type Session } from './session.ts';
import { showControls } from './table.ts';

export type ReplayCommand = { name: 'replay'; path: string; caseDir: string; json: boolean };

export async function runReplayCommand(session: Session, command: ReplayCommand): Promise<number> {
  const { out } = session;
  const opened = await openCase(session, command.caseDir);
  const path = resolve(command.path);
  const result = await replay(session, path);
  const code = exitCode(result);
  if (command.json) {
    await out.write(`${JSON.stringify({ record: path, case: opened.dir, ...result })}\n`);
    return code;
  }
  const { counts, steps } = result;
  const lines = [
    `Record   ${path}${result.isWhole ? '' : ' (its chain is broken: see the journal’s page)'}`,
    `Case     ${opened.dir}`,
    ...evidenceLines(result.evidence),
    `Steps    ${grouped(steps.length)}: ${counts.same} same, ${counts.differs} different, ${counts.failed} failed, ${counts.skipped} left out`,
    ...steps.flatMap(stepLines),
    '',
    verdictLine(code),
  ];
  await out.write(`${lines.map(showControls).join('\n')}\n`);
  return code;
}

async function replay({ client, signal }: Session, path: string): Promise<ReplayResult> {
  const line = createProgressLine();
  try {
    for await (const { steps, totalSteps, result } of await client.journal.replay({ path }, { signal })) {
      if (result) return result;
      line.show(`${grouped(steps)} of ${grouped(totalSteps)} steps`);
    }
  } finally {
    line.clear();
  }
  throw new Error('The engine reported no end of the replay.');
}

function evidenceLines({ recorded, here, isSame, missing, added }: ReplayResult['evidence']): string[] {
  if (recorded === null)
    return [`Evidence ${grouped(here.items)} items here; the record does not say what it was made from`];
  if (isSame) return [`Evidence the same ${grouped(here.items)} items`];
  return [
    `Evidence differs: ${grouped(recorded.items)} items recorded, ${grouped(here.items)} here`,
    `           recorded ${recorded.digest}`,
    `           here     ${here.digest}`,
    ...missing.map((hash) => `  not here ${hash}`),
    ...added.map((hash) => `  new here ${hash}`),
    ...(missing.length + added.length === 0
      ? ['  Which they are: pugmark hashes --compare with a list of the other case']
      : []),
  ];
}

function stepLines({ seq, what, title, verdict, reason, recorded, here }: ReplayStep): string[] {
  const name = `${seq === null ? '' : `entry ${seq} `}${what}: ${title.replaceAll(/\s+/g, ' ').slice(0, 100)}`;
  const lines = ['', `${verdict.padEnd(8)} ${name}${reason === null ? '' : ` (${reason})`}`];
  if (verdict !== 'differs' || !recorded || !here) return lines;
  const values = (one: typeof recorded) =>
    `${one.rows.map(grouped).join(', ')} rows  ${one.hashes.filter(Boolean).join(' ')}`;
  return [...lines, `         recorded ${values(recorded)}`, `         here     ${values(here)}`];
}

/** 6 for what differs, 3 for what could not be done. */
function exitCode({ evidence, counts }: ReplayResult): number {
  if (counts.differs > 0 || evidence.isSame === false) return exit.differences;
  return counts.failed > 0 ? exit.problems : exit.ok;
}

function verdictLine(code: number): string {
  if (code === exit.ok) return 'Everything that was done again gives the same.';
  return code === exit.differences
    ? 'Something is different: see above. Rows in no order under a LIMIT, and functions like now() or random(), differ by themselves.'
    : 'Nothing differs, but something could not be done again: see above.';
}
