// Questions about people at the console's door.
import type { Snippet } from './snippet.ts';

export const signIn: Snippet[] = [
  {
    id: 'login-without-mfa',
    topic: 'Sign-in',
    title: 'Who signed in to the console without MFA?',
    why: 'A password alone opened the door. Federated sign-ins (SAML, Identity Center) prove MFA elsewhere and are shown as such.',
    sql: `SELECT
  eventtime,
  useridentity.type AS identity_type,
  coalesce(useridentity.arn, useridentity.username) AS principal,
  recipientaccountid AS account,
  sourceipaddress,
  useragent,
  (responseelements->>'ConsoleLogin') AS outcome,
  (additionaleventdata->>'MFAUsed') AS mfa_used,
  (additionaleventdata->>'SamlProviderArn') AS saml_provider
FROM cloudtrail
WHERE eventname = 'ConsoleLogin'
  AND (responseelements->>'ConsoleLogin') = 'Success'
  AND coalesce((additionaleventdata->>'MFAUsed'), 'No') <> 'Yes'
ORDER BY eventtime`,
  },
  {
    id: 'failed-then-success',
    topic: 'Sign-in',
    title: 'Which sign-ins succeeded after failures?',
    why: 'Guessed, sprayed or phished: failures from the same address or for the same user, then one that works. Unknown user names appear as HIDDEN_DUE_TO_SECURITY_REASONS.',
    sql: `-- Change: how far back failures count.
WITH logins AS (
  SELECT
    eventtime,
    coalesce(useridentity.username, useridentity.arn, useridentity.type) AS who,
    sourceipaddress,
    useragent,
    (responseelements->>'ConsoleLogin') = 'Success' AS success
  FROM cloudtrail
  WHERE eventname = 'ConsoleLogin'
)
SELECT
  ok.eventtime,
  ok.who,
  ok.sourceipaddress,
  count(*) AS failures_before,
  count(DISTINCT failed.who) AS names_tried,
  min(failed.eventtime) AS first_failure,
  list_sort(list(DISTINCT failed.sourceipaddress))[1:10] AS failed_from,
  any_value(ok.useragent) AS user_agent
FROM logins AS ok
JOIN logins AS failed
  ON (failed.sourceipaddress = ok.sourceipaddress OR failed.who = ok.who)
 AND NOT failed.success
 AND failed.eventtime BETWEEN ok.eventtime - INTERVAL '1 hour' AND ok.eventtime
WHERE ok.success
GROUP BY ok.eventtime, ok.who, ok.sourceipaddress
ORDER BY failures_before DESC, ok.eventtime`,
    edit: ['1 hour'],
  },
  {
    id: 'password-spray',
    topic: 'Sign-in',
    title: 'Which addresses fail to sign in, and under how many names?',
    why: 'Many names with few tries each is spraying; one name with many tries is guessing or a forgotten password.',
    sql: `SELECT
  sourceipaddress,
  count(*) FILTER (WHERE (responseelements->>'ConsoleLogin') = 'Failure') AS failures,
  count(*) FILTER (WHERE (responseelements->>'ConsoleLogin') = 'Success') AS successes,
  count(DISTINCT useridentity.username) AS names,
  list_sort(list(DISTINCT useridentity.username))[1:20] AS tried,
  count(DISTINCT recipientaccountid) AS accounts,
  min(eventtime) AS first_seen,
  max(eventtime) AS last_seen
FROM cloudtrail
WHERE eventname = 'ConsoleLogin'
GROUP BY sourceipaddress
HAVING failures > 0
ORDER BY failures DESC`,
  },
  {
    id: 'root-use',
    topic: 'Sign-in',
    title: 'Was the root user used?',
    why: 'Root cannot be limited by policies and is hardly ever needed. Every row should have a person and a reason.',
    sql: `SELECT
  eventtime,
  recipientaccountid AS account,
  eventsource,
  eventname,
  errorcode,
  sourceipaddress,
  useragent,
  useridentity.accesskeyid AS access_key,
  useridentity.sessioncontext.attributes.mfaauthenticated AS mfa,
  requestparameters
FROM cloudtrail
WHERE useridentity.type = 'Root' AND useridentity.invokedby IS NULL AND eventtype <> 'AwsServiceEvent'
ORDER BY eventtime`,
  },
  {
    id: 'mfa-changes',
    topic: 'Sign-in',
    title: 'Whose MFA device was removed, replaced or added?',
    why: 'Removing MFA opens the account to the password alone; adding a device of one’s own keeps access after a password reset.',
    sql: `SELECT
  eventtime,
  eventname,
  useridentity.arn AS by_principal,
  coalesce((requestparameters->>'userName'), (requestparameters->>'virtualMFADeviceName')) AS target,
  (requestparameters->>'serialNumber') AS device,
  errorcode,
  sourceipaddress,
  useragent
FROM cloudtrail
WHERE eventname IN (
  'DeactivateMFADevice', 'DeleteVirtualMFADevice', 'EnableMFADevice', 'CreateVirtualMFADevice', 'ResyncMFADevice'
)
ORDER BY eventtime`,
  },
];
