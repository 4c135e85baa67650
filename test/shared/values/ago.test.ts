import { expect, test } from 'vitest';
import { formatAgo } from '../../../shared/values/ago.ts';

const now = Date.parse('2026-11-23T12:00:00Z');

test.each([
  ['2026-11-23T12:00:10Z', 'just now'],
  ['2026-11-23T11:59:30Z', 'just now'],
  ['2026-11-23T11:59:10Z', '1 minute ago'],
  ['2026-11-23T11:20:00Z', '40 minutes ago'],
  ['2026-11-23T10:50:00Z', '1 hour ago'],
  ['2026-11-22T13:00:00Z', '23 hours ago'],
  ['2026-11-22T11:00:00Z', 'yesterday'],
  ['2026-11-11T11:00:00Z', '12 days ago'],
  ['2026-03-01T11:00:00Z', '2026-03-01'],
  ['not a time', 'not a time'],
])('%s is %s', (then, words) => expect(formatAgo(then, now)).toBe(words));
