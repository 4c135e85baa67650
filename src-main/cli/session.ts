// What every command works with: the engine's calls, a signal for Ctrl+C, the output.
import { stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { ContractRouterClient } from '@orpc/contract';
import type { CaseInfo } from '../../shared/contract/cases.ts';
import type { Contract } from '../../shared/contract/contract.ts';
import { breakAdvice, describeBreaks } from '../../shared/journal/breaks.ts';
import type { Output } from './output.ts';

export type Client = ContractRouterClient<Contract>;

export type Session = {
  client: Client;
  /** Aborted by the first Ctrl+C. */
  signal: AbortSignal;
  out: Output;
};

/** Exit codes, as `--help` documents them. */
export const exit = {
  ok: 0,
  error: 1,
  usage: 2,
  problems: 3,
  refused: 4,
  findings: 5,
  differences: 6,
  cancelled: 130,
} as const;

/** Aborts on the first SIGINT or SIGTERM; the second one ends the process at once. */
export function abortOnSignals(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(exit.cancelled);
      controller.abort();
    });
  return controller.signal;
}

export async function openCase({ client, out }: Session, dir: string): Promise<CaseInfo> {
  const info = await client.cases.open({ dir: resolve(dir) });
  if (info.journalBreaks.length > 0)
    out.note(`Warning: the journal of this case is damaged. ${describeBreaks(info.journalBreaks)}\n  ${breakAdvice}`);
  return info;
}

export function isCase(dir: string): Promise<boolean> {
  return stat(join(resolve(dir), 'case.json')).then(
    () => true,
    () => false, // Whatever hides it is said by the engine, which then cannot create it either.
  );
}

/** Opens the case in `dir`, or makes one there when nothing, or an empty folder, is there. */
export async function openOrCreateCase(session: Session, given: string): Promise<CaseInfo> {
  const dir = resolve(given);
  if (await isCase(dir)) return openCase(session, dir);
  return session.client.cases.create({ parent: dirname(dir), name: basename(dir), asNamed: true });
}
