// Watches an acquisition until nothing moves: the progress line, Ctrl+C, and what it waits for.
import { setTimeout as sleep } from 'node:timers/promises';
import type { AcquisitionProgress } from '../../../shared/contract/acquisitions.ts';
import type { LoadProgress } from '../../../shared/contract/loads.ts';
import { EngineError } from '../../engine/engine-error.ts';
import { createProgressLine } from '../progress.ts';
import type { Session } from '../session.ts';
import type { AcquireCommand } from './parse-acquire.ts';
import { progressText } from './progress-text.ts';
import { askForCode, isTerminal, signIn } from './sign-in.ts';

/** `refusal`: why it was stopped here, because the login could not be renewed. */
export type Watched = { last: AcquisitionProgress; refusal: unknown };

/** Ctrl+C stops it; a login that ended is renewed here, with somebody to ask, or else said. */
export async function watchAcquisition(
  session: Session,
  command: AcquireCommand,
  acquisitionId: number,
  loginId: number,
): Promise<Watched> {
  const { client, signal, out } = session;
  const line = createProgressLine();
  const load = watchLoad(session);
  // One that has ended meanwhile cannot be cancelled; its last state tells.
  const stop = () => client.acquisitions.cancel({ acquisitionId }).catch(() => undefined);
  const onAbort = () => {
    line.show('Stopping; what is complete stays …');
    void stop();
  };
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  let last: AcquisitionProgress | null = null;
  let refusal: unknown = null;
  let said = '';
  let renewedAt = '';
  try {
    for await (const progress of await client.acquisitions.watch({ acquisitionId })) {
      last = progress;
      const { waiting, loadId } = progress;
      if (line.isShown && loadId !== null) load.follow(loadId);
      if (!signal.aborted) line.show(progressText(progress, load.progress()));
      if (waiting === null) continue;
      const goesOn = waiting.for === 'permission' && hasSome(progress);
      if (said !== waiting.message) {
        said = waiting.message;
        line.clear();
        const next = goesOn ? 'Going on with the rest.' : null;
        out.note([waiting.message, waiting.hint, next].filter(Boolean).join('\n  '));
      }
      if (waiting.for === 'network' || waiting.for === 'space') continue;
      try {
        if (goesOn) {
          // Some of it may be read: the account will name what may not.
          await client.acquisitions.resume({ acquisitionId });
          continue;
        }
        const mark = markOf(progress);
        if (mark === renewedAt) throw new EngineError('REFUSED', waiting.message, { hint: signedInInVain });
        await renew(session, command, loginId, waiting.for === 'mfa' ? (waiting.serial ?? '') : null);
        [said, renewedAt] = ['', mark];
      } catch (error) {
        if (!signal.aborted) refusal = error;
        await stop();
      }
    }
  } finally {
    load.stop();
    line.clear();
    signal.removeEventListener('abort', onAbort);
  }
  if (last === null) throw new Error('The engine reported nothing about the acquisition.');
  return { last, refusal };
}

const signedInInVain = 'Signing in anew was of no use. Get other credentials; the same command goes on from here.';

/** What has been got so far: the same twice means that a new login brought nothing. */
const markOf = ({ listRequests, bytesArrived, account, regions }: AcquisitionProgress): string =>
  JSON.stringify([listRequests, bytesArrived, account.acquired, regions.map(({ pages }) => pages)]);

const hasSome = ({ account }: AcquisitionProgress): boolean => account.acquired.objects + account.known.objects > 0;

const renewEveryMs = 15_000;
/** An hour: somebody has to come back from a meeting, and run `aws sso login`. */
const patience = 240;

/** Credentials that ended halfway: with somebody there, a code is asked for, or a sign-in elsewhere waited for. */
async function renew(session: Session, command: AcquireCommand, loginId: number, serial: string | null): Promise<void> {
  const { signal } = session;
  if (serial !== null && isTerminal()) {
    await signIn(session, { ...command, mfaCode: await askForCode(serial, signal) }, loginId);
    return;
  }
  for (let tries = 1; ; tries++) {
    try {
      // The code of the beginning was good once.
      await signIn(session, { ...command, mfaCode: undefined }, loginId);
      return;
    } catch (error) {
      if (tries >= (isTerminal() ? patience : 1) || signal.aborted) throw error;
      await sleep(renewEveryMs, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** The numbers of the load that takes what arrives, for the progress line. */
function watchLoad({ client }: Session) {
  const end = new AbortController();
  let followed: number | null = null;
  let last: LoadProgress | null = null;
  const follow = async (loadId: number) => {
    for await (const progress of await client.loads.watch({ loadId }, { signal: end.signal })) last = progress;
  };
  return {
    follow(loadId: number): void {
      if (followed === loadId) return;
      followed = loadId;
      // The account tells what became of it; here only the line would miss a number.
      follow(loadId).catch(() => undefined);
    },
    progress: (): LoadProgress | null => last,
    stop: () => end.abort(),
  };
}
