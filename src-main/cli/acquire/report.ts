// What `pugmark acquire` prints for people: the preview, and the account of what came of it.
import type {
  AcquisitionProgress,
  AcquisitionSummary,
  Estimate,
  ObjectProblem,
} from '../../../shared/contract/acquisitions.ts';
import type { AccessCheck, Connected } from '../../../shared/contract/aws.ts';
import { bytesText, durationText, grouped } from '../progress.ts';
import { formatTable, showControls } from '../table.ts';

/** Problems that the report lists; `--json` and the table `objects` have them all. */
const listedProblems = 20;

export const loginLine = ({ described, caller, callerProblem }: Connected): string =>
  `Login    ${described}${caller ? `, as ${caller.arn}` : ` (who that is, is not known: ${callerProblem ?? 'not told'})`}`;

export function checkLines(checks: AccessCheck[]): string {
  const marks = { allowed: 'yes', refused: 'NO', unknown: '?' };
  return checks
    .flatMap(({ what, outcome, says, hint }) => [
      `${marks[outcome].padEnd(4)} ${what.padEnd(14)} ${showControls(says)}`,
      ...(hint === null ? [] : [`                    ${showControls(hint)}`]),
    ])
    .join('\n');
}

export function estimateLines(estimate: Estimate, width: number | null): string {
  const { objects, bytes, known, archived, deleteMarkers, requests, seconds, money, unpriced, space, days } = estimate;
  const amount = (value: number) => `${value.toFixed(value < 0.1 ? 4 : 2)} ${money.currency}`;
  const lines = [
    `Wanted   ${grouped(objects)} objects, ${bytesText(bytes)}${days.first === null ? '' : `, delivered ${days.first} to ${days.last}`}`,
    ...(known.objects > 0 ? [`Known    ${grouped(known.objects)} objects, acquired before and unchanged`] : []),
    ...(archived.objects > 0
      ? [
          `Archived ${grouped(archived.objects)} objects, ${bytesText(archived.bytes)}: left out until they are restored`,
        ]
      : []),
    ...(deleteMarkers > 0 ? [`Deleted  ${grouped(deleteMarkers)} delete markers`] : []),
    `Requests ${grouped(requests.list)} to list (made), ${grouped(requests.get)} to get`,
    `Time     about ${durationText(seconds * 1000)}`,
    `Money    ${amount(money.requests)} for requests, ${amount(money.transfer)} for transfer out of AWS (prices of ${money.asOf}${unpriced > 0 ? `; ${grouped(unpriced)} objects of classes without a price` : ''})`,
    `Space    ${bytesText(space.needed)} needed, ${bytesText(space.free)} free`,
  ];
  const shown = estimate.parts.slice(0, 40);
  const rows = shown.map((part) => [
    part.account ?? '–',
    part.service ?? '–',
    part.region ?? '–',
    grouped(part.objects),
    bytesText(part.bytes),
  ]);
  const columns = [
    ...['account', 'service', 'region'].map((name) => ({ name })),
    ...['objects', 'size'].map((name) => ({ name, right: true })),
  ];
  const more = estimate.parts.length - shown.length;
  return [
    ...lines,
    '',
    ...formatTable(columns, rows, width).lines,
    ...(more > 0 ? [`… and ${grouped(more)} more: --json lists all.`] : []),
  ].join('\n');
}

export function accountLines(
  summary: AcquisitionSummary,
  last: AcquisitionProgress,
  problems: ObjectProblem[],
): string {
  const { account, regions, publicKeys, request } = summary;
  const { listed, acquired, known, skipped, failed } = account;
  const lines = [
    `Acquired ${last.state} in ${durationText(last.elapsedMs)}${last.error === null ? '' : `: ${showControls(last.error)}`}`,
  ];
  if (request.kind === 's3')
    lines.push(
      `Objects  ${grouped(listed.objects)} listed = ${grouped(acquired.objects)} acquired + ${grouped(known.objects)} known + ${grouped(skipped.objects)} skipped + ${grouped(failed.objects)} failed`,
      `Bytes    ${bytesText(acquired.bytes)} acquired${last.retries > 0 ? `; ${grouped(last.retries)} requests made again` : ''}`,
    );
  else
    for (const { region, state, events, reason } of regions)
      lines.push(`Region   ${region}: ${state}, ${grouped(events)} events${reason === null ? '' : ` (${reason})`}`);
  const captured = publicKeys.filter(({ keys }) => keys !== null);
  if (captured.length > 0)
    lines.push(`Keys     public keys of ${captured.map(({ region, keys }) => `${region} (${keys})`).join(', ')}`);
  for (const { region, problem } of publicKeys) if (problem !== null) lines.push(`Keys     ${region}: ${problem}`);
  if (problems.length > 0) lines.push('');
  for (const { outcome, key, versionId, reason } of problems.slice(0, listedProblems))
    lines.push(
      `${outcome.padEnd(8)} ${showControls(key)}${versionId === null ? '' : ` (version ${versionId})`}`,
      `         ${showControls(reason)}`,
    );
  const more = problems.length - listedProblems;
  if (more > 0) lines.push(`… and ${grouped(more)} more: --json lists all, and so does the table objects.`);
  return lines.join('\n');
}
