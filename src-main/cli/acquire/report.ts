// What `pugmark acquire` prints for people before anything is acquired: who signed in, what is allowed, what it will take.
import type { Estimate, S3Request } from '../../../shared/contract/acquisitions.ts';
import type { AccessCheck, Connected } from '../../../shared/contract/aws.ts';
import { bytesText, durationText, grouped } from '../progress.ts';
import { formatTable, showControls } from '../table.ts';
import { nothingWanted } from './account-text.ts';

export const loginLines = ({ described, caller, callerProblem, expires }: Connected): string =>
  [
    `Login    ${described}${expires === null ? '' : `, until ${expires}`}`,
    `Caller   ${caller ? caller.arn : `not known: ${callerProblem ?? 'the service does not say.'}`}`,
  ].join('\n');

/** @param needed what this command cannot do without */
export function checkLines(checks: AccessCheck[], needed: AccessCheck['what'][]): string {
  const marks = { allowed: 'yes', refused: 'no', unknown: '?' };
  const wide = Math.max(...checks.map(({ what }) => what.length));
  const lines = checks.flatMap(({ what, outcome, says, hint }) => [
    `${marks[outcome].padEnd(3)}  ${what.padEnd(wide)}  ${showControls(says)}`,
    ...(hint === null ? [] : [`     ${' '.repeat(wide)}  ${showControls(hint)}`]),
  ]);
  const refused = (isNeeded: boolean) =>
    checks.filter(({ what, outcome }) => outcome === 'refused' && needed.includes(what) === isNeeded);
  const names = (some: AccessCheck[]) => some.map(({ what }) => what).join(', ');
  const [missing, useful] = [refused(true), refused(false)];
  if (missing.length > 0) lines.push('', `This cannot be acquired without: ${names(missing)}.`);
  else if (useful.length > 0) lines.push('', `This can be acquired. It goes without: ${names(useful)}.`);
  else lines.push('', 'Nothing that could be tried is refused.');
  return lines.join('\n');
}

/** @param ownStore the prices are AWS's, and this is another store's */
export function estimateLines(
  estimate: Estimate,
  { scope, ownStore, width }: { scope: S3Request['scope']; ownStore: boolean; width: number | null },
): string {
  const { objects, bytes, known, archived, deleteMarkers, requests, seconds, space, days } = estimate;
  const isNothing = objects + known.objects + archived.objects + deleteMarkers === 0;
  const lines = [
    `Wanted   ${grouped(objects)} objects, ${bytesText(bytes)}${days.first === null ? '' : `, delivered ${days.first} to ${days.last}`}`,
    ...(known.objects > 0 ? [`Known    ${grouped(known.objects)} objects, acquired before and unchanged`] : []),
    ...(archived.objects > 0
      ? [
          `Archived ${grouped(archived.objects)} objects, ${bytesText(archived.bytes)}: left out until they are restored`,
        ]
      : []),
    ...(deleteMarkers > 0 ? [`Deleted  ${grouped(deleteMarkers)} delete markers`] : []),
    ...(isNothing ? [nothingWanted(scope)] : []),
    `Requests ${grouped(requests.list)} to list (made), ${grouped(requests.get)} to get`,
    `Time     ${seconds < 1 ? 'under a second' : `about ${durationText(seconds * 1000)}`}`,
    moneyLine(estimate, ownStore),
    `Space    ${bytesText(space.needed)} needed, ${bytesText(space.free)} free`,
  ];
  return [...lines, ...partLines(estimate, width)].join('\n');
}

function moneyLine({ money, unpriced }: Estimate, ownStore: boolean): string {
  const { currency, asOf } = money;
  const amount = (value: number) =>
    value === 0 ? 'nothing' : value < 0.01 ? `under 0.01 ${currency}` : `${value.toFixed(2)} ${currency}`;
  const left = unpriced > 0 ? `; without ${grouped(unpriced)} objects of classes that have no price here` : '';
  const costs = `${amount(money.requests)} for requests, ${amount(money.transfer)} for transfer out of AWS`;
  return `Money    ${costs} (prices of ${asOf}${ownStore ? ', which are AWS’s' : ''}${left})`;
}

/** Lines that a person may still read. */
const mostParts = 40;

function partLines({ parts }: Estimate, width: number | null): string[] {
  if (parts.length === 0) return [];
  const rows = parts
    .slice(0, mostParts)
    .map((part) => [
      ...[part.account, part.service, part.region].map((name) => name ?? '–'),
      grouped(part.objects),
      bytesText(part.bytes),
    ]);
  const columns = [
    ...['account', 'service', 'region'].map((name) => ({ name })),
    ...['objects', 'size'].map((name) => ({ name, right: true })),
  ];
  const more = parts.length - rows.length;
  return [
    '',
    ...formatTable(columns, rows, width).lines,
    ...(more > 0 ? [`… and ${grouped(more)} more: --json lists all.`] : []),
  ];
}
