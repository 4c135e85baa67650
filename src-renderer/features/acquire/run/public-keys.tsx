// CloudTrail's public keys that were captured on the way, for the later validation of digests; and where they were not to be had.
import type { CapturedKeys } from '../../../../shared/contract/acquisitions.ts';
import { formatNoun } from '../../../../shared/values/sizes.ts';
import style from '../acquire.module.css';

export function PublicKeys({ keys }: { keys: CapturedKeys[] }) {
  if (keys.length === 0) return null;
  const had = keys.filter((one) => one.keys !== null);
  const missing = keys.filter((one) => one.keys === null);
  const sum = had.reduce((total, one) => total + (one.keys ?? 0), 0);
  const reasons = new Map<string, string[]>();
  for (const { region, problem } of missing)
    reasons.set(problem ?? 'no reason was given', [...(reasons.get(problem ?? 'no reason was given') ?? []), region]);
  return (
    <ul className={`${style.notes} pm-select`} aria-label="Public keys of CloudTrail">
      {had.length > 0 && (
        <li>
          {formatNoun(sum, 'public key')} of CloudTrail in {formatNoun(had.length, 'region')} are kept, for the
          validation of digests.
        </li>
      )}
      {[...reasons].map(([problem, regions]) => (
        <li key={problem} data-tone="warn">
          No public keys of {regions.join(', ')}: {problem}
        </li>
      ))}
    </ul>
  );
}
