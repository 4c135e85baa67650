// Times, spans and names as an entity's page writes them.
import type { SessionLink } from '../../../shared/contract/sessions.ts';
import { shortPrincipal } from '../../../shared/values/arn.ts';
import { formatInstant } from '../../../shared/values/time.ts';

/** Without the fraction and the zone, which the page's head names once. */
export const timeText = (iso: string | null, zone: string): string => (iso === null ? '–' : formatInstant(iso, zone));

/** `2026-03-11 21:14:07 – 22:31:05`; the end alone says its day when it is another one. */
export function spanText(first: string | null, last: string | null, zone: string): string {
  if (first === null || last === null) return 'never used in these logs';
  const [from, to] = [formatInstant(first, zone), formatInstant(last, zone)];
  if (from === to) return from;
  const day = from.slice(0, 10);
  return `${from} – ${to.startsWith(day) ? to.slice(11) : to}`;
}

/** `03-11 21:14`, for where there is little room. */
export const shortTime = (iso: string | null, zone: string): string =>
  iso === null ? '' : formatInstant(iso, zone).slice(5, 16);

/** `03-11 21:14 – 22:31`, for where there is little room. */
export function shortSpan(first: string | null, last: string | null, zone: string): string {
  if (first === null || last === null) return 'no requests of its own';
  const [from, to] = [shortTime(first, zone), shortTime(last, zone)];
  return from === to ? from : `${from} – ${to.slice(0, 5) === from.slice(0, 5) ? to.slice(6) : to}`;
}

export const shortName = (text: string): string => shortPrincipal(text);

const linkWords: Record<SessionLink, string> = {
  response: 'issued',
  session: 'same session',
  login: 'logged in',
  context: 'as the session says',
  owner: 'owns',
};
export const linkText = (link: SessionLink | null, issuedBy: string | null): string =>
  link === null
    ? ''
    : link === 'response' || link === 'session' || link === 'login'
      ? (issuedBy ?? linkWords[link])
      : linkWords[link];
