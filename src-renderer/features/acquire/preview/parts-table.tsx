// What the wanted objects are, by account, kind of log and region.
import type { Estimate } from '../../../../shared/contract/acquisitions.ts';
import { formatBytes, formatCount } from '../../../../shared/values/sizes.ts';
import tables from '../tables.module.css';

/** The engine gives no more lines than this (contract: `Estimate.parts`). */
const mostParts = 500;

type Props = { parts: Estimate['parts']; total: { objects: number; bytes: number } };

export function PartsTable({ parts, total }: Props) {
  if (parts.length === 0) return null;
  const none = <span className="pm-dim">–</span>;
  return (
    <div className={tables.scroll}>
      <table className={`${tables.rows} pm-select`} aria-label="What is wanted, by account, kind of log and region">
        <thead>
          <tr>
            <th>Account</th>
            <th>Kind of log</th>
            <th>Region</th>
            <th data-number>Objects</th>
            <th data-number>Size</th>
            <th data-number>Part</th>
          </tr>
        </thead>
        <tbody>
          {parts.map(({ account, service, region, objects, bytes }) => (
            <tr key={`${account} ${service} ${region}`}>
              <td className="pm-mono">{account ?? none}</td>
              <td>
                <bdi>{service ?? none}</bdi>
              </td>
              <td>{region ?? none}</td>
              <td data-number>{formatCount(objects)}</td>
              <td data-number>{formatBytes(bytes)}</td>
              <td data-number>{total.bytes > 0 ? `${((bytes / total.bytes) * 100).toFixed(1)} %` : ''}</td>
            </tr>
          ))}
          {parts.length >= mostParts && (
            <tr>
              <td colSpan={6} className="pm-dim">
                The largest {mostParts}; smaller ones are taken too.
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}
