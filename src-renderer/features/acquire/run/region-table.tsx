// How far LookupEvents is in each region: AWS gives the newest events first, so the time reached moves backwards.
import { Progress } from '@mantine/core';
import type { LookupRegion } from '../../../../shared/contract/acquisitions.ts';
import { findRegion } from '../../../../shared/values/aws-regions.ts';
import { formatCount } from '../../../../shared/values/sizes.ts';
import { regionShare } from '../acquire-words.ts';
import tables from '../tables.module.css';

const words: Record<LookupRegion['state'], string> = {
  waiting: 'waits its turn',
  running: 'looking up',
  done: 'done',
  off: 'not switched on',
  failed: 'failed',
};

/** What wants attention first; regions with nothing in them last. */
const order: LookupRegion['state'][] = ['failed', 'running', 'waiting', 'done', 'off'];
const rank = ({ state, events }: LookupRegion) => order.indexOf(state) + (state === 'done' && events === 0 ? 0.5 : 0);
const inOrder = (regions: LookupRegion[]) => [...regions].sort((a, b) => rank(a) - rank(b));

export function RegionTable({ regions, span }: { regions: LookupRegion[]; span: { from: number; to: number } }) {
  if (regions.length === 0) return null;
  return (
    <div className={tables.scroll}>
      <table className={`${tables.rows} pm-select`} aria-label="Regions">
        <thead>
          <tr>
            <th>Region</th>
            <th>State</th>
            <th style={{ width: 130 }}>Of the time</th>
            <th data-number>Events</th>
            <th data-number>Requests</th>
            <th>Back to (UTC)</th>
            <th>Remark</th>
          </tr>
        </thead>
        <tbody>
          {inOrder(regions).map((region) => (
            <tr key={region.region}>
              <td data-short title={findRegion(region.region)?.place}>
                {region.region}
              </td>
              <td data-short data-state={region.state}>
                {words[region.state]}
              </td>
              <td>
                {region.state !== 'off' && (
                  <Progress
                    value={regionShare(region, span) * 100}
                    color={region.state === 'failed' ? 'red' : 'tracker'}
                    aria-label={`Part of the time in ${region.region}`}
                  />
                )}
              </td>
              <td data-number>{formatCount(region.events)}</td>
              <td data-number>{formatCount(region.pages)}</td>
              <td data-short className="pm-mono">
                {region.reached?.slice(0, 16).replace('T', ' ')}
              </td>
              <td>{region.reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
