import { expect, test } from 'vitest';
import { LookupRequest } from '../../../shared/contract/acquisitions.ts';
import {
  emptyLookup,
  findLookupObstacle,
  type LookupForm,
  toLookupRequest,
} from '../../../src-renderer/features/acquire/scope/lookup-form.ts';
import { describeLookup } from '../../../src-renderer/features/acquire/scope/scope-words.ts';

const now = Date.parse('2026-03-08T15:00:00Z');
const form = (patch: Partial<LookupForm>): LookupForm => ({ ...emptyLookup, ...patch });
const at = (iso: string) => Date.parse(`${iso}Z`);

test('all regions and ninety days are what it begins with', () => {
  const request = toLookupRequest(emptyLookup, now);
  expect(LookupRequest.parse(request)).toEqual(request);
  expect(request).toEqual({
    kind: 'lookup-events',
    regions: null,
    from: at('2025-12-08T15:00'),
    to: now,
    attribute: null,
    load: true,
  });
});

test('a range is cut to what AWS keeps and to what has happened', () => {
  const request = toLookupRequest(form({ span: 'range', from: '2025-01-01', to: '2026-04-01' }), now);
  expect([request.from, request.to]).toEqual([at('2025-12-08T15:00'), now]);
  const inside = toLookupRequest(form({ span: 'range', from: '2026-03-01', to: '2026-03-02' }), now);
  expect([inside.from, inside.to]).toEqual([at('2026-03-01T00:00'), at('2026-03-03T00:00')]);
  expect(toLookupRequest(form({ span: 'range', from: '2026-03-01' }), now).to).toBe(now);
});

test.each([
  [{ regions: [] }, 'regions'],
  [{ days: '0' }, 'days'],
  [{ days: '91' }, 'days'],
  [{ days: '1.5' }, 'days'],
  [{ days: '' }, 'days'],
  [{ span: 'range' }, 'from'],
  [{ span: 'range', from: 'x' }, 'from'],
  [{ span: 'range', from: '2026-03-01', to: 'x' }, 'to'],
  [{ span: 'range', from: '2026-03-09' }, 'to'],
  [{ span: 'range', from: '2025-01-01', to: '2025-02-01' }, 'to'],
  [{ attribute: 'EventName', value: ' ' }, 'value'],
] as [Partial<LookupForm>, string][])('%j cannot be asked for', (patch, field) => {
  expect(findLookupObstacle(form(patch), now)?.field).toBe(field);
});

test('the words name regions, attribute and time', () => {
  const request = toLookupRequest(
    form({
      regions: ['us-east-1'],
      span: 'range',
      from: '2026-03-01',
      to: '2026-03-01',
      attribute: 'Username',
      value: ' alice ',
    }),
    now,
  );
  expect(findLookupObstacle(form({ attribute: 'Username', value: 'alice' }), now)).toBeNull();
  expect(describeLookup(request)).toEqual([
    'Management events with Username = alice of region us-east-1, of 2026-03-01 UTC.',
    'They are kept as received, and loaded while they arrive.',
  ]);
  expect(describeLookup(toLookupRequest(form({ load: false, days: '2' }), now))).toEqual([
    'Management events of every region that is switched on, from 2026-03-06 15:00 until 2026-03-08 15:00 UTC.',
    'They are kept as received; nothing is loaded yet.',
  ]);
});
