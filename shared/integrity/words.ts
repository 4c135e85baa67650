// The reasons of verdicts in sentences for a reader who is no engineer, each with what can be done next.
import type { Reason } from './verdict.ts';

export type Words = { sentence: string; next: string | null };

export const words: Record<Reason, Words> = {
  'signature-valid': {
    sentence: 'The signature that AWS made over this digest is valid: the digest is as AWS delivered it.',
    next: null,
  },
  'signature-invalid': {
    sentence:
      'No signature known for this digest fits its content: the digest, or the signature kept of it, was changed.',
    next: 'Get the digest and its metadata again from the bucket, an older version of the object or a backup.',
  },
  'digest-appended': {
    sentence: 'The digest itself is as AWS signed it, but more data were appended to its file.',
    next: 'Compare the file with the object in the bucket.',
  },
  'digest-trailing': {
    sentence:
      'The content of the digest is as AWS signed it, but its file was damaged or has bytes after the compressed data.',
    next: 'Compare the file with the object in the bucket.',
  },
  'digest-displaced': {
    sentence: 'The digest is genuine, but it was found in another place than the one that AWS delivered it to.',
    next: 'Ask who copied it there; a digest of another place can hide that the right one is gone.',
  },
  'digest-other-bucket': {
    sentence: 'The digest is genuine, but AWS delivered it to another bucket than the one named for this evidence.',
    next: 'Check the name of the bucket, and where the files were copied from.',
  },
  'predecessor-hash': {
    sentence: 'The next digest, which AWS signed, gives another hash for this digest: this digest was changed.',
    next: 'Get the digest again from the bucket, an older version of the object or a backup.',
  },
  'unsigned-tail': {
    sentence:
      'This is the newest digest of its chain here. Its signature was not copied with it, and there is no later digest that repeats it.',
    next: 'Acquire the digest with its metadata, or also the digest of the hour after it.',
  },
  unsigned: {
    sentence:
      'The signature of this digest was not copied with it, and the next digest, which repeats it, is not here.',
    next: 'Acquire the digest with its metadata.',
  },
  'no-key': {
    sentence: 'The public key that this digest names is not here, so that its signature cannot be checked.',
    next: 'Import the answer of “aws cloudtrail list-public-keys” for its region and time.',
  },
  'unknown-algorithm': {
    sentence: 'The digest names an algorithm for its signature that is not SHA256withRSA.',
    next: 'Check the digest by other means.',
  },
  unreadable: {
    sentence: 'The file is recognised as a digest, but its content is not that of one.',
    next: 'Get the digest again from the bucket, an older version of the object or a backup.',
  },
  'digest-not-here': {
    sentence: 'A later digest names this one as its predecessor, and it is not here.',
    next: 'Look for it in the bucket, among older versions of the object and in backups.',
  },
  'hash-matches': {
    sentence: 'The content is, bit for bit, what AWS recorded in a signed digest when it delivered the file.',
    next: null,
  },
  'hash-matches-other-name': {
    sentence: 'The content is, bit for bit, that of a file recorded in a signed digest, but here it has another name.',
    next: 'Ask who renamed it.',
  },
  'hash-differs': {
    sentence: 'The content is not what AWS recorded in the signed digest: the file was changed after delivery.',
    next: 'Get the file again from the bucket, an older version of the object or a backup, and compare the two.',
  },
  'hash-differs-unproven': {
    sentence:
      'The content is not what the digest records. The digest itself could not be proven genuine: one of the two was changed.',
    next: 'Get what is needed to check the digest, then verify again.',
  },
  'log-appended': {
    sentence:
      'The file begins with what AWS delivered, unchanged, but more records were appended; they are among the rows.',
    next: 'Treat the rows after the original ones as forged; get the file again from the bucket.',
  },
  'log-trailing': {
    sentence:
      'What was loaded is what AWS delivered, but the file was changed around it: it is damaged, or has bytes after the compressed data.',
    next: 'Compare the file with the object in the bucket.',
  },
  'log-not-here': {
    sentence: 'A signed digest names this file, and it is not here: it was deleted, or not copied.',
    next: 'Look for it in the bucket, among older versions of the object and in backups.',
  },
  'log-not-here-unproven': {
    sentence: 'A digest names this file, and it is not here. The digest itself could not be proven genuine.',
    next: 'Look for the file in the bucket, and get what is needed to check the digest.',
  },
  'digest-unproven': {
    sentence: 'The content is what a digest records, but that digest could not be proven genuine.',
    next: 'Get the public keys and the signature of the digest, then verify again.',
  },
  'digest-altered': {
    sentence: 'The only digest that names this file was changed, so that it proves nothing.',
    next: 'Get the digest again from the bucket, an older version of the object or a backup.',
  },
  'other-bucket': {
    sentence: 'The digest that names this file speaks of another bucket than the one that the file comes from.',
    next: 'Check the name of the bucket, and where the files were copied from.',
  },
  'log-algorithm': {
    sentence: 'The digest names an algorithm for the hash of this file that is not SHA-256.',
    next: 'Check the file by other means.',
  },
  'in-gap': {
    sentence: 'The file was delivered in a time whose digest is not here.',
    next: 'Look for the digest in the bucket, among older versions of the object and in backups.',
  },
  'in-restart': {
    sentence: 'The file was delivered while the validation of log files was off, between two chains of digests.',
    next: 'Look for StopLogging and UpdateTrail events just before.',
  },
  'before-digests': {
    sentence: 'The file was delivered before the first digest of its account and region here.',
    next: 'Load earlier digests, if there are any.',
  },
  'after-digests': {
    sentence: 'The file was delivered near or after the end of the last digest of its account and region here.',
    next: 'Load later digests, if there are any.',
  },
  'not-named': {
    sentence:
      'There is a digest of the account and region for the time of this file, and none names the file: another trail delivered it, or it was put in.',
    next: 'Ask which trails deliver to this place; AWS names in a digest every file that a trail with validation delivered.',
  },
  'no-digests': {
    sentence: 'No digest of the account and region of this file is here.',
    next: 'Load the folder CloudTrail-Digest of its trail, if validation of log files was on.',
  },
  'no-place': {
    sentence: 'The file does not have the name of a delivered log file, and no digest records its content.',
    next: null,
  },
  'chain-start': {
    sentence: 'The validation of log files began here: AWS started the chain with this digest.',
    next: null,
  },
  'earlier-digests': {
    sentence: 'The chain begins before the first digest that is here.',
    next: 'Load earlier digests, if that time matters.',
  },
  'deleted-digests': {
    sentence:
      'Digests within the chain are not here: they were deleted, or not copied. Nothing proves the logs of that time whole.',
    next: 'Look for them in the bucket, among older versions of the objects and in backups.',
  },
  restart: {
    sentence: 'The chain was started anew: logging, or the validation of log files, was off before.',
    next: 'Look for StopLogging, StartLogging and UpdateTrail events at that time.',
  },
  'clock-gap': {
    sentence: 'A digest begins later than the one before it ends, although it names that one as its predecessor.',
    next: 'Treat the time between as not covered.',
  },
  overlap: {
    sentence: 'A digest begins before the one before it ends.',
    next: 'Compare both with the objects in the bucket.',
  },
  'order-differs': {
    sentence: 'A digest names as its predecessor one that is here, but that is not the one before it in time.',
    next: 'Compare both with the objects in the bucket; digests may have been put in or moved.',
  },
  'predecessor-differs': {
    sentence:
      'A digest gives a hash for its predecessor that the predecessor here does not have: one of the two was changed.',
    next: 'See the verdicts of the two digests.',
  },
  'two-versions': {
    sentence: 'There are files of different content that say to be the same digest.',
    next: 'See the verdicts of each; at most one is what AWS delivered.',
  },
};
