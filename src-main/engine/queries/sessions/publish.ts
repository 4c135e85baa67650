// Writes the sessions, and who is behind each key, where grids, pivots and the console find them.
import type { Connection, RunOptions } from '../../duckdb/connection.ts';
import { callerName } from './identity.ts';

export async function publishSessions(connection: Connection, options: Pick<RunOptions, 'signal'>): Promise<void> {
  for (const statement of statements) await connection.run(statement, options);
}

const keyKind = `CASE
  WHEN is_lasting AND type = 'Root' THEN 'root key' WHEN is_lasting THEN 'access key'
  WHEN type = 'AssumedRole' THEN 'role session' WHEN type = 'FederatedUser' THEN 'federated session'
  WHEN type = 'Root' THEN 'root session' WHEN type = 'IAMUser' THEN 'user session' ELSE 'session' END`;

const inCircle = "'the events that issued it go in a circle'";

/** Why it is not known what came before a session, in words. */
const missing = `CASE
  WHEN c.origin IS NULL THEN ${inCircle}
  WHEN is_lasting THEN CASE WHEN parent IS NULL THEN 'its owner is not in the logs' END
  WHEN link IS NOT NULL AND issuer_type = 'AWSAccount' AND issuer NOT IN (SELECT session FROM link_keys) THEN
    CASE WHEN issuer LIKE 'arn:%' THEN 'which key of the caller it was is told only in the logs of account ' || coalesce(issuer_account, '?')
      ELSE 'the caller’s side of the call, in account ' || coalesce(issuer_account, '?') || ', is not in the case' END
  WHEN link IS NOT NULL THEN NULL
  WHEN callers > 1 THEN callers || ' events can have issued it'
  WHEN a.account IS NULL THEN 'no logs of account ' || coalesce(k.account, '?') || ' are in the case'
  WHEN created < a.first THEN 'it was issued before the logs of account ' || k.account || ' begin'
  ELSE 'no event that issued it is in the case' END`;

const linkKind = `CASE WHEN is_lasting THEN CASE WHEN parent IS NOT NULL THEN 'owner' END
  ELSE coalesce(link, CASE WHEN parent IS NOT NULL THEN 'context' END) END`;

/** An origin is named as requests name it: a key by its principal. */
const actor = (own: string) => `coalesce(o.principal, c.origin, ${own})`;

const statements = [
  'DELETE FROM logs.pugmark.sessions',
  `INSERT INTO logs.pugmark.sessions BY NAME
   SELECT k.session, true AS is_key, ${keyKind} AS kind, k.principal, k.principal_id, k.account, k.role, k.session_name, source_identity, k.mfa,
     k.created, k.first_use, k.last_use, k.events, k.errors, ${linkKind} AS link,
     CASE WHEN callers = 1 THEN issued_by END AS issued_by, CASE WHEN callers = 1 THEN issued_at END AS issued_at,
     CASE WHEN callers = 1 THEN evidence_id END AS evidence_id, CASE WHEN callers = 1 THEN record_no END AS record_no,
     coalesce(copies, 0) AS copies, parent, CASE WHEN is_lasting THEN issuer END AS made_by,
     c.origin, ${actor('coalesce(k.principal, k.session)')} AS actor, c.depth, ${missing} AS missing
   FROM link_keys k JOIN link_chains c ON c.session = k.session
   LEFT JOIN (SELECT session, principal FROM link_keys) o ON o.session = c.origin
   LEFT JOIN (SELECT account, min(first) AS first FROM logs.pugmark.session_accounts GROUP BY account) a ON a.account = k.account`,
  `INSERT INTO logs.pugmark.sessions BY NAME
   SELECT k.session, false AS is_key, kind, CASE WHEN k.session LIKE 'arn:%' THEN k.session END AS principal, principal_id, k.account,
     first_use, last_use, events, errors, CASE WHEN parent IS NOT NULL THEN 'session' END AS link, 0 AS copies, parent,
     c.origin, ${actor('k.session')} AS actor, c.depth,
     CASE WHEN c.origin IS NULL THEN ${inCircle} WHEN kind = 'role session' AND parent IS NULL THEN 'its requests carry no key' END AS missing
   FROM link_callers k JOIN link_chains c ON c.session = k.session
   LEFT JOIN (SELECT session, principal FROM link_keys) o ON o.session = c.origin`,
  'DELETE FROM logs.pugmark.actors',
  // Only those whose rows do not name the actor themselves.
  `INSERT INTO logs.pugmark.actors
   SELECT session, actor FROM link_uses u JOIN logs.pugmark.sessions s ON s.session = u.key
   WHERE s.actor IS DISTINCT FROM coalesce(u.arn, u.principal_id, u.account)
   UNION ALL
   SELECT principal_id, min(actor) FROM (
     SELECT u.principal_id, s.actor FROM (SELECT DISTINCT principal_id, ${callerName((field) => field)} AS own FROM logs.pugmark.session_uses
       WHERE key IS NULL AND principal_id IS NOT NULL) u
     LEFT JOIN link_names n ON n.principal_id = u.principal_id AND u.own NOT LIKE 'arn:%'
     JOIN logs.pugmark.sessions s ON s.session = coalesce(n.arn, u.own) WHERE s.actor <> u.own)
   GROUP BY principal_id`,
];
