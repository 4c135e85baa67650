// Questions about identities and how they behave.
import type { Snippet } from './snippet.ts';

export const principals: Snippet[] = [
  {
    id: 'principal-timeline',
    topic: 'Principals',
    title: 'What did this principal do, in order?',
    why: 'Reads as a story, reads and failures included. Matches the role behind a session as well as the session itself.',
    sql: `-- Change: a part of the user, role or session ARN.
SELECT
  eventtime,
  eventsource,
  eventname,
  errorcode,
  awsregion,
  sourceipaddress,
  useragent,
  useridentity.accesskeyid AS access_key,
  requestparameters
FROM cloudtrail
WHERE contains(
  concat_ws(' ', useridentity.arn, useridentity.sessioncontext.sessionissuer.arn, useridentity.username),
  'example-user'
)
ORDER BY eventtime`,
    edit: ['example-user'],
  },
  {
    id: 'denied-storms',
    topic: 'Principals',
    title: 'Who runs into AccessDenied again and again?',
    why: 'A burst of refusals over many different APIs is someone finding out what a stolen credential may do. Few APIs repeated for days is usually a broken job.',
    sql: `-- Change: how many refusals in an hour make a storm.
SELECT
  coalesce(useridentity.sessioncontext.sessionissuer.arn, useridentity.arn, useridentity.principalid) AS principal,
  date_trunc('hour', eventtime) AS hour,
  count(*) AS refusals,
  count(DISTINCT eventname) AS different_calls,
  count(DISTINCT eventsource) AS services,
  list_sort(list(DISTINCT eventname))[1:30] AS calls,
  list_sort(list(DISTINCT sourceipaddress))[1:10] AS addresses,
  list_sort(list(DISTINCT useridentity.accesskeyid))[1:10] AS access_keys
FROM cloudtrail
WHERE regexp_matches(errorcode, 'AccessDenied|UnauthorizedOperation|Forbidden|AuthorizationError')
GROUP BY ALL
HAVING refusals >= 10
ORDER BY different_calls DESC, refusals DESC`,
    edit: ['>= 10'],
  },
  {
    id: 'first-time-calls',
    topic: 'Principals',
    title: 'What did principals call in the last day that they never called before?',
    why: 'Habits are the best baseline there is. Change the two times to bracket the incident instead of the last day of the evidence.',
    sql: `-- Change: where the period under suspicion begins (default: the last day in the evidence).
WITH bounds AS (
  SELECT max(eventtime) - INTERVAL '1 day' AS since FROM cloudtrail
),
calls AS (
  SELECT
    coalesce(useridentity.sessioncontext.sessionissuer.arn, useridentity.arn, useridentity.invokedby) AS principal,
    eventsource,
    eventname,
    min(eventtime) AS first_call,
    max(eventtime) AS last_call,
    count(*) AS events,
    count(*) FILTER (WHERE errorcode IS NOT NULL) AS errors,
    list_sort(list(DISTINCT sourceipaddress))[1:10] AS addresses
  FROM cloudtrail
  GROUP BY ALL
),
known AS (
  SELECT principal FROM calls GROUP BY principal HAVING min(first_call) < (SELECT since FROM bounds)
)
SELECT calls.*
FROM calls
JOIN known USING (principal)
WHERE first_call >= (SELECT since FROM bounds)
ORDER BY principal, first_call`,
    edit: ['1 day'],
  },
  {
    id: 'reconnaissance',
    topic: 'Principals',
    title: 'Who looked around: many different List, Describe and Get calls in minutes?',
    why: 'Enumeration tools call dozens of read APIs over many services within minutes. Configuration scanners do too: know yours and set them aside.',
    sql: `-- Change: how many different read calls in ten minutes count as looking around.
SELECT
  time_bucket(INTERVAL '10 minutes', eventtime) AS ten_minutes,
  coalesce(useridentity.sessioncontext.sessionissuer.arn, useridentity.arn) AS principal,
  sourceipaddress,
  count(DISTINCT eventname) AS different_calls,
  count(DISTINCT eventsource) AS services,
  count(DISTINCT awsregion) AS regions,
  count(*) AS events,
  count(*) FILTER (WHERE errorcode IS NOT NULL) AS errors,
  any_value(useragent) AS user_agent
FROM cloudtrail
WHERE regexp_matches(eventname, '^(List|Describe|Get|Batch[A-Z]?[a-z]*Get|Search|Lookup)')
GROUP BY ALL
HAVING different_calls >= 15
ORDER BY different_calls DESC, ten_minutes`,
    edit: ['>= 15'],
  },
  {
    id: 'who-am-i',
    topic: 'Principals',
    title: 'Who asked "who am I", and what came next?',
    why: 'GetCallerIdentity is the first thing one does with a found credential. It needs no permission and scripts use it too, so look at the address and the user agent.',
    sql: `SELECT
  useridentity.accesskeyid AS access_key,
  useridentity.arn AS principal,
  sourceipaddress,
  useragent,
  min(eventtime) AS first_seen,
  max(eventtime) AS last_seen,
  count(*) AS times
FROM cloudtrail
WHERE eventname = 'GetCallerIdentity' AND sourceipaddress NOT LIKE '%.amazonaws.com'
GROUP BY ALL
ORDER BY times, first_seen DESC`,
  },
  {
    id: 'role-chains',
    topic: 'Principals',
    title: 'Who assumed which role, and which role did that session assume next?',
    why: 'Role chaining hides the person behind an action. Each row is one hop; the second hop is found through the temporary key that the first one issued.',
    sql: `WITH hops AS (
  SELECT
    eventtime,
    coalesce(useridentity.arn, useridentity.principalid, useridentity.invokedby) AS from_principal,
    useridentity.accesskeyid AS from_key,
    (requestparameters->>'roleArn') AS to_role,
    (responseelements->>'$.credentials.accessKeyId') AS to_key,
    sourceipaddress,
    useragent,
    errorcode
  FROM cloudtrail
  WHERE eventname IN ('AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity')
)
SELECT
  hop.from_principal AS origin,
  hop.to_role AS role,
  next_hop.to_role AS next_role,
  count(*) AS times,
  count(hop.errorcode) AS failures,
  min(hop.eventtime) AS first_seen,
  max(hop.eventtime) AS last_seen,
  list_sort(list(DISTINCT hop.sourceipaddress))[1:10] AS addresses
FROM hops AS hop
LEFT JOIN hops AS next_hop ON next_hop.from_key = hop.to_key
GROUP BY ALL
ORDER BY next_role NULLS LAST, times, first_seen`,
  },
  {
    id: 'cross-account',
    topic: 'Principals',
    title: 'Which identities of other accounts act in this account?',
    why: 'Lists every outside account with its roles and calls. An account id that nobody recognises is a finding by itself.',
    sql: `SELECT
  useridentity.accountid AS from_account,
  recipientaccountid AS in_account,
  coalesce(useridentity.sessioncontext.sessionissuer.arn, useridentity.arn, useridentity.principalid) AS principal,
  count(*) AS events,
  count(*) FILTER (WHERE errorcode IS NOT NULL) AS errors,
  min(eventtime) AS first_seen,
  max(eventtime) AS last_seen,
  list_sort(list(DISTINCT eventname))[1:20] AS calls,
  list_sort(list(DISTINCT sourceipaddress))[1:10] AS addresses
FROM cloudtrail
WHERE useridentity.accountid <> recipientaccountid
GROUP BY ALL
ORDER BY events DESC`,
  },
];
