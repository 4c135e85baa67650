// What the command line does while an acquisition waits, with nobody at a terminal. The engine's side is played here: refusals
// by the hundred, and logins that end at a chosen moment, are slow to bring about with a server.
import { expect, it } from 'vitest';
import type { AcquisitionProgress } from '../../shared/contract/acquisitions.ts';
import type { AcquireCommand } from '../../src-main/cli/acquire/parse-acquire.ts';
import { watchAcquisition } from '../../src-main/cli/acquire/watch-acquisition.ts';
import type { Session } from '../../src-main/cli/session.ts';
import { startMeter } from '../../src-main/engine/acquire/meter.ts';
import { waitingForPermission } from '../../src-main/engine/acquire/trouble.ts';
import { EngineError } from '../../src-main/engine/engine-error.ts';
import type { OpenLogin } from '../../src-main/engine/sources/aws/logins.ts';

const expired = {
  for: 'login',
  loginId: 1,
  serial: null,
  message: 'The session has expired.',
  hint: 'Sign in.',
} as const;
const denied = new EngineError('REFUSED', 'Cannot read the object: a policy does not allow it.', {
  hint: 'Ask the owner.',
});
const permission = waitingForPermission({ loginId: 1 } as OpenLogin, denied);
type Step = { waiting: AcquisitionProgress['waiting']; acquired?: number; failed?: number };

/** Plays the steps one after the other; each wait lasts until it is ended, as the engine's does. */
async function watch(steps: Step[], signIn: () => Promise<unknown> = async () => ({})) {
  const calls: string[] = [];
  const notes: string[] = [];
  let end = () => {};
  async function* play(): AsyncGenerator<AcquisitionProgress> {
    const progress = { ...startMeter(1).read(), state: 'running' as AcquisitionProgress['state'] };
    for (const { waiting, acquired = 0, failed = 0 } of steps) {
      const ended = new Promise<void>((resolve) => (end = resolve));
      const account = structuredClone(progress.account);
      account.acquired.objects = acquired;
      account.failed.objects = failed;
      yield { ...progress, state: 'waiting' as const, waiting, account };
      await ended;
      if (!calls.includes('cancel')) continue;
      yield { ...progress, state: 'cancelled' as const };
      return;
    }
    yield { ...progress, state: 'done' as const };
  }
  const call =
    (name: string, work: () => Promise<unknown> = async () => undefined) =>
    async () => {
      calls.push(name);
      const answer = await work();
      end();
      return answer;
    };
  const client = {
    acquisitions: { watch: async () => play(), resume: call('resume'), cancel: call('cancel') },
    aws: { connect: call('connect', signIn) },
  };
  const out = { note: (text: string) => notes.push(text) };
  const session = { client, out, signal: new AbortController().signal } as unknown as Session;
  const command = { login: { kind: 'environment' }, mfaCode: '123456' } as AcquireCommand;
  const { last, refusal } = await watchAcquisition(session, command, 1, 1);
  return { state: last.state, refusal: refusal as EngineError | null, calls, notes };
}

it('signs in anew when the login has ended, and goes on', async () => {
  const watched = await watch([{ waiting: expired }, { waiting: expired, acquired: 5 }]);
  expect(watched).toMatchObject({ state: 'done', refusal: null, calls: ['connect', 'connect'] });
  expect(watched.notes).toEqual(Array.from({ length: 2 }, () => 'The session has expired.\n  Sign in.'));
});

it('stops when a new login brought nothing', async () => {
  const watched = await watch([{ waiting: expired }, { waiting: expired, failed: 3 }]);
  expect(watched).toMatchObject({ state: 'cancelled', calls: ['connect', 'cancel'] });
  expect(watched.refusal).toMatchObject({ code: 'REFUSED', message: 'The session has expired.' });
  expect(watched.refusal?.detail.hint).toMatch(/of no use.*the same command goes on/);
});

it('stops when it cannot sign in, and says why', async () => {
  const wrong = new EngineError('REFUSED', 'The key is gone.');
  const watched = await watch([{ waiting: expired }], () => Promise.reject(wrong));
  expect(watched).toMatchObject({ state: 'cancelled', refusal: wrong, calls: ['connect', 'cancel'] });
});

it('goes on as it is when some of it may be read', async () => {
  const watched = await watch([
    { waiting: permission, acquired: 1, failed: 200 },
    { waiting: permission, acquired: 1, failed: 400 },
  ]);
  expect(watched).toMatchObject({ state: 'done', refusal: null, calls: ['resume', 'resume'] });
  // The same is said once.
  expect(watched.notes).toEqual([
    expect.stringMatching(/^Nothing but refusals any more\. Cannot read the object.*Going on with the rest\.$/s),
  ]);
});

it('stops when nothing of it may be read', async () => {
  const watched = await watch([
    { waiting: permission, failed: 200 },
    { waiting: permission, failed: 400 },
  ]);
  expect(watched).toMatchObject({ state: 'cancelled', calls: ['connect', 'cancel'] });
  expect(watched.refusal?.message).toMatch(/^Nothing but refusals/);
});

it('only says it when the network or the disk is what it waits for', async () => {
  const network = { ...expired, for: 'network', message: 'Nobody answers.' } as const;
  const watching = watch([{ waiting: network }]);
  const watched = await Promise.race([watching, new Promise((resolve) => setTimeout(resolve, 50, 'still waiting'))]);
  expect(watched).toBe('still waiting');
});
