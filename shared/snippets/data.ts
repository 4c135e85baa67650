// Questions about what was read, copied, shared or destroyed.
import type { Snippet } from './snippet.ts';

export const data: Snippet[] = [
  {
    id: 's3-exposed',
    topic: 'Data',
    title: 'Which buckets had their policy, ACL or public access block changed?',
    why: 'Public by mistake or shared on purpose. Policies that name "*" or a foreign account are marked.',
    sql: `SELECT
  eventtime,
  eventname,
  (requestparameters->>'bucketName') AS bucket,
  useridentity.arn AS by_principal,
  regexp_matches(
    CAST(requestparameters AS VARCHAR),
    '"Principal"\\s*:\\s*(\\{\\s*"AWS"\\s*:\\s*)?\\[?\\s*"\\*"|AllUsers|AuthenticatedUsers|public-read'
  ) AS open_to_all,
  errorcode,
  sourceipaddress,
  useragent,
  requestparameters
FROM cloudtrail
WHERE eventname IN (
  'PutBucketPolicy', 'DeleteBucketPolicy', 'PutBucketAcl', 'PutObjectAcl', 'PutBucketPublicAccessBlock',
  'DeleteBucketPublicAccessBlock', 'PutAccountPublicAccessBlock', 'DeleteAccountPublicAccessBlock', 'PutBucketWebsite',
  'PutBucketCors', 'PutBucketReplication', 'PutBucketOwnershipControls', 'PutAccessPointPolicy'
)
ORDER BY open_to_all DESC, eventtime`,
  },
  {
    id: 's3-downloads',
    topic: 'Data',
    title: 'Who downloaded how much from S3, and from which address?',
    why: 'Exfiltration by volume. Needs S3 data events in the trail; an empty answer may only mean that they were not recorded.',
    sql: `SELECT
  sourceipaddress,
  coalesce(useridentity.sessioncontext.sessionissuer.arn, useridentity.arn, useridentity.principalid) AS principal,
  (requestparameters->>'bucketName') AS bucket,
  count(*) AS downloads,
  count(DISTINCT (requestparameters->>'key')) AS objects,
  sum(TRY_CAST((additionaleventdata->>'bytesTransferredOut') AS DOUBLE))::BIGINT AS bytes_out,
  count(*) FILTER (WHERE errorcode IS NOT NULL) AS errors,
  min(eventtime) AS first_seen,
  max(eventtime) AS last_seen,
  any_value(useragent) AS user_agent
FROM cloudtrail
WHERE eventsource = 's3.amazonaws.com' AND eventname IN ('GetObject', 'CopyObject', 'SelectObjectContent')
GROUP BY ALL
ORDER BY bytes_out DESC NULLS LAST, downloads DESC`,
  },
  {
    id: 'snapshots-shared',
    topic: 'Data',
    title: 'Which snapshots, images or databases were shared with another account?',
    why: 'The quiet way to take a disk or a database: no bytes leave, the copy is made in the other account. "all" means the whole world.',
    sql: `SELECT
  eventtime,
  eventsource,
  eventname,
  coalesce(
    (requestparameters->>'snapshotId'),
    (requestparameters->>'imageId'),
    (requestparameters->>'dBSnapshotIdentifier'),
    (requestparameters->>'dBClusterSnapshotIdentifier')
  ) AS what,
  list_distinct(regexp_extract_all(CAST(requestparameters AS VARCHAR), '"(\\d{12}|all)"', 1)) AS shared_with,
  useridentity.arn AS by_principal,
  errorcode,
  sourceipaddress,
  requestparameters
FROM cloudtrail
WHERE eventname IN (
  'ModifySnapshotAttribute', 'ModifyImageAttribute', 'ModifyDBSnapshotAttribute', 'ModifyDBClusterSnapshotAttribute',
  'SharedSnapshotVolumeCreated', 'SharedSnapshotCopyInitiated', 'CreateStoreImageTask', 'StartExportTask',
  'CreateInstanceExportTask', 'ExportImage', 'CreateResourceShare', 'AssociateResourceShare'
)
ORDER BY eventtime`,
  },
  {
    id: 'secrets-read',
    topic: 'Data',
    title: 'Who read secrets and parameters?',
    why: 'Everything read here must be counted as known to the reader, and rotated. A principal that reads many different secrets at once is not an application.',
    sql: `SELECT
  coalesce(useridentity.sessioncontext.sessionissuer.arn, useridentity.arn) AS principal,
  sourceipaddress,
  eventname,
  count(*) AS reads,
  count(*) FILTER (WHERE errorcode IS NOT NULL) AS refused,
  list_sort(list(DISTINCT coalesce(
    (requestparameters->>'secretId'),
    (requestparameters->>'name'),
    CAST(requestparameters AS VARCHAR)
  )))[1:50] AS secrets,
  min(eventtime) AS first_seen,
  max(eventtime) AS last_seen,
  any_value(useragent) AS user_agent
FROM cloudtrail
WHERE eventname IN (
  'GetSecretValue', 'BatchGetSecretValue', 'GetParameter', 'GetParameters', 'GetParametersByPath', 'GetPasswordData'
)
GROUP BY ALL
ORDER BY len(secrets) DESC, reads DESC`,
  },
  {
    id: 'destruction',
    topic: 'Data',
    title: 'Who deletes on a large scale?',
    why: 'Wiping and ransom show as a burst of deletions by one principal: objects, snapshots, databases, backups, stacks.',
    sql: `-- Change: how many deletions in an hour are too many.
SELECT
  date_trunc('hour', eventtime) AS hour,
  coalesce(useridentity.sessioncontext.sessionissuer.arn, useridentity.arn) AS principal,
  eventsource,
  count(*) AS deletions,
  list_sort(list(DISTINCT eventname)) AS calls,
  count(*) FILTER (WHERE errorcode IS NOT NULL) AS errors,
  list_sort(list(DISTINCT sourceipaddress))[1:10] AS addresses
FROM cloudtrail
WHERE regexp_matches(eventname, '^(Delete|Terminate|Remove|Purge|Deregister|BatchDelete)')
GROUP BY ALL
HAVING deletions >= 20
ORDER BY deletions DESC`,
    edit: ['>= 20'],
  },
];
