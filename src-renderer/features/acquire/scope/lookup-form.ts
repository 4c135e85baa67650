// What is asked of LookupEvents, and how it becomes a request. Pure, so that it can be tested alone.
import type { z } from 'zod';
import { LookupAttribute, type LookupRequest } from '../../../../shared/contract/acquisitions.ts';
import { readTime } from './scope-form.ts';

export type LookupForm = {
  /** Null: every region that is switched on. */
  regions: string[] | null;
  span: 'days' | 'range';
  /** Number of days back from now, as typed. */
  days: string;
  from: string;
  to: string;
  attribute: LookupAttributeKey | null;
  value: string;
  load: boolean;
};

export type LookupAttributeKey = z.infer<typeof LookupAttribute>['key'];
export const attributeKeys: readonly LookupAttributeKey[] = LookupAttribute.shape.key.options;

/** AWS keeps events this long. */
export const mostDays = 90;
const dayMs = 86_400_000;

export const emptyLookup: LookupForm = {
  regions: null,
  span: 'days',
  days: '90',
  from: '',
  to: '',
  attribute: null,
  value: '',
  load: true,
};

/** Example values, since AWS matches them letter by letter. */
export const attributeExamples: Record<LookupAttributeKey, string> = {
  EventId: '1c2d4b2e-…',
  EventName: 'ConsoleLogin',
  ReadOnly: 'false',
  Username: 'alice, or a role’s session name',
  ResourceType: 'AWS::S3::Bucket',
  ResourceName: 'my-bucket',
  EventSource: 'iam.amazonaws.com',
  AccessKeyId: 'AKIAIOSFODNN7EXAMPLE',
};

export function findLookupObstacle(form: LookupForm, now: number): { field: keyof LookupForm; says: string } | null {
  if (form.regions?.length === 0) return { field: 'regions', says: 'Choose at least one region.' };
  if (form.span === 'days') {
    const days = Number(form.days);
    if (!Number.isInteger(days) || days < 1 || days > mostDays)
      return { field: 'days', says: `A number of days from 1 to ${mostDays}.` };
  } else {
    const [from, to] = [readTime(form.from, false), readTime(form.to, true)];
    const unreadable = 'Type a day or a time in UTC: 2026-03-01, 2026-03-01 14:30.';
    if (from === null || Number.isNaN(from)) return { field: 'from', says: unreadable };
    if (Number.isNaN(to)) return { field: 'to', says: unreadable };
    if ((to ?? now) <= from) return { field: 'to', says: 'The end is before the beginning.' };
    if ((to ?? now) <= now - mostDays * dayMs)
      return { field: 'to', says: `AWS keeps the last ${mostDays} days only.` };
  }
  if (form.attribute !== null && form.value.trim() === '')
    return { field: 'value', says: 'Type the value to look for.' };
  return null;
}

/** A form without an obstacle as a request. A range without an end ends now; one that begins too early begins 90 days ago. */
export function toLookupRequest(form: LookupForm, now: number): LookupRequest {
  const byDays = form.span === 'days';
  const from = byDays ? now - Number(form.days) * dayMs : (readTime(form.from, false) ?? now - mostDays * dayMs);
  const to = byDays ? now : (readTime(form.to, true) ?? now);
  return {
    kind: 'lookup-events',
    regions: form.regions,
    from: Math.max(from, now - mostDays * dayMs),
    to: Math.min(to, now),
    attribute: form.attribute === null ? null : { key: form.attribute, value: form.value.trim() },
    load: form.load,
  };
}
