// The account of an acquisition for people.
import type {
  AcquisitionProgress,
  AcquisitionSummary,
  LookupRegion,
  S3Request,
} from '../../../shared/contract/acquisitions.ts';
import { bytesText, durationText, grouped } from '../progress.ts';
import { formatTable, showControls } from '../table.ts';
import type { AcquiredLoad, Problems } from './outcome.ts';

/** Problems that the report lists; `--json` and the table `objects` have them all. */
export const listedProblems = 20;

/**
 * @param earlier loads of runs before this one
 * @param width terminal columns; null: no limit
 */
export function accountText(
  { request }: AcquisitionSummary,
  last: AcquisitionProgress,
  problems: Problems,
  load: AcquiredLoad | null,
  earlier: AcquiredLoad[],
  width: number | null,
): string {
  const lines = [
    endLine(last),
    ...(request.kind === 's3' ? objectLines(last, request) : regionLines(last.regions, width)),
    ...keyLines(last),
    ...problemLines(problems),
    ...earlierLines(earlier),
  ];
  if (load === null) return `${lines.join('\n')}\n`;
  // What was known already is loaded already; three lines of zeros would say no more.
  const loaded =
    load.json.files.found === 0 && load.json.state === 'done' ? 'Load     nothing new to load\n' : load.text;
  return `${lines.join('\n')}\n${problems.total > 0 ? '\n' : ''}${loaded}`;
}

function earlierLines(earlier: AcquiredLoad[]): string[] {
  const files = earlier.reduce((sum, { json }) => sum + json.files.found, 0);
  if (files === 0) return [];
  const word = earlier.length === 1 ? 'run' : 'runs';
  const problems = earlier.some(({ hasProblems }) => hasProblems)
    ? '; not all of them whole: --json and the table evidence have the reasons'
    : '';
  return [`Before   ${grouped(files)} files were taken by ${grouped(earlier.length)} earlier ${word}${problems}`];
}

function endLine({ state, elapsedMs, error }: AcquisitionProgress): string {
  const time = durationText(elapsedMs);
  const why = error === null ? '' : `: ${showControls(error)}`;
  if (state === 'done') return `Acquire  done in ${time}${why}`;
  if (state === 'cancelled') return `Acquire  stopped after ${time}; the same command goes on from here`;
  return `Acquire  ${state} after ${time}${why}`;
}

function objectLines({ account, bytesArrived, retries, state }: AcquisitionProgress, { scope }: S3Request): string[] {
  const { listed, acquired, known, skipped, failed } = account;
  if (listed.objects === 0 && state === 'failed') return [];
  const parts = Object.entries({ acquired, known, skipped, failed }).map(
    ([name, sum]) => `${grouped(sum.objects)} ${name}`,
  );
  const rest = listed.objects - acquired.objects - known.objects - skipped.objects - failed.objects;
  if (rest > 0) parts.push(`${grouped(rest)} to come`);
  const received = bytesArrived === acquired.bytes ? '' : `, ${bytesText(bytesArrived)} received this time`;
  const again = retries > 0 ? `; ${grouped(retries)} requests made again` : '';
  return [
    `Objects  ${grouped(listed.objects)} listed = ${parts.join(' + ')}`,
    `Bytes    ${bytesText(acquired.bytes)} acquired${received}${again}`,
    ...(listed.objects === 0 && state === 'done' ? [nothingWanted(scope)] : []),
  ];
}

export function nothingWanted({ prefix, ...conditions }: S3Request['scope']): string {
  const { accounts, services, regions, from, to, glob, modifiedFrom, modifiedBefore } = conditions;
  const isNarrow = [accounts, services, regions, from, to, glob, modifiedFrom, modifiedBefore].some(
    (one) => one !== null,
  );
  if (isNarrow) return 'Nothing  there is in this scope: check prefix, accounts, services, regions, times and glob.';
  if (prefix === '') return 'Nothing  is in this bucket.';
  return 'Nothing  begins with this prefix: upper and lower case differ, and no key begins with /.';
}

/** Regions with something to tell as a table; the silent ones in a line. */
function regionLines(regions: LookupRegion[], width: number | null): string[] {
  const isSilent = ({ state, events }: LookupRegion) => state === 'off' || (state === 'done' && events === 0);
  const rows = regions
    .filter((region) => !isSilent(region))
    .map(({ region, state, events, pages, reached }) => [
      region,
      state,
      grouped(events),
      grouped(pages),
      reached?.replace('.000Z', 'Z') ?? '',
    ]);
  const columns = [
    ...['region', 'state'].map((name) => ({ name })),
    ...['events', 'pages'].map((name) => ({ name, right: true })),
    { name: 'back to' },
  ];
  const names = (state: LookupRegion['state']) =>
    regions.filter((one) => one.state === state && isSilent(one)).map(({ region }) => region);
  const none = names('done');
  const off = names('off');
  const failed = regions.filter(({ state }) => state === 'failed');
  return [
    `Events   ${grouped(regions.reduce((sum, { events }) => sum + events, 0))} of ${regions.length} regions`,
    ...(none.length > 0 ? [`None     in ${none.join(', ')}`] : []),
    ...(off.length > 0 ? [`Off      ${off.join(', ')}`, `         ${reasonOf(regions, 'off')}`] : []),
    ...(rows.length > 0 ? ['', ...formatTable(columns, rows, width).lines, ''] : []),
    ...failed.map(({ region, reason }) => `Failed   ${region}: ${showControls(reason ?? '')}`),
  ];
}

const reasonOf = (regions: LookupRegion[], state: LookupRegion['state']): string =>
  showControls(regions.find((one) => one.state === state)?.reason ?? '');

function keyLines({ publicKeys }: AcquisitionProgress): string[] {
  const kept = publicKeys.filter(({ keys }) => keys !== null).map(({ region, keys }) => `${region} (${keys})`);
  return [
    ...(kept.length > 0 ? [`Keys     CloudTrail's public keys of ${kept.join(', ')}`] : []),
    ...publicKeys.flatMap(({ problem }) => (problem === null ? [] : [`Keys     ${showControls(problem)}`])),
  ];
}

function problemLines({ total, first }: Problems): string[] {
  if (total === 0) return [];
  const more = total - first.length;
  return [
    '',
    ...first.flatMap(({ outcome, key, versionId, reason }) => [
      `${outcome.padEnd(8)} ${showControls(key)}${versionId === null ? '' : ` (version ${versionId})`}`,
      `         ${showControls(reason)}`,
    ]),
    ...(more > 0 ? [`… and ${grouped(more)} more: --json lists all, and so does the table objects.`] : []),
  ];
}
