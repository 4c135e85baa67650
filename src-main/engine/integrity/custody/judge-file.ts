// What became of a file's items, by what reading it again gave.
import type { CustodyVerdict } from '../../../../shared/contract/custody.ts';
import type { ItemReport } from '../../ingest/parcel.ts';
import type { EvidenceFile, EvidenceItem } from './evidence-files.ts';

export type ItemCheck = {
  evidence_id: number;
  verdict: CustodyVerdict;
  reason: string | null;
  sha256: string | null;
  content_sha256: string | null;
};

const check = (item: EvidenceItem, verdict: CustodyVerdict, reason: string | null, found?: ItemReport): ItemCheck => ({
  evidence_id: item.evidenceId,
  verdict,
  reason,
  sha256: found?.sha256 || null,
  content_sha256: found?.contentSha256 || null,
});

/** A file that cannot be read at all, or was never kept. */
export const judgeUnread = ({ items }: EvidenceFile, verdict: CustodyVerdict, reason: string): ItemCheck[] =>
  items.map((item) => check(item, verdict, reason));

export function judgeFile({ items }: EvidenceFile, reports: readonly ItemReport[]): ItemCheck[] {
  const byMember = new Map(reports.map((report) => [report.member, report]));
  const whole = byMember.get(null);
  return items.map((item) => {
    const found = byMember.get(item.member);
    if (item.sha256 === null) return check(item, 'unhashed', 'its load got no hash of it', found);
    if (!found) return check(item, ...absent(item, reports, whole));
    if (found.sha256 === '') return check(item, 'unreadable', found.reason);
    if (found.sha256 === item.sha256 && found.contentSha256 === item.contentSha256)
      return check(item, 'same', null, found);
    const later = items.find((other) => other.evidenceId > item.evidenceId && other.sha256 === found.sha256);
    return check(
      item,
      'changed',
      later ? `a later load has what is there now (evidence ${later.evidenceId})` : null,
      found,
    );
  });
}

function absent(
  item: EvidenceItem,
  reports: readonly ItemReport[],
  whole: ItemReport | undefined,
): [CustodyVerdict, string] {
  if (whole?.sha256 === '') return ['unreadable', whole.reason ?? 'the file cannot be read'];
  if (item.member !== null) return ['missing', 'not in the archive any more'];
  // A damaged archive has a line of its own, which a whole one has not.
  return ['changed', reports.length > 0 ? 'it is an archive that opens now' : 'nothing of it can be read'];
}
