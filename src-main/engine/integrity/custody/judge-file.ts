// What became of a file's items and of the archives among them, by what reading it again gave.
import type { CustodyVerdict } from '../../../../shared/contract/custody.ts';
import type { FoundArchive, ItemReport } from '../../ingest/parcel.ts';
import type { EvidenceArchive, EvidenceFile, EvidenceItem } from './evidence-files.ts';

/** Of an item or of an archive: either id is null. */
export type ItemCheck = {
  evidence_id: number | null;
  archive_id: number | null;
  verdict: CustodyVerdict;
  reason: string | null;
  sha256: string | null;
  content_sha256: string | null;
};

/** What was found under a name; the content of an archive that opens is its members. */
type Found = Pick<ItemReport, 'member' | 'sha256' | 'reason'> & { contentSha256: string | null };

const check = (
  of: EvidenceItem | EvidenceArchive,
  verdict: CustodyVerdict,
  reason: string | null,
  found?: Found,
): ItemCheck => ({
  evidence_id: 'evidenceId' in of ? of.evidenceId : null,
  archive_id: 'archiveId' in of ? of.archiveId : null,
  verdict,
  reason,
  sha256: found?.sha256 || null,
  content_sha256: found?.contentSha256 || null,
});

/** A file that cannot be read at all, or was never kept. */
export const judgeUnread = ({ items, archives }: EvidenceFile, verdict: CustodyVerdict, reason: string): ItemCheck[] =>
  [...items, ...archives].map((one) => check(one, verdict, reason));

export function judgeFile(
  { items, archives }: EvidenceFile,
  reports: readonly ItemReport[],
  opened: readonly FoundArchive[],
): ItemCheck[] {
  const whole = opened.map((one): Found => ({ ...one, contentSha256: null, reason: null }));
  const byMember = new Map([...reports, ...whole].map((found) => [found.member, found]));
  const file = byMember.get(null);
  const judge = (of: EvidenceItem | EvidenceArchive, isSame: (found: Found) => boolean): ItemCheck => {
    const found = byMember.get(of.member);
    if (of.sha256 === null) return check(of, 'unhashed', 'its load got no hash of it', found);
    if (!found) return check(of, ...absent(of, file));
    if (found.sha256 === '') return check(of, 'unreadable', found.reason);
    if (isSame(found)) return check(of, 'same', null, found);
    return check(of, 'changed', laterLoad(of, items, archives, found.sha256), found);
  };
  return [
    ...items.map((item) =>
      judge(item, (found) => {
        const content = found.contentSha256 ?? found.sha256;
        return found.sha256 === item.sha256 && content === item.contentSha256;
      }),
    ),
    ...archives.map((archive) => judge(archive, (found) => found.sha256 === archive.sha256)),
  ];
}

function laterLoad(
  of: EvidenceItem | EvidenceArchive,
  items: readonly EvidenceItem[],
  archives: readonly EvidenceArchive[],
  sha256: string,
): string | null {
  if ('archiveId' in of) {
    const later = archives.find((other) => other.archiveId > of.archiveId && other.sha256 === sha256);
    return later ? `a later load has what is there now (archive ${later.archiveId})` : null;
  }
  const later = items.find((other) => other.evidenceId > of.evidenceId && other.sha256 === sha256);
  return later ? `a later load has what is there now (evidence ${later.evidenceId})` : null;
}

function absent(of: EvidenceItem | EvidenceArchive, file: Found | undefined): [CustodyVerdict, string] {
  if (file?.sha256 === '') return ['unreadable', file.reason ?? 'the file cannot be read'];
  return of.member === null ? ['changed', 'nothing of it can be read'] : ['missing', 'not in the archive any more'];
}
