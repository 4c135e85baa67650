import { describe, expect, test } from 'vitest';
import type { AcquisitionAccount, AcquisitionSummary } from '../../../shared/contract/acquisitions.ts';
import {
  canTryAgain,
  countLeft,
  isMoving,
  objectLine,
  objectSum,
  regionShare,
  splitHint,
} from '../../../src-renderer/features/acquire/acquire-words.ts';
import { formatMoney } from '../../../src-renderer/features/acquire/preview/estimate-words.ts';
import { emptyScope, toS3Request } from '../../../src-renderer/features/acquire/scope/scope-form.ts';

const none = { objects: 0, bytes: 0 };
const account = (patch: Partial<AcquisitionAccount>): AcquisitionAccount => ({
  listed: none,
  acquired: none,
  known: none,
  skipped: none,
  failed: none,
  ...patch,
});
const request = toS3Request(emptyScope, { bucket: 'b', prefix: '', requesterPays: false });
const of = (objects: number) => ({ objects, bytes: objects * 1000 });
const line = (one: AcquisitionAccount, state: AcquisitionSummary['state'] = 'done') =>
  objectLine({ account: one, request, state });

describe('the account', () => {
  const whole = account({ listed: of(10), acquired: of(6), known: of(2), skipped: of(1), failed: of(1) });

  test('is an equation that is checked', () => {
    const sum = objectSum(whole, 's3');
    expect(sum.holds).toBe(true);
    expect([sum.whole.id, ...sum.parts.map(({ id }) => id)]).toEqual([
      'listed',
      'acquired',
      'known',
      'skipped',
      'failed',
    ]);
    expect(sum.parts.map(({ note }) => note)).toEqual(['6 kB', '2 kB', '1 kB', '1 kB']);
    expect(objectSum({ ...whole, listed: of(11) }, 's3').holds).toBe(false);
    expect(objectSum(whole, 'lookup-events').holds).toBe(true);
  });

  test('in one line leaves out what is nothing', () => {
    expect(line(whole)).toBe('10 objects (10 kB), 6 acquired, 2 had before, 1 left out, 1 failed');
    expect(line(account({ listed: of(1200), acquired: of(1200) }))).toBe('1,200 objects (1.2 MB), all acquired');
    expect(line(account({ listed: of(1), failed: of(1) }))).toBe('1 object (1 kB), failed');
    expect(line(account({ listed: of(7) }), 'listing')).toBe('7 objects (7 kB) so far');
    expect(line(account({}))).toBe('0 objects');
  });
});

test('what failed can be tried again, once it has ended', () => {
  const failed = account({ listed: of(2), acquired: of(1), failed: of(1) });
  expect(canTryAgain({ state: 'done', account: failed, regions: [] })).toBe(true);
  expect(canTryAgain({ state: 'running', account: failed, regions: [] })).toBe(false);
  expect(canTryAgain({ state: 'done', account: account({ listed: of(1), skipped: of(1) }), regions: [] })).toBe(false);
  // The engine says so too, and asks for another try.
  expect(canTryAgain({ state: 'done', account: account({ listed: of(2), acquired: of(1) }), regions: [] })).toBe(true);
  expect(countLeft({ account: failed, regions: [] })).toBe(1);
  const region = { region: 'eu-west-1', events: 0, pages: 0, reached: null, reason: 'denied' };
  expect(canTryAgain({ state: 'done', account: account({}), regions: [{ ...region, state: 'failed' }] })).toBe(true);
  expect(canTryAgain({ state: 'done', account: account({}), regions: [{ ...region, state: 'off' }] })).toBe(false);
});

test('what waits or is paused is under way; what is listed is not', () => {
  expect((['listing', 'running', 'paused', 'waiting', 'finishing'] as const).every(isMoving)).toBe(true);
  expect((['listed', 'done', 'cancelled', 'failed', 'interrupted'] as const).some(isMoving)).toBe(false);
});

test('a region is as far as the time it has reached, from the newest backwards', () => {
  const span = { from: Date.parse('2026-03-01T00:00:00Z'), to: Date.parse('2026-03-05T00:00:00Z') };
  const region = (state: 'waiting' | 'running' | 'done' | 'off', reached: string | null) =>
    regionShare({ region: 'r', state, events: 0, pages: 0, reached, reason: null }, span);
  expect(region('running', '2026-03-04T00:00:00Z')).toBe(0.25);
  expect(region('running', '2026-02-01T00:00:00Z')).toBe(1);
  expect(region('waiting', null)).toBe(0);
  expect(region('done', null)).toBe(1);
  expect(region('off', null)).toBe(1);
});

test.each([
  [
    'Run this in a terminal, then try again: aws sso login --profile "a b"',
    { text: 'Run this in a terminal, then try again:', command: 'aws sso login --profile "a b"' },
  ],
  [
    'Check the name, AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE, or run: aws configure list-profiles',
    {
      text: 'Check the name, AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE, or run:',
      command: 'aws configure list-profiles',
    },
  ],
  ['Enter or copy the secret key again.', { text: 'Enter or copy the secret key again.', command: null }],
  ['AWS says: no', { text: 'AWS says: no', command: null }],
])('a command in the hint “%s” can be copied', (hint, parts) => {
  expect(splitHint(hint)).toEqual(parts);
});

test.each([
  [0, '0 USD'],
  [0.0004, '< 0.001 USD'],
  [0.0042, '0.0042 USD'],
  [0.0181, '0.018 USD'],
  [1.266, '1.27 USD'],
  [1234.5, '1,235 USD'],
])('%s of money reads %s', (amount, text) => {
  expect(formatMoney(amount, 'USD')).toBe(text);
});
