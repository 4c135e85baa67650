// Questions about what was done so that nobody would see.
import type { Snippet } from './snippet.ts';

export const coveringTracks: Snippet[] = [
  {
    id: 'logging-tampered',
    topic: 'Covering tracks',
    title: 'Who switched off or narrowed logging and detection?',
    why: 'CloudTrail, GuardDuty, Config, Security Hub, flow logs, DNS logs and log groups. Whatever follows such an event may be missing from this evidence.',
    sql: `SELECT
  eventtime,
  eventsource,
  eventname,
  useridentity.arn AS by_principal,
  awsregion,
  errorcode,
  sourceipaddress,
  useragent,
  requestparameters
FROM cloudtrail
WHERE eventname IN (
  'StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors', 'PutInsightSelectors', 'DeleteEventDataStore',
  'DeleteDetector', 'UpdateDetector', 'CreateIPSet', 'UpdateIPSet', 'CreateFilter', 'UpdateFilter',
  'ArchiveFindings', 'DeletePublishingDestination', 'DisassociateFromMasterAccount', 'DisassociateFromAdministratorAccount',
  'DeleteConfigurationRecorder', 'StopConfigurationRecorder', 'DeleteDeliveryChannel', 'DeleteConfigRule',
  'DisableSecurityHub', 'BatchDisableStandards', 'DisableMacie', 'DeleteFlowLogs', 'DeleteResolverQueryLogConfig',
  'DisassociateResolverQueryLogConfig', 'DeleteLogGroup', 'DeleteLogStream', 'PutRetentionPolicy',
  'DeleteAlarms', 'DisableAlarmActions', 'LeaveOrganization'
)
ORDER BY eventtime`,
  },
  {
    id: 'log-bucket-touched',
    topic: 'Covering tracks',
    title: 'Who deleted objects or changed rules in the log bucket?',
    why: 'Deleting log files, shortening their lifecycle or suspending versioning removes evidence without touching the trail.',
    sql: `-- Change: a part of the log bucket's name.
SELECT
  eventtime,
  eventname,
  useridentity.arn AS by_principal,
  (requestparameters->>'bucketName') AS bucket,
  (requestparameters->>'key') AS object,
  errorcode,
  sourceipaddress,
  useragent
FROM cloudtrail
WHERE eventsource = 's3.amazonaws.com'
  AND (requestparameters->>'bucketName') ILIKE '%log%'
  AND regexp_matches(
    eventname,
    '^Delete|^PutBucket(Lifecycle|Policy|Versioning|Logging|Encryption|Acl)|^PutObjectLock|^PutObjectRetention'
  )
ORDER BY eventtime`,
    edit: ["'%log%'"],
  },
  {
    id: 'kms-disabled',
    topic: 'Covering tracks',
    title: 'Were KMS keys scheduled for deletion, disabled or given away?',
    why: 'A deleted key destroys everything it encrypted, and is the lever of cloud ransom. Deletion waits at least seven days: there may be time to cancel it.',
    sql: `SELECT
  eventtime,
  eventname,
  (requestparameters->>'keyId') AS key,
  (requestparameters->>'pendingWindowInDays') AS days_to_deletion,
  (responseelements->>'deletionDate') AS deletion_date,
  (requestparameters->>'granteePrincipal') AS granted_to,
  useridentity.arn AS by_principal,
  awsregion,
  errorcode,
  sourceipaddress
FROM cloudtrail
WHERE eventsource = 'kms.amazonaws.com'
  AND eventname IN (
    'ScheduleKeyDeletion', 'DisableKey', 'DisableKeyRotation', 'PutKeyPolicy', 'DeleteImportedKeyMaterial',
    'CancelKeyDeletion', 'DeleteAlias', 'ImportKeyMaterial'
  )
ORDER BY eventtime`,
  },
];
