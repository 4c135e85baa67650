// Questions that come first: what is here, from when to when, and what stands out.
import type { Snippet } from './snippet.ts';

export const overview: Snippet[] = [
  {
    id: 'volume-by-day',
    topic: 'Overview',
    title: 'How many events per day, account and region?',
    why: 'Shows what the evidence covers before you draw conclusions from what is missing. A day or region that stops short may mean logs not handed over, or a trail that was switched off.',
    sql: `SELECT
  CAST(eventtime AS DATE) AS day,
  recipientaccountid AS account,
  awsregion AS region,
  count(*) AS events,
  count(*) FILTER (WHERE errorcode IS NOT NULL) AS errors,
  count(DISTINCT sourceipaddress) AS addresses
FROM cloudtrail
GROUP BY ALL
ORDER BY day, account, region`,
  },
  {
    id: 'silent-hours',
    topic: 'Overview',
    title: 'Which hours have no events at all?',
    why: 'CloudTrail is rarely silent for an hour in a live account. Gaps point at a stopped trail, deleted objects or archives that you were not given.',
    sql: `-- Change: the account, or remove its line to look at all accounts together.
WITH hours AS (
  SELECT recipientaccountid AS account, date_trunc('hour', eventtime) AS hour
  FROM cloudtrail
  WHERE recipientaccountid IS NOT NULL
    -- AND recipientaccountid = '111122223333'
  GROUP BY ALL
),
steps AS (
  SELECT account, hour, lead(hour) OVER (PARTITION BY account ORDER BY hour) AS next_hour
  FROM hours
)
SELECT
  account,
  hour + INTERVAL 1 HOUR AS silent_from,
  next_hour AS silent_until,
  date_diff('hour', hour, next_hour) - 1 AS silent_hours
FROM steps
WHERE next_hour > hour + INTERVAL 1 HOUR
ORDER BY silent_hours DESC, silent_from`,
    edit: ["-- AND recipientaccountid = '111122223333'"],
  },
  {
    id: 'errors-by-api',
    topic: 'Overview',
    title: 'Which API calls fail, and how?',
    why: 'Attackers without a map try things. Errors that appear for one principal only, or began on the day of the incident, deserve a look.',
    sql: `SELECT
  eventsource,
  eventname,
  errorcode,
  count(*) AS events,
  count(DISTINCT useridentity.arn) AS principals,
  min(eventtime) AS first_seen,
  max(eventtime) AS last_seen,
  any_value(errormessage) AS example
FROM cloudtrail
WHERE errorcode IS NOT NULL
GROUP BY ALL
ORDER BY events DESC`,
  },
  {
    id: 'attack-tool-user-agents',
    topic: 'Overview',
    title: 'Do user agents give away an attack tool?',
    why: 'Kali and Parrot builds of the AWS CLI, Pacu, Stratus Red Team, CloudFox, ScoutSuite and secret scanners name themselves unless told otherwise. A miss proves nothing: the field is the client’s own claim.',
    sql: `-- Change: add names to the list; it is a regular expression that ignores case.
SELECT
  useragent,
  count(*) AS events,
  count(DISTINCT useridentity.arn) AS principals,
  min(eventtime) AS first_seen,
  max(eventtime) AS last_seen,
  list_sort(list(DISTINCT sourceipaddress))[1:20] AS addresses,
  list_sort(list(DISTINCT useridentity.accesskeyid))[1:20] AS access_keys
FROM cloudtrail
WHERE regexp_matches(
  useragent,
  'kali|parrot|pentoo|blackarch|pacu|stratus|cloudfox|scoutsuite|prowler|trufflehog|gitleaks|s3browser|nimbo|sqlmap',
  'i'
)
GROUP BY useragent
ORDER BY events DESC`,
    edit: [
      'kali|parrot|pentoo|blackarch|pacu|stratus|cloudfox|scoutsuite|prowler|trufflehog|gitleaks|s3browser|nimbo|sqlmap',
    ],
  },
  {
    id: 'addresses-by-principals',
    topic: 'Overview',
    title: 'Which IP addresses act as many principals?',
    why: 'One address that uses several identities is an office, a VPN, or someone who collects credentials. AWS services are left out.',
    sql: `SELECT
  sourceipaddress,
  count(DISTINCT coalesce(useridentity.sessioncontext.sessionissuer.arn, useridentity.arn, useridentity.username)) AS principals,
  count(DISTINCT useridentity.accesskeyid) AS access_keys,
  count(DISTINCT recipientaccountid) AS accounts,
  count(*) AS events,
  count(*) FILTER (WHERE errorcode IS NOT NULL) AS errors,
  min(eventtime) AS first_seen,
  max(eventtime) AS last_seen
FROM cloudtrail
WHERE sourceipaddress NOT LIKE '%.amazonaws.com' AND sourceipaddress <> 'AWS Internal'
GROUP BY sourceipaddress
ORDER BY principals DESC, events DESC`,
  },
  {
    id: 'search-request-parameters',
    topic: 'Overview',
    title: 'Where does this text occur in requests or answers?',
    why: 'Follows a bucket, instance, role, file or command name through every API that touched it.',
    sql: `-- Change: the text to look for (case is ignored).
SELECT
  eventtime,
  eventsource,
  eventname,
  useridentity.arn AS principal,
  sourceipaddress,
  errorcode,
  requestparameters,
  responseelements
FROM cloudtrail
WHERE contains(lower(concat_ws(' ', requestparameters, responseelements)), lower('example'))
ORDER BY eventtime`,
    edit: ['example'],
  },
];
