// Reads rows of `cloudtrail` that were not looked at before into what sessions are made of: who used which key when, and which
// events issued credentials. Both only grow, so that a later load adds its rows' share and the links are made anew from them.
import type { Connection, RunOptions } from '../../duckdb/connection.ts';
import { callerName, type IdentityField, identityFields, identityPlace } from './identity.ts';

const fields = Object.keys(identityFields) as IdentityField[];
const identityItems = fields.map((field) => `${identityPlace(field)} AS ${field}`);
const identityNames = fields.join(', ');

/** Reads the rows `[from, to)`, by rowid. */
export async function readNewRows(
  connection: Connection,
  from: number,
  to: number,
  options: Pick<RunOptions, 'signal'>,
): Promise<void> {
  const rows = `logs.main.cloudtrail WHERE rowid >= ${from} AND rowid < ${to}`;
  await connection.run(
    `INSERT INTO logs.pugmark.session_uses (${identityNames}, from_console, first, last, events, errors)
     SELECT ${identityItems.join(', ')}, bool_or(sessioncredentialfromconsole), min(eventtime), max(eventtime), count(*), count(errorcode)
     FROM ${rows} GROUP BY ${fields.map((_, i) => i + 1).join(', ')}`,
    options,
  );
  await connection.run(
    `INSERT INTO logs.pugmark.session_accounts SELECT recipientaccountid, min(eventtime), max(eventtime) FROM ${rows} GROUP BY 1`,
    options,
  );
  await connection.run(
    `INSERT INTO logs.pugmark.session_issues (evidence_id, record_no, issued, event_id, event, recipient, target_key, target_arn,
       target_id, target_user, target_role, session_name, ${issuerFields.join(', ')}, caller)
     SELECT evidence_id, record_no, eventtime, eventid, eventname, recipientaccountid, target_key,
       CASE WHEN target_key IS NULL THEN arn ELSE nullif(coalesce(given[5], given[6], given[7]), '') END,
       nullif(coalesce(given[8], given[9]), ''), nullif(given[10], ''), coalesce(asked[1], given[11]),
       coalesce(asked[2], asked[3]), ${issuerFields.join(', ')}, coalesce(switched_from, ${callerName((field) => field)})
     FROM (
       SELECT *, nullif(coalesce(given[1], given[2], given[3], given[4]), '') AS target_key FROM (
         SELECT evidence_id, record_no, eventtime, eventid, eventname, recipientaccountid, ${identityItems.join(', ')},
           CASE WHEN eventname = 'SwitchRole' THEN additionaleventdata->>'$.SwitchFrom' END AS switched_from,
           json_extract_string(responseelements, [${places.answered}]) AS given,
           json_extract_string(requestparameters, [${places.asked}]) AS asked
         FROM ${rows} AND (contains(responseelements, '"accessKeyId"')
           OR eventname IN ('ConsoleLogin', 'SwitchRole') AND errorcode IS NULL AND contains(responseelements, 'Success'))))
     WHERE target_key IS NOT NULL OR eventname IN ('ConsoleLogin', 'SwitchRole')`,
    options,
  );
}

/** What is kept of who asked for credentials. */
const issuerFields: IdentityField[] = [
  'key',
  'type',
  'principal_id',
  'arn',
  'account',
  'invoked_by',
  'user_name',
  'provider',
];

const list = (paths: string[]) => paths.map((path) => `'$.${path}'`).join(', ');

/**
 * Where responses have the key: STS and Cognito, SSO, IAM's CreateAccessKey, IAM Roles Anywhere; and what they say about the
 * session that the key is for.
 */
const places = {
  answered: list([
    'credentials.accessKeyId',
    'roleCredentials.accessKeyId',
    'accessKey.accessKeyId',
    'credentialSet[0].credentials.accessKeyId',
    'assumedRoleUser.arn',
    'federatedUser.arn',
    'credentialSet[0].assumedRoleUser.arn',
    'assumedRoleUser.assumedRoleId',
    'federatedUser.federatedUserId',
    'accessKey.userName',
    'credentialSet[0].roleArn',
  ]),
  asked: list(['roleArn', 'roleSessionName', 'name']),
};
