// One run of an acquisition: listing what is there, or getting what is listed and loading it on the way. A run ends by
// itself, by cancel, or with the case; the next one goes on from what is in the database.
import type { AcquisitionProgress, AcquisitionState } from '../../../shared/contract/acquisitions.ts';
import { EngineError, messageOf } from '../engine-error.ts';
import type { EngineState, OpenCase } from '../engine-state.ts';
import type { OpenLogin } from '../sources/aws/logins.ts';
import { createGate } from './gate.ts';
import { getAndLoad } from './get-and-load.ts';
import { listScope } from './list-scope.ts';
import { startMeter } from './meter.ts';
import type { RunContext } from './run-context.ts';
import { type AcquisitionRow, writeState } from './store/acquisition-row.ts';
import { readAccounts, readKeys, readRegions } from './store/summaries.ts';

export type Acquisition = {
  id: number;
  progress(): AcquisitionProgress;
  pause(): void;
  /** Ends a pause or a wait. */
  goOn(): void;
  /** Stops; resolves when nothing runs any more. `interrupted`: because the case closes. */
  cancel(as?: 'cancelled' | 'interrupted'): Promise<void>;
  /** Resolves when the run has ended, in whatever way; never rejects. */
  done: Promise<void>;
};

/** States in which nothing moves. */
export const isAtRest = (state: AcquisitionState): boolean =>
  ['listed', 'done', 'cancelled', 'failed', 'interrupted'].includes(state);

export function runAcquisition(state: EngineState, open: OpenCase, row: AcquisitionRow, login: OpenLogin): Acquisition {
  const gate = createGate();
  const meter = startMeter(row.id);
  const context: RunContext = { state, open, row, login, gate, meter };
  const isListing = row.request.kind === 's3' && !row.isListed;
  const working: AcquisitionState = isListing ? 'listing' : 'running';
  let endAs: 'cancelled' | 'interrupted' = 'cancelled';
  meter.state = working;
  const releases = [
    login.hold(),
    login.onRenewed(() => {
      const { for: what } = gate.waiting() ?? {};
      if (what === 'login' || what === 'mfa' || what === 'permission') gate.open();
    }),
  ];
  gate.onChange(() => {
    meter.waiting = gate.waiting();
    if (isAtRest(meter.state) || meter.state === 'finishing') return;
    meter.state = meter.waiting ? 'waiting' : gate.isPaused() ? 'paused' : working;
  });

  const run = async (): Promise<End> => {
    await readSoFar(context);
    await open.db.use((connection) => writeState(connection, row.id, working));
    if (row.request.kind === 's3' && isListing) {
      await listScope(context, row.request);
      return { end: 'listed', error: null };
    }
    return { end: 'done', error: await getAndLoad(context) };
  };

  const done = run()
    .catch((error: unknown) => {
      const cancelled = gate.signal.aborted;
      if (cancelled) return { end: endAs, error: null };
      return { end: 'failed' as const, error: sayWhy(error), isRefused: isRefusal(error) };
    })
    .then((end) => settle(context, end))
    .catch((error: unknown) => {
      // The database itself does not take the end: what it held before is what counts when the case is opened again.
      meter.error = messageOf(error);
      meter.state = 'failed';
    })
    .finally(() => {
      for (const release of releases) release();
    });

  return {
    id: row.id,
    progress: () => meter.read(),
    pause: () => gate.pause(),
    goOn: () => gate.open(),
    async cancel(as = 'cancelled') {
      endAs = as;
      gate.cancel();
      await done;
    },
    done,
  };
}

async function readSoFar({ open, row, meter }: RunContext): Promise<void> {
  await open.db.use(async (connection) => {
    const account = (await readAccounts(connection, row.id)).get(row.id);
    if (account) Object.assign(meter.account, account);
    meter.regions = (await readRegions(connection)).get(row.id) ?? [];
    meter.publicKeys = (await readKeys(connection)).get(row.id) ?? [];
  });
  const { objects, bytes, seen, requests } = row.listed;
  meter.account.listed = row.request.kind === 's3' ? { objects, bytes } : { ...meter.account.acquired };
  meter.seen = seen;
  meter.listRequests = requests;
}

/** AWS often does not tell what is not there from what may not be seen. */
const isRefusal = (error: unknown): boolean =>
  error instanceof EngineError && (error.code === 'REFUSED' || error.code === 'NOT_FOUND');

function sayWhy(error: unknown): string {
  const hint = error instanceof EngineError ? error.detail.hint : undefined;
  return [messageOf(error), hint].filter(Boolean).join(' ');
}

type End = { end: AcquisitionState; error: string | null; isRefused?: boolean };

async function settle(context: RunContext, { end, error, isRefused = false }: End): Promise<void> {
  const { open, row, meter } = context;
  meter.error = error;
  meter.isRefused = isRefused;
  meter.current = null;
  meter.waiting = null;
  await open.db.use((connection) => writeState(connection, row.id, end, { error, ended: end !== 'listed' }));
  if (end !== 'listed')
    await open.journal.append('acquisition.end', {
      acquisitionId: row.id,
      state: end,
      account: meter.account,
      regions: meter.regions,
      error,
    });
  meter.state = end;
}
