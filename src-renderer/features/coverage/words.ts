// Cells and lanes of the map in words, and the rows that they lead to.
import type { BlindingMark, CoverageLane, CoverageMap } from '../../../shared/contract/coverage.ts';
import { type CoverageCell, lateAfterMinutes } from '../../../shared/coverage/cell.ts';
import { addFilter } from '../../../shared/query/edit.ts';
import type { Scalar, View } from '../../../shared/query/view.ts';
import { formatCount, formatNoun } from '../../../shared/values/sizes.ts';
import { formatInstant } from '../../../shared/values/time.ts';
import { useTables } from '../../ui/tables.ts';

type Lane = Omit<CoverageLane, 'cells'>;

export const laneName = ({ logType, account, region }: Lane): string =>
  logType === null
    ? `${account ?? 'no account'} ${region ?? 'no region'}`
    : [titleOf(logType), account, region].filter((part) => part !== null).join(' ');

/** The log type in words, as the list of tables has it. */
export const titleOf = (logType: string): string =>
  useTables.getState().tables.find(({ name }) => name === logType)?.title ?? logType;

/** `2026-03-11 22:00 – 23:00` on the clock of the zone; the day is said again where it is another. */
export function describeBucket(map: CoverageMap, bucket: number, zone: string): string {
  const short = (iso: string) => formatInstant(iso, zone).slice(0, 16);
  const [from, to] = [short(map.edges[bucket]!), short(map.edges[bucket + 1]!)];
  if (map.size?.unit === 'day') return from.slice(0, 10);
  return `${from} – ${from.slice(0, 10) === to.slice(0, 10) ? to.slice(11) : to}`;
}

/** `412 events, 3 files, 2 duplicates`. */
/** @param logType null: CloudTrail, whose files say when they were delivered */
export function describeCounts(cell: CoverageCell, logType: string | null): string[] {
  if (logType !== null) return [formatNoun(cell.events, 'row')];
  const parts = [formatNoun(cell.events, 'event'), formatNoun(cell.files, 'log file delivered', 'log files delivered')];
  if (cell.late > 0) parts.push(`${formatCount(cell.late)} delivered more than ${lateAfterMinutes} minutes late`);
  if (cell.duplicates > 0) parts.push(`${formatNoun(cell.duplicates, 'record')} delivered twice`);
  if (cell.absent > 0)
    parts.push(`${formatCount(cell.absent)} of ${formatNoun(cell.named, 'log file')} named by digests not here`);
  if (cell.altered > 0) parts.push(`${formatNoun(cell.altered, 'log file')} altered`);
  if (cell.covered > 0 && cell.covered < 1) parts.push(`digests cover ${Math.floor(cell.covered * 100)} %`);
  if (cell.covered === 1) parts.push('digests cover all of it');
  return parts;
}

const cloudtrail: View = {
  from: { kind: 'table', table: 'cloudtrail' },
  where: [],
  sort: [{ column: { column: 'eventtime', path: [] }, descending: false }],
};

const timeline: View = {
  from: { kind: 'table', table: 'timeline' },
  where: [],
  sort: [{ column: { column: 'time', path: [] }, descending: false }],
};

const only = (view: View, name: string, value: Scalar): View =>
  addFilter(view, { op: 'in', column: { column: name, path: [] }, values: [value], negated: false, enabled: true });

export function viewOfCell(lane: Lane, from: string, to: string): View {
  if (lane.logType !== null) {
    const ofType = only(timeline, 'log_type', lane.logType);
    return { ...only(only(ofType, 'account', lane.account), 'region', lane.region), time: { from, to } };
  }
  const ofLane = only(only(cloudtrail, 'recipientaccountid', lane.account), 'awsregion', lane.region);
  return { ...ofLane, time: { from, to } };
}

export const viewOfMark = ({ evidenceId, recordNo }: BlindingMark): View =>
  only(only(cloudtrail, 'evidence_id', evidenceId), 'record_no', recordNo);
