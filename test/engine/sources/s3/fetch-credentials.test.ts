// How often a login is asked, and what workers are given.
import { describe, expect, it } from 'vitest';
import { EngineError } from '../../../../src-main/engine/engine-error.ts';
import {
  type CredentialAnswer,
  keepCredentials,
  openCredentialDesk,
} from '../../../../src-main/engine/sources/s3/fetch-credentials.ts';

const minute = 60_000;
const keysOf = (name: string, expiration?: Date) => ({
  accessKeyId: `ASIA${name}`,
  secretAccessKey: name,
  ...(expiration ? { expiration } : {}),
});
const serialOf = (answer: CredentialAnswer) => ('serial' in answer ? answer.serial : null);

describe('the desk', () => {
  it('refreshes a login once, however many say that it is refused', async () => {
    const asked: (boolean | undefined)[] = [];
    const desk = openCredentialDesk(async (options) => {
      asked.push(options?.forceRefresh);
      await Promise.resolve();
      return keysOf(options?.forceRefresh ? 'new' : 'old');
    });
    const first = await Promise.all([desk.ask(null), desk.ask(null)]);
    expect(first.map(serialOf)).toEqual([1, 1]);
    const later = await Promise.all([desk.ask(1), desk.ask(1), desk.ask(1)]);
    expect(later.map(serialOf)).toEqual([2, 2, 2]);
    expect(serialOf(await desk.ask(1))).toBe(2);
    expect(asked).toEqual([undefined, true]);
  });

  it('answers what can be sent to a worker, whatever the provider hangs on it', async () => {
    const desk = openCredentialDesk(async () => ({ ...keysOf('new', new Date(minute)), $source: () => undefined }));
    expect(structuredClone(await desk.ask(null))).toEqual({ serial: 1, identity: keysOf('new', new Date(minute)) });
  });

  it('does not refresh again what was refreshed just now, but takes a new login', async () => {
    let now = 0;
    let name = 'old';
    const asked: (boolean | undefined)[] = [];
    const desk = openCredentialDesk(
      async (options) => {
        asked.push(options?.forceRefresh);
        return keysOf(name);
      },
      () => now,
    );
    await desk.ask(null);
    expect(serialOf(await desk.ask(1))).toBe(1);
    expect(serialOf(await desk.ask(1))).toBe(1);
    expect(asked).toEqual([undefined, true, undefined]);
    name = 'new';
    expect(serialOf(await desk.ask(1))).toBe(2);
    now = 2 * minute;
    await desk.ask(2);
    expect(asked).toEqual([undefined, true, undefined, undefined, true]);
  });

  it('tells which failure it was, without secrets, and asks again later', async () => {
    const secret = 'abcdefghijklmnopqrstuvwxyz0123456789ABCD';
    const failures: unknown[] = [
      Object.assign(new Error('The SSO session has expired. Run aws sso login'), { name: 'CredentialsProviderError' }),
      Object.assign(new Error(`boom ${secret}`), { name: 'Odd' }),
      new EngineError('REFUSED', 'Enter the code.', { needs: 'mfa' }),
      new EngineError(
        'REFUSED',
        'Cannot sign in: …',
        { hint: 'Sign in again.' },
        { cause: Object.assign(new Error('gone'), { name: 'ExpiredToken' }) },
      ),
    ];
    const desk = openCredentialDesk(async () => {
      const failure = failures.shift();
      if (failure) throw failure;
      return keysOf('new');
    });
    const answers = [];
    for (let i = 0; i < 4; i++) answers.push(await desk.ask(null));
    expect(answers).toMatchObject([
      { problem: { kind: 'sso-expired', code: 'REFUSED' } },
      { problem: { kind: 'no-credentials' } },
      { problem: { kind: 'mfa', message: 'Enter the code.' } },
      { problem: { kind: 'expired', hint: 'Sign in again.' } },
    ]);
    expect(JSON.stringify(answers)).not.toContain(secret);
    expect(serialOf(await desk.ask(null))).toBe(1);
  });
});

describe('a worker', () => {
  it('keeps what it was given until two minutes before it ends', async () => {
    let now = 0;
    let asked = 0;
    const kept = keepCredentials(
      async () => ({ serial: ++asked, identity: keysOf(String(asked), new Date(now + 60 * minute)) }),
      () => now,
    );
    const [first, second] = await Promise.all([kept.get(), kept.get()]);
    expect(first).toBe(second);
    now = 57.9 * minute;
    expect(await kept.get()).toBe(first);
    now = 58.1 * minute;
    expect(await kept.get()).not.toBe(first);
    expect(asked).toBe(2);
  });

  it('does not ask for each request when there is nothing better', async () => {
    let asked = 0;
    const identity = keysOf('short', new Date(minute));
    const kept = keepCredentials(
      async () => {
        asked++;
        return { serial: 1, identity: { ...identity } };
      },
      () => 0,
    );
    const first = await kept.get();
    expect(await kept.get()).toBe(first);
    expect(asked).toBe(1);
  });

  it('renews once, and says when there was nothing else', async () => {
    const asked: (number | null)[] = [];
    let serial = 1;
    const kept = keepCredentials(async (refused) => {
      asked.push(refused);
      return { serial, identity: keysOf(String(serial)) };
    });
    const first = await kept.get();
    if (first === 'anonymous') throw new Error('not that');
    expect(await kept.renew(first)).toBe(false);
    serial = 2;
    expect(await Promise.all([kept.renew(first), kept.renew(first)])).toEqual([true, true]);
    expect(await kept.get()).toMatchObject({ secretAccessKey: '2' });
    expect(asked).toEqual([null, 1, 1]);
  });

  it('bothers nobody again for what waits already, once there is nothing to be had', async () => {
    let asked = 0;
    const problem = { kind: 'sso-expired', code: 'REFUSED', message: 'Expired.', hint: 'Sign in.' } as const;
    const kept = keepCredentials(async () => (++asked === 1 ? { problem } : { serial: 1, identity: 'anonymous' }));
    const failure = { kind: 'sso-expired', code: 'REFUSED', message: 'Expired.', detail: { hint: 'Sign in.' } };
    await expect(kept.get()).rejects.toMatchObject(failure);
    await expect(kept.get()).rejects.toMatchObject(failure);
    expect(asked).toBe(1);
    kept.forgetFailure();
    expect(await kept.get()).toBe('anonymous');
  });
});
