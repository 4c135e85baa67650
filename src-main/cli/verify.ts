// `pugmark verify`: checks the digests and log files of a case, and says what is wrong in sentences.
import { resolve } from 'node:path';
import type { IntegrityFinding, VerificationSummary, VerificationSums } from '../../shared/contract/integrity.ts';
import { type Outcome, outcomeOf, outcomeSentences } from '../../shared/integrity/outcome.ts';
import type { Reason } from '../../shared/integrity/verdict.ts';
import { words } from '../../shared/integrity/words.ts';
import type { VerifyCommand } from './arguments.ts';
import { createProgressLine, grouped } from './progress.ts';
import { exit, openCase, type Session } from './session.ts';
import { showControls } from './table.ts';

/** Files that the report for people names; the tables of verdicts have them all, and so has `--json` for the grave ones. */
const listedFiles = 50;

export async function runVerifyCommand(session: Session, command: VerifyCommand): Promise<number> {
  const { out } = session;
  const opened = await openCase(session, command.caseDir);
  const summary = await verify(session, command);
  const findings = await listFindings(session);
  const outcome = outcomeOf(summary.sums);
  const code = exitCodes[outcome];
  if (command.json) {
    const { problems, sums, ...rest } = summary;
    const said = { case: opened.dir, ...rest, problems, ...sums, findings };
    await out.write(`${JSON.stringify(said)}\n`);
    return code;
  }
  const lines = [
    `Case     ${opened.dir}`,
    `Keys     ${grouped(summary.keys)} public keys, ${grouped(summary.signatures)} signatures beside the digests`,
    ...summary.problems.map((problem) => `         ${problem}`),
    ...describe('Digests', summary.sums.digests),
    ...describe('Chains', summary.sums.chains),
    ...describe('Logs', summary.sums.logs),
  ];
  if (findings.length > 0) {
    lines.push('', 'What was found');
    lines.push(...findings.slice(0, listedFiles).map(findingLine));
    const more = findings.length - listedFiles;
    if (more > 0)
      lines.push(
        `… and ${grouped(more)} more: --json lists all, and so do the tables log_verdicts and digest_verdicts.`,
      );
  }
  lines.push('', outcomeSentences[outcome]);
  await out.write(
    `${lines
      .flatMap((line) => line.split('\n'))
      .map(showControls)
      .join('\n')}\n`,
  );
  return code;
}

async function verify({ client, signal }: Session, command: VerifyCommand): Promise<VerificationSummary> {
  const line = createProgressLine();
  try {
    const states = await client.integrity.verifyDigests(
      {
        keys: command.keys.map((path) => resolve(path)),
        signatures: command.signatures.map((path) => resolve(path)),
        bucket: command.bucket ?? null,
      },
      { signal },
    );
    for await (const { digests, totalDigests, summary } of states) {
      if (summary) return summary;
      line.show(`${grouped(digests)} of ${grouped(totalDigests)} digests`);
    }
  } finally {
    line.clear();
  }
  throw new Error('The engine reported no end of the verification.');
}

const limit = 1000;

async function listFindings({ client, signal }: Session): Promise<IntegrityFinding[]> {
  const all: IntegrityFinding[] = [];
  for (let offset = 0; ; offset += limit) {
    const { total, findings } = await client.integrity.findings({ offset, limit }, { signal });
    all.push(...findings);
    if (offset + limit >= total) return all;
  }
}

function findingLine({ verdict, reason, key, from, to, digests }: IntegrityFinding): string {
  if (from === null || to === null) return `${verdict.padEnd(12)} ${key}`;
  const count =
    reason === 'deleted-digests' ? `, ${digests === 1 ? 'one digest' : `${grouped(digests ?? 1)} digests`}` : '';
  return `${reason}: ${from} to ${to}${count}\n             ${key}`;
}

function describe(title: string, counts: VerificationSums['logs']): string[] {
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const lines = ['', `${title.padEnd(8)} ${title === 'Chains' ? '' : grouped(total)}`.trimEnd()];
  for (const { verdict, reason, count } of counts) {
    const { sentence, next } = words[reason as Reason];
    lines.push(`  ${grouped(count).padStart(8)}  ${verdict === 'chain' ? '' : `${verdict}: `}${sentence}`);
    if (next !== null) lines.push(`            → ${next}`);
  }
  return counts.length === 0 ? [...lines, '            There are none.'] : lines;
}

/** 5 for what was altered or is missing, 3 for what could not be proven, 0 when all is. */
const exitCodes: Record<Outcome, number> = {
  grave: exit.findings,
  unproven: exit.problems,
  none: exit.problems,
  proven: exit.ok,
};
