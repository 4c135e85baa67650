// Who is behind each key: joins the responses that issued credentials, and what a session says of itself, to the use of keys.
// What cannot be told for certain stays without a parent. Everything is in temporary tables, named `link_…`.
import type { Connection, RunOptions } from '../../duckdb/connection.ts';
import { callerName } from './identity.ts';

/** A session says to the second when it was issued; the event that issued it may be noted a second beside that. */
const tolerance = "INTERVAL '2 seconds'";
/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use.html: no role session is longer. */
const longestSession = "INTERVAL '12 hours'";

const isInstance = (name: string) =>
  `(starts_with(${name}, 'i-') AND regexp_full_match(${name}, 'i-[0-9a-f]{8}(?:[0-9a-f]{9})?'))`;
/** IAM keeps these paths to the services themselves, so that a role of such a path tells who uses it. */
const ssoRole = (role: string) => `contains(${role}, ':role/aws-reserved/sso.amazonaws.com/')`;
const serviceOfRole = (role: string) =>
  `CASE WHEN contains(${role}, ':role/aws-service-role/') THEN split_part(split_part(${role}, ':role/aws-service-role/', 2), '/', 1) END`;

/** Makes `link_keys`, one row per access key, and `link_callers`, one per caller without one. */
export async function findLinks(connection: Connection, options: Pick<RunOptions, 'signal'>): Promise<void> {
  for (const statement of statements) await connection.run(statement, options);
}

/** Which of several events that issued a key tells most: the least of these. */
const better = `{'nameless': i.key IS NULL, 'unknown': i.arn IS NULL, 'issued': i.issued, 'event_id': i.event_id,
  'place': {'evidence_id': i.evidence_id, 'record_no': i.record_no}}`;

const isSession = "contains(session, ':assumed-role/')";

/** What a caller is, as its name shows; `type` is that of its own requests. */
const callerKind = `CASE WHEN hint IS NOT NULL THEN hint WHEN ${isSession} THEN 'role session'
  WHEN contains(session, ':federated-user/') THEN 'federated session'
  WHEN regexp_matches(session, '^arn:[^:]*:iam::\\d*:user/') THEN 'user' WHEN regexp_matches(session, '^arn:[^:]*:iam::\\d*:root$') THEN 'root'
  WHEN type = 'WebIdentityUser' THEN 'web identity' WHEN type = 'SAMLUser' THEN 'SAML user' WHEN type = 'IdentityCenterUser' THEN 'SSO user'
  WHEN ${isInstance('session')} THEN 'instance'
  WHEN type = 'AWSService' OR session LIKE '%.amazonaws.com' OR type IS NULL AND session LIKE 'AWS %' THEN 'service'
  WHEN type = 'AWSAccount' THEN 'other account' ELSE 'caller' END`;

const statements = [
  // A key belongs to one principal; should records disagree, the latest one counts.
  `CREATE OR REPLACE TEMP TABLE link_uses AS
   SELECT * EXCLUDE (who), unnest(who) FROM (
     SELECT key, max(issued_to) AS issued_to, bool_or(mfa = 'true') AS mfa, max(role) AS role,
       max(source_identity) AS source_identity, max(delivery) AS delivery,
       coalesce(bool_or(from_console), false) AS from_console, max(coalesce(TRY_CAST(created AS TIMESTAMP), TRY_STRPTIME(created, '%Y%m%dT%H%M%SZ'))) AS created,
       min(first) AS first_use, max(last) AS last_use, sum(events)::UBIGINT AS events, sum(errors)::UBIGINT AS errors,
       max({'latest': last, 'arn': arn, 'principal_id': principal_id, 'type': type, 'account': account}) AS who
     FROM logs.pugmark.session_uses WHERE key IS NOT NULL GROUP BY key)`,
  // Unique ids are never given twice, so that the name that one has in any record is the name of all.
  `CREATE OR REPLACE TEMP TABLE link_names AS
   SELECT principal_id, max_by(arn, last) AS arn FROM (
     SELECT principal_id, arn, max(last) AS last FROM logs.pugmark.session_uses
     WHERE principal_id IS NOT NULL AND arn IS NOT NULL AND type <> 'Root' GROUP BY ALL)
   GROUP BY principal_id HAVING count(*) = 1`,
  // A call across accounts is in the logs of both; the caller's own copy knows the key.
  `CREATE OR REPLACE TEMP TABLE link_responses AS
   SELECT target_key, min(${better}).place AS place, count(*) AS copies FROM logs.pugmark.session_issues i
   WHERE target_key IS NOT NULL GROUP BY target_key`,
  // The console renews the keys of a session as it goes: what issued the first one to that session, at the second it names.
  `CREATE OR REPLACE TEMP TABLE link_sessions AS
   SELECT u.key, min({'apart': abs(epoch_us(issued) - epoch_us(u.created)), 'best': ${better}}).best.place AS place,
     count(*) AS copies, count(DISTINCT coalesce(i.key, i.caller)) AS callers
   FROM link_uses u ANTI JOIN link_responses r ON r.target_key = u.key
   JOIN logs.pugmark.session_issues i ON i.target_arn = u.arn AND i.issued BETWEEN u.created - ${tolerance} AND u.created + ${tolerance}
   WHERE u.from_console AND i.event <> 'CreateAccessKey' AND (i.event <> 'ConsoleLogin' OR u.type IN ('IAMUser', 'Root'))
   GROUP BY u.key`,
  `CREATE OR REPLACE TEMP TABLE link_issues AS
   SELECT l.session, CASE WHEN l.link = 'session' AND i.event = 'ConsoleLogin' THEN 'login' ELSE l.link END AS link, l.copies, l.callers, i.*
   FROM (SELECT target_key AS session, 'response' AS link, place, copies, 1 AS callers FROM link_responses
     UNION ALL SELECT key, 'session', place, copies, callers FROM link_sessions) l
   JOIN logs.pugmark.session_issues i ON i.evidence_id = l.place.evidence_id AND i.record_no = l.place.record_no`,
  // A caller from another account is known by its principal id alone: which key of that session it was, if only one can be.
  `CREATE OR REPLACE TEMP TABLE link_caller_keys AS
   SELECT i.session, min(k.key) AS caller_key FROM link_issues i
   JOIN (SELECT u.key, principal_id, coalesce(created, first_use) AS since FROM link_uses u
       WHERE contains(principal_id, ':')
     UNION ALL SELECT target_key, target_id, issued FROM link_issues ANTI JOIN link_uses u ON u.key = target_key
       WHERE target_id IS NOT NULL AND link = 'response') k ON k.principal_id = i.principal_id
   WHERE i.key IS NULL AND i.type IN ('AWSAccount', 'AssumedRole', 'FederatedUser')
     AND k.since <= i.issued + ${tolerance} AND i.issued <= k.since + ${longestSession} AND k.key <> i.session
   GROUP BY i.session HAVING count(DISTINCT k.since) = 1`,
  `CREATE OR REPLACE TEMP TABLE link_keys AS
   SELECT *, CASE
       WHEN is_lasting THEN owner
       WHEN link IN ('response', 'session') AND callers = 1 THEN issuer
       WHEN type IN ('IAMUser', 'Root') THEN principal
       ELSE known END AS parent
   FROM (SELECT *, CASE
         WHEN type = 'FederatedUser' AND contains(role, ':user/') THEN role
         WHEN ${ssoRole('role')} THEN session_name
         WHEN (delivery IS NOT NULL OR contains(issued_to, ':instance/')) AND ${isInstance('session_name')} THEN session_name
         ELSE ${serviceOfRole('role')} END AS known
     FROM (SELECT coalesce(u.key, i.session) AS session, coalesce(u.type, CASE i.event
           WHEN 'GetSessionToken' THEN 'IAMUser' WHEN 'GetFederationToken' THEN 'FederatedUser' WHEN 'CreateAccessKey' THEN 'IAMUser'
           ELSE 'AssumedRole' END) AS type,
         coalesce(u.arn, i.target_arn, CASE WHEN i.event = 'GetSessionToken' THEN i.arn END, i_owner.arn) AS principal,
         coalesce(u.principal_id, i.target_id) AS principal_id,
         coalesce(u.account, nullif(split_part(coalesce(u.arn, i.target_arn, i.target_role), ':', 5), ''), i.recipient) AS account,
         coalesce(u.role, i.target_role) AS role,
         CASE WHEN contains(coalesce(u.principal_id, i.target_id), ':') THEN substr(coalesce(u.principal_id, i.target_id), strpos(coalesce(u.principal_id, i.target_id), ':') + 1)
           ELSE i.session_name END AS session_name,
         u.source_identity, coalesce(u.mfa, false) AS mfa, u.delivery, u.issued_to,
         coalesce(u.created, CASE WHEN i.callers = 1 THEN i.issued END) AS created,
         u.first_use, u.last_use, coalesce(u.events, 0) AS events, coalesce(u.errors, 0) AS errors,
         (coalesce(u.key, i.session) LIKE 'AKIA%' OR u.created IS NULL AND coalesce(u.key, i.session) NOT LIKE 'ASIA%'
           AND coalesce(i.event, 'CreateAccessKey') = 'CreateAccessKey') AS is_lasting,
         coalesce(u.arn, i_owner.arn) AS owner,
         CASE WHEN i.callers = 1 THEN i.link END AS link, i.callers, i.event AS issued_by, i.issued AS issued_at,
         i.evidence_id, i.record_no, i.copies, i.type AS issuer_type, i.account AS issuer_account,
         coalesce(i.key,
           CASE WHEN i.type = 'SAMLUser' AND ${ssoRole('i.target_role')} THEN coalesce(i.session_name, i.user_name)
             WHEN i.invoked_by = 'ec2.amazonaws.com' AND i.type = 'AWSService' AND ${isInstance('i.session_name')} THEN i.session_name
             WHEN i.event = 'SwitchRole' THEN i.caller END,
           c.caller_key, CASE WHEN i.arn IS NULL AND i.type = 'AWSAccount' THEN n.arn END, i.caller) AS issuer
       FROM link_uses u FULL JOIN link_issues i ON i.session = u.key
       LEFT JOIN link_caller_keys c ON c.session = i.session
       LEFT JOIN link_names n ON n.principal_id = i.principal_id
       LEFT JOIN (SELECT account, user_name, max(arn) AS arn FROM logs.pugmark.session_uses WHERE type = 'IAMUser' AND arn IS NOT NULL
         GROUP BY ALL HAVING count(DISTINCT arn) = 1) i_owner
         ON i.event = 'CreateAccessKey' AND i_owner.account = i.recipient AND i_owner.user_name = i.target_user))`,
  // Callers without a key: those whose requests are in the logs, and those that only issued credentials or own a key.
  `CREATE OR REPLACE TEMP TABLE link_callers AS
   SELECT *, ${callerKind} AS kind,
     -- Requests of a role session without a key, when all of its keys were issued by the same one.
     CASE WHEN ${isSession} THEN (SELECT max(parent) FROM link_keys k WHERE k.principal = session
       HAVING count(DISTINCT coalesce(parent, '')) = 1) END AS parent
   FROM (
     SELECT name AS session, max(type) AS type, max(hint) AS hint, max(principal_id) AS principal_id, max(account) AS account,
       min(first) AS first_use, max(last) AS last_use, sum(events)::UBIGINT AS events, sum(errors)::UBIGINT AS errors
     FROM (
       SELECT coalesce(CASE WHEN u.arn IS NULL AND u.type = 'AWSAccount' THEN n.arn END, ${callerName((field) => `u.${field}`)}) AS name,
         u.type, NULL AS hint, u.principal_id, u.account, first, last, events, errors
       FROM logs.pugmark.session_uses u LEFT JOIN link_names n ON n.principal_id = u.principal_id WHERE u.key IS NULL
       UNION ALL BY NAME SELECT parent AS name, 0 AS events, 0 AS errors, CASE WHEN parent = issuer THEN issuer_type END AS type,
         CASE WHEN parent = session_name AND ${ssoRole('role')} THEN 'SSO user' END AS hint,
         CASE WHEN parent = issuer THEN issuer_account ELSE account END AS account
         FROM link_keys WHERE parent IS NOT NULL
       UNION ALL BY NAME SELECT issuer AS name, 0 AS events, 0 AS errors, issuer_type AS type, issuer_account AS account
         FROM link_keys WHERE is_lasting AND issuer IS NOT NULL)
     WHERE name IS NOT NULL AND name NOT IN (SELECT session FROM link_keys) GROUP BY name)`,
];
