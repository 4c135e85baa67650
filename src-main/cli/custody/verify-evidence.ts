// `pugmark verify --evidence`: reads the evidence of a case again, and names what is not as it was loaded.
import { type CustodyCounts, type CustodyResult, custodyVerdicts } from '../../../shared/contract/custody.ts';
import { describeCounts, verdictWords } from '../../../shared/integrity/custody-words.ts';
import { bytesText, createProgressLine, grouped } from '../progress.ts';
import { exit, openCase, type Session } from '../session.ts';
import { showControls } from '../table.ts';

export async function runVerifyEvidence(
  session: Session,
  command: { caseDir: string; json: boolean },
): Promise<number> {
  const { out } = session;
  const opened = await openCase(session, command.caseDir);
  const counts = await verify(session);
  const notSame = await listNotSame(session);
  const code = exitCode(counts);
  if (command.json) {
    await out.write(`${JSON.stringify({ case: opened.dir, counts, notSame })}\n`);
    return code;
  }
  const lines = [`Case     ${opened.dir}`, '', describeCounts(counts)];
  for (const verdict of custodyVerdicts)
    if (counts[verdict] > 0)
      lines.push(
        `  ${grouped(counts[verdict]).padStart(8)}  ${verdictWords[verdict].title}: ${verdictWords[verdict].meaning}`,
      );
  if (notSame.length > 0) lines.push('', ...notSame.flatMap(itemLines));
  await out.write(`${lines.map(showControls).join('\n')}\n`);
  return code;
}

function itemLines({ verdict, path, member, rows, reason, expected, found }: CustodyResult): string[] {
  const name = member === null ? path : `${path} › ${member}`;
  const why = reason === null ? '' : ` (${reason})`;
  const lines = [`${verdictWords[verdict].title.padEnd(14)} ${name}${why}, ${grouped(rows)} rows`];
  if (verdict === 'changed')
    lines.push(`               at load ${expected}`, `               now     ${found ?? 'nothing'}`);
  return lines;
}

async function verify({ client, signal }: Session): Promise<CustodyCounts> {
  const line = createProgressLine();
  try {
    for await (const state of await client.custody.verify(undefined, { signal })) {
      if (state.counts) return state.counts;
      const { files, totalFiles, bytes, totalBytes } = state;
      line.show(`${grouped(files)} of ${grouped(totalFiles)} files, ${bytesText(bytes)} of ${bytesText(totalBytes)}`);
    }
  } finally {
    line.clear();
  }
  throw new Error('The engine reported no end of the verification.');
}

const limit = 1000;

async function listNotSame({ client, signal }: Session): Promise<CustodyResult[]> {
  const all: CustodyResult[] = [];
  for (let offset = 0; ; offset += limit) {
    const { total, results } = await client.custody.results({ offset, limit, problemsOnly: true }, { signal });
    all.push(...results);
    if (offset + limit >= total) return all;
  }
}

/** 5 for what changed or is missing, 3 for what could not be compared. */
function exitCode(counts: CustodyCounts): number {
  if (counts.changed + counts.missing > 0) return exit.findings;
  return counts.unreadable + counts['not-kept'] + counts.unhashed > 0 ? exit.problems : exit.ok;
}
