// Questions about machines, functions and the networks in front of them.
import type { Snippet } from './snippet.ts';

export const compute: Snippet[] = [
  {
    id: 'instances-in-odd-regions',
    topic: 'Compute',
    title: 'Were instances started in regions that are hardly used?',
    why: 'Miners start large machines where nobody looks. Regions are ranked by their share of all events; instance types with p, g or metal are worth a second look.',
    sql: `-- Change: below which share of all events (in percent) a region counts as hardly used.
WITH regions AS (
  SELECT awsregion, 100.0 * count(*) / sum(count(*)) OVER () AS share_percent
  FROM cloudtrail
  GROUP BY awsregion
)
SELECT
  eventtime,
  awsregion,
  round(share_percent, 3) AS share_percent,
  eventname,
  (requestparameters->>'instanceType') AS instance_type,
  (requestparameters->>'$.instancesSet.items[0].maxCount') AS instances,
  useridentity.arn AS by_principal,
  errorcode,
  sourceipaddress,
  useragent
FROM cloudtrail
JOIN regions USING (awsregion)
WHERE eventname IN ('RunInstances', 'RequestSpotInstances', 'CreateFleet', 'CreateCluster', 'CreateNotebookInstance')
  AND share_percent < 5
ORDER BY share_percent, eventtime`,
    edit: ['< 5'],
  },
  {
    id: 'user-data-changed',
    topic: 'Compute',
    title: 'Was instance user data read or changed?',
    why: 'User data often holds passwords, and changed user data runs as root at the next start: stop, modify, start within minutes is an attack.',
    sql: `SELECT
  eventtime,
  eventname,
  coalesce((requestparameters->>'instanceId'), (requestparameters->>'$.instancesSet.items[0].instanceId')) AS instance,
  CASE
    WHEN eventname = 'DescribeInstanceAttribute' THEN 'read'
    WHEN eventname = 'ModifyInstanceAttribute' THEN 'changed'
    ELSE 'stopped or started'
  END AS what,
  useridentity.arn AS by_principal,
  errorcode,
  sourceipaddress,
  useragent
FROM cloudtrail
WHERE (eventname IN ('DescribeInstanceAttribute', 'ModifyInstanceAttribute') AND contains(CAST(requestparameters AS VARCHAR), 'userData'))
   OR eventname IN ('StopInstances', 'StartInstances')
ORDER BY instance, eventtime`,
  },
  {
    id: 'remote-commands',
    topic: 'Compute',
    title: 'Who ran commands or opened shells on instances?',
    why: 'Systems Manager, EC2 Instance Connect and the serial console give a shell without a key or an open port. The command text itself is mostly hidden in the event; look at the target and the person.',
    sql: `SELECT
  eventtime,
  eventname,
  coalesce(
    (requestparameters->>'target'),
    (requestparameters->>'instanceId'),
    (requestparameters->>'$.instanceIds'),
    (requestparameters->>'$.targets')
  ) AS target,
  (requestparameters->>'documentName') AS document,
  (requestparameters->>'parameters') AS parameters,
  useridentity.arn AS by_principal,
  errorcode,
  sourceipaddress,
  useragent
FROM cloudtrail
WHERE eventname IN (
  'SendCommand', 'StartSession', 'ResumeSession', 'StartAutomationExecution', 'CreateAssociation',
  'SendSSHPublicKey', 'SendSerialConsoleSSHPublicKey', 'EnableSerialConsoleAccess', 'ExecuteCommand', 'CreateDocument'
)
ORDER BY eventtime`,
  },
  {
    id: 'lambda-changed',
    topic: 'Compute',
    title: 'Which Lambda functions got new code, layers, roles or callers?',
    why: 'A function with a strong role is a good place to hide. New code by someone other than the deployment role, a permission for "*", or a function URL without authentication are the signs.',
    sql: `SELECT
  eventtime,
  regexp_extract(eventname, '^[A-Za-z]+') AS call,
  coalesce((requestparameters->>'functionName'), (responseelements->>'functionName')) AS function_name,
  (requestparameters->>'principal') AS opened_to,
  (responseelements->>'codeSha256') AS code_sha256,
  (responseelements->>'role') AS role,
  (requestparameters->>'$.layers') AS layers,
  useridentity.arn AS by_principal,
  errorcode,
  sourceipaddress,
  useragent
FROM cloudtrail
WHERE eventsource = 'lambda.amazonaws.com'
  AND regexp_matches(
    eventname,
    '^(CreateFunction|UpdateFunction|AddPermission|AddLayerVersionPermission|CreateEventSourceMapping|PublishLayerVersion)'
  )
ORDER BY eventtime`,
  },
  {
    id: 'network-opened',
    topic: 'Compute',
    title: 'Which security groups were opened, and to whom?',
    why: 'An inbound rule for 0.0.0.0/0 on SSH, RDP or a database port turns a stolen key into a foothold on the machine.',
    sql: `SELECT
  eventtime,
  eventname,
  (requestparameters->>'groupId') AS security_group,
  list_distinct(regexp_extract_all(CAST(requestparameters AS VARCHAR), '"cidrIp(?:v6)?":\\s*"([^"]+)"', 1)) AS opened_to,
  list_distinct(regexp_extract_all(CAST(requestparameters AS VARCHAR), '"fromPort":\\s*(-?\\d+)', 1)) AS from_ports,
  list_distinct(regexp_extract_all(CAST(requestparameters AS VARCHAR), '"toPort":\\s*(-?\\d+)', 1)) AS to_ports,
  list_bool_or(list_transform(opened_to, lambda network: ends_with(network, '/0'))) AS open_to_all,
  useridentity.arn AS by_principal,
  errorcode,
  sourceipaddress
FROM cloudtrail
WHERE eventname IN ('AuthorizeSecurityGroupIngress', 'ModifySecurityGroupRules', 'CreateNetworkAclEntry', 'ReplaceNetworkAclEntry')
ORDER BY open_to_all DESC NULLS LAST, eventtime`,
  },
];
