// Microsoft 365 Unified Audit Log: AuditData records, as the Management Activity API gives them and as the portal's CSV,
// Search-UnifiedAuditLog and Graph's auditLogRecord hold them.
import { columns } from './fields/m365-audit.ts';
import type { Format } from './format.ts';
import { samples } from './samples/m365-audit.ts';

const written = `trim(coalesce(nullif("clientip", ''), nullif("clientipaddress", ''), "actoripaddress", "senderip"))`;
/** Without brackets and port. */
const bare = `CASE WHEN ${written} LIKE '[%' THEN regexp_extract(${written}, '^.([^]]+)', 1)
  WHEN regexp_full_match(${written}, '([0-9]+[.]){3}[0-9]+:[0-9]+') THEN split_part(${written}, ':', 1)
  ELSE ${written} END`;
const address = `regexp_extract(${bare}, '^(([0-9]+[.]){3}[0-9]+|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]+)$')`;
/** Sign-ins have much only here. */
const listed = (name: string) => `json_extract_string("extendedproperties", '$[*].Value')[
  list_position(json_extract_string("extendedproperties", '$[*].Name'), '${name}')]`;

const m365Audit: Format = {
  name: 'm365_audit',
  title: 'Microsoft 365 Unified Audit Log',
  vendor: 'Microsoft',
  source:
    'Office 365 Management APIs, "Management Activity API schema", and Microsoft Graph reference, "auditLogRecord"; read 2026-11-27',
  timeColumn: 'creationtime',
  json: {
    recognise: (record) =>
      typeof record.CreationTime === 'string' &&
      typeof record.Operation === 'string' &&
      ('Workload' in record || 'RecordType' in record) &&
      ('OrganizationId' in record || 'UserId' in record),
  },
  columns: [
    { name: 'creationtime', key: 'CreationTime', type: 'TIMESTAMP', doc: 'When it was done, UTC.' },
    { name: 'id', key: 'Id', type: 'VARCHAR', unique: true, doc: 'Unique id of the record.' },
    {
      name: 'ip',
      type: 'VARCHAR',
      entity: 'ip',
      doc: 'Address of the client without a port, from whichever field of the record has one.',
      // An IPv4 address that is written as one of IPv6 is the same address.
      derive: `nullif(regexp_replace(${address}, '^::ffff:(([0-9]+[.]){3}[0-9]+)$', '\\1'), '')`,
    },
    {
      name: 'agent',
      type: 'VARCHAR',
      entity: 'user-agent',
      doc: 'User agent or mail client, from whichever field of the record has one.',
      derive: `coalesce(nullif("useragent", ''), ${listed('UserAgent')}, "clientinfostring")`,
    },
    {
      name: 'requesttype',
      key: 'RequestType',
      type: 'VARCHAR',
      doc: 'How a sign-in was asked for, of `extendedproperties`: OAuth2:Authorize, Cmsi:Cmsi, …',
      derive: listed('RequestType'),
    },
    ...columns,
  ],
  defaultColumns: [
    'creationtime',
    'operation',
    'workload',
    'userid',
    'ip',
    'objectid',
    'resultstatus',
    'agent',
    'parameters',
    'modifiedproperties',
    'mailboxownerupn',
  ],
  timeline: {
    time: 'creationtime',
    actor: 'coalesce(userid, userkey)',
    action: 'operation',
    target: `coalesce(nullif(objectid, ''), mailboxownerupn, nullif(teamname, ''), workload)`,
    source_ip: 'ip',
    user_agent: 'agent',
    outcome: `CASE WHEN operation = 'UserLoginFailed' THEN coalesce(logonerror, 'Failed') ELSE coalesce(nullif(resultstatus, ''), 'Success') END`,
    account: 'organizationid',
    session: `coalesce(sessionid, appaccesscontext ->> '$.AADSessionId')`,
  },
  sigma: [{ product: 'm365', category: null, service: 'audit' }],
  aliases: {
    time: 'creationtime',
    '@timestamp': 'creationtime',
    action: 'operation',
    'event.action': 'operation',
    service: 'workload',
    user: 'userid',
    principal: 'userid',
    'user.name': 'userid',
    sourceip: 'ip',
    'source.ip': 'ip',
    'user_agent.original': 'agent',
    result: 'resultstatus',
    'event.outcome': 'resultstatus',
    tenant: 'organizationid',
    mailbox: 'mailboxownerupn',
    file: 'sourcefilename',
  },
  samples,
};

export default m365Audit;
