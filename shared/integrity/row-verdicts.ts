// What travels with exported rows: how many are from log files with which verdict, and which verification says so.
import { formatCount } from '../values/sizes.ts';

export type RowVerdicts = {
  /** The last one of the case; null: the case was never verified. Times are ISO 8601 UTC. */
  verification: {
    id: number;
    started: string;
    ended: string;
    /** That the files were said to come from; null: not said. */
    bucket: string | null;
    /** Fingerprints of the public keys that proved a signature. */
    keys: string[];
  } | null;
  /** Rows by verdict; `not verified`: of files that were loaded later, or that digests do not speak of. Null: not known. */
  rows: Record<string, number> | null;
};

export function describeRowVerdicts({ verification, rows }: RowVerdicts): string {
  if (!verification) return 'The log files of this case have not been verified against CloudTrail’s digests.';
  const { id, ended, keys } = verification;
  const of = `verification ${id} of ${ended}, with ${keys.length === 1 ? 'one public key' : `${formatCount(keys.length)} public keys`}`;
  if (!rows) return `These rows do not say which log files they are from, so that ${of}, says nothing of them.`;
  const counts = Object.entries(rows).map(([verdict, count]) => `${formatCount(count)} ${verdict}`);
  return `Rows by the verdict on their log file (${of}): ${counts.length === 0 ? 'there are none' : counts.join(', ')}.`;
}
