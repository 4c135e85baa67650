// Questions about one credential: what it did, where it was used, who issued it.
import type { Snippet } from './snippet.ts';

export const keys: Snippet[] = [
  {
    id: 'key-by-hour',
    topic: 'Access keys',
    title: 'What did this access key do, hour by hour and service by service?',
    why: 'The first question about a leaked key. The hour in which new services or new addresses appear is usually where the owner ends and the thief begins.',
    sql: `-- Change: the access key id.
SELECT
  date_trunc('hour', eventtime) AS hour,
  eventsource,
  count(*) AS events,
  count(*) FILTER (WHERE errorcode IS NOT NULL) AS errors,
  list_sort(list(DISTINCT eventname)) AS calls,
  list_sort(list(DISTINCT sourceipaddress)) AS addresses,
  list_sort(list(DISTINCT awsregion)) AS regions
FROM cloudtrail
WHERE useridentity.accesskeyid = 'AKIAIOSFODNN7EXAMPLE'
GROUP BY ALL
ORDER BY hour, events DESC`,
    edit: ['AKIAIOSFODNN7EXAMPLE'],
  },
  {
    id: 'key-first-last',
    topic: 'Access keys',
    title: 'When was each access key first and last used, from where, with what?',
    why: 'Sort by addresses or user agents: a long-lived key (AKIA…) used from many places at once has more than one owner.',
    sql: `SELECT
  useridentity.accesskeyid AS access_key,
  any_value(coalesce(useridentity.arn, useridentity.principalid)) AS principal,
  min(eventtime) AS first_seen,
  max(eventtime) AS last_seen,
  count(*) AS events,
  count(*) FILTER (WHERE errorcode IS NOT NULL) AS errors,
  count(DISTINCT sourceipaddress) AS address_count,
  list_sort(list(DISTINCT sourceipaddress))[1:10] AS addresses,
  count(DISTINCT useragent) AS agent_count,
  list_sort(list(DISTINCT useragent))[1:5] AS user_agents
FROM cloudtrail
WHERE useridentity.accesskeyid IS NOT NULL
GROUP BY access_key
ORDER BY starts_with(access_key, 'AKIA') DESC, address_count DESC, events DESC`,
  },
  {
    id: 'key-issued-by',
    topic: 'Access keys',
    title: 'Who issued these credentials?',
    why: 'Temporary keys (ASIA…) come out of an STS call, long-lived ones (AKIA…) out of CreateAccessKey. The answer names the identity one step back; repeat with its key to walk to the origin.',
    sql: `-- Change: the access key id, temporary (ASIA…) or long-lived (AKIA…).
SELECT
  eventtime,
  eventname,
  useridentity.arn AS issued_by,
  useridentity.accesskeyid AS issuer_key,
  sourceipaddress,
  useragent,
  coalesce((requestparameters->>'roleArn'), (requestparameters->>'userName'), (requestparameters->>'name')) AS issued_for,
  coalesce((requestparameters->>'roleSessionName'), (requestparameters->>'sourceIdentity')) AS session
FROM cloudtrail
WHERE (responseelements->>'$.credentials.accessKeyId') = 'ASIAIOSFODNN7EXAMPLE'
   OR (responseelements->>'$.accessKey.accessKeyId') = 'ASIAIOSFODNN7EXAMPLE'
ORDER BY eventtime`,
    edit: ['ASIAIOSFODNN7EXAMPLE'],
  },
  {
    id: 'key-new-address',
    topic: 'Access keys',
    title: 'Which long-lived keys were used from an address not seen before?',
    why: 'For each AKIA key: addresses that first appeared after the key had been in use for a while. A new hosting provider or Tor exit in this list is the classic sign of a leaked key.',
    sql: `-- Change: how long a key must have been in use before a new address counts.
WITH uses AS (
  SELECT
    useridentity.accesskeyid AS access_key,
    sourceipaddress,
    min(eventtime) AS first_seen,
    max(eventtime) AS last_seen,
    count(*) AS events,
    any_value(useridentity.arn) AS principal,
    list_sort(list(DISTINCT useragent))[1:3] AS user_agents,
    list_sort(list(DISTINCT eventname))[1:20] AS calls
  FROM cloudtrail
  WHERE useridentity.accesskeyid LIKE 'AKIA%' AND sourceipaddress NOT LIKE '%.amazonaws.com'
  GROUP BY ALL
)
SELECT
  *,
  min(first_seen) OVER (PARTITION BY access_key) AS key_first_seen
FROM uses
QUALIFY first_seen > key_first_seen + INTERVAL '7 days'
ORDER BY first_seen DESC`,
    edit: ['7 days'],
  },
];
