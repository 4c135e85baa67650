// What is chosen of a bucket, and how it becomes a request. Pure, so that it can be tested alone.
import type { S3Request } from '../../../../shared/contract/acquisitions.ts';
import { parseInstant } from '../../../../shared/values/time.ts';

export type ScopeForm = {
  /** `layout`: accounts, regions, services and days of AWS's folders; `prefix`: whatever lies below a prefix. */
  by: 'layout' | 'prefix';
  /** Keys begin with it. */
  prefix: string;
  /** Null: all there are. */
  accounts: string[] | null;
  services: string[] | null;
  regions: string[] | null;
  /** Event times, UTC, as typed; empty: no bound. */
  from: string;
  to: string;
  glob: string;
  modifiedFrom: string;
  modifiedTo: string;
  versions: boolean;
  keepCopy: boolean;
  load: boolean;
};

/** Where in S3, and who pays for reading it. */
export type S3Place = { bucket: string; prefix: string; requesterPays: boolean };

export const emptyScope: ScopeForm = {
  by: 'layout',
  prefix: '',
  accounts: null,
  services: null,
  regions: null,
  from: '',
  to: '',
  glob: '',
  modifiedFrom: '',
  modifiedTo: '',
  versions: false,
  keepCopy: true,
  load: true,
};

const dayMs = 86_400_000;
const isDay = (text: string) => /^\d{4}[-/]\d{1,2}[-/]\d{1,2}$/.test(text.trim());

/** Epoch milliseconds of a typed time, UTC. As an end a plain day is meant to its last moment. Null: empty; NaN: no time. */
export function readTime(text: string, isEnd: boolean): number | null {
  if (text.trim() === '') return null;
  const iso = parseInstant(text, 'UTC');
  if (iso === null) return Number.NaN;
  return Math.floor(Date.parse(iso)) + (isEnd && isDay(text) ? dayMs : 0);
}

/** Which field cannot be read, or what is missing; null: it can be listed. */
export function findScopeObstacle(form: ScopeForm): { field: keyof ScopeForm; says: string } | null {
  const unreadable = 'Type a day or a time in UTC: 2026-03-01, 2026-03-01 14:30.';
  const layout = form.by === 'layout';
  const [from, to] = layout ? [readTime(form.from, false), readTime(form.to, true)] : [null, null];
  if (Number.isNaN(from)) return { field: 'from', says: unreadable };
  if (Number.isNaN(to)) return { field: 'to', says: unreadable };
  if (from !== null && to !== null && from >= to) return { field: 'to', says: 'The end is before the beginning.' };
  const [since, before] = [readTime(form.modifiedFrom, false), readTime(form.modifiedTo, true)];
  if (Number.isNaN(since)) return { field: 'modifiedFrom', says: unreadable };
  if (Number.isNaN(before)) return { field: 'modifiedTo', says: unreadable };
  if (since !== null && before !== null && since >= before)
    return { field: 'modifiedTo', says: 'The end is before the beginning.' };
  if (layout && form.accounts?.length === 0) return { field: 'accounts', says: 'Choose at least one account.' };
  if (layout && form.regions?.length === 0) return { field: 'regions', says: 'Choose at least one region.' };
  if (layout && form.services?.length === 0) return { field: 'services', says: 'Choose at least one kind of log.' };
  if (!form.keepCopy && !form.load)
    return { field: 'load', says: 'Without a copy and without loading nothing is left.' };
  return null;
}

/** A form without an obstacle as a request. */
export function toS3Request(form: ScopeForm, { bucket, requesterPays }: S3Place): S3Request {
  const layout = form.by === 'layout';
  const glob = form.glob.trim();
  return {
    kind: 's3',
    scope: {
      bucket,
      prefix: form.prefix,
      accounts: layout ? form.accounts : null,
      services: layout ? form.services : null,
      regions: layout ? form.regions : null,
      from: layout ? readTime(form.from, false) : null,
      to: layout ? readTime(form.to, true) : null,
      glob: glob === '' ? null : glob,
      modifiedFrom: readTime(form.modifiedFrom, false),
      modifiedBefore: readTime(form.modifiedTo, true),
    },
    versions: form.versions,
    requesterPays,
    keepCopy: form.keepCopy,
    load: form.load,
  };
}

/** The form that makes this request, to change it and list again. */
export function formOf({ scope, versions, keepCopy, load }: S3Request): ScopeForm {
  const { accounts, services, regions, from, to } = scope;
  const usesLayout = [accounts, services, regions, from, to].some((condition) => condition !== null);
  const text = (ms: number | null) =>
    ms === null ? '' : new Date(ms).toISOString().slice(0, 16).replace('T', ' ').replace(' 00:00', '');
  // `to` is exclusive: midnight was typed as the day before it.
  const endText = (ms: number | null) => (ms !== null && ms % dayMs === 0 ? text(ms - dayMs) : text(ms));
  return {
    by: usesLayout || scope.prefix.includes('AWSLogs/') ? 'layout' : 'prefix',
    prefix: scope.prefix,
    accounts,
    services,
    regions,
    from: text(from),
    to: endText(to),
    glob: scope.glob ?? '',
    modifiedFrom: text(scope.modifiedFrom),
    modifiedTo: endText(scope.modifiedBefore),
    versions,
    keepCopy,
    load,
  };
}

/** The last `days` days up to and with today, as the two fields hold them. */
export function lastDays(days: number, now: number): Pick<ScopeForm, 'from' | 'to'> {
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  return { from: day(now - (days - 1) * dayMs), to: day(now) };
}
