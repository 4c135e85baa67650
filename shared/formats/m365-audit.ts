// Microsoft 365 Unified Audit Log: AuditData records, as the Management Activity API gives them and as the portal's CSV,
// Search-UnifiedAuditLog and Graph's auditLogRecord hold them.
import { columns } from './fields/m365-audit.ts';
import type { Format } from './format.ts';

const written = `trim(coalesce(nullif("clientip", ''), nullif("clientipaddress", ''), "actoripaddress", "senderip"))`;
/** Without brackets and port. */
const bare = `CASE WHEN ${written} LIKE '[%' THEN regexp_extract(${written}, '^.([^]]+)', 1)
  WHEN regexp_full_match(${written}, '([0-9]+[.]){3}[0-9]+:[0-9]+') THEN split_part(${written}, ':', 1)
  ELSE ${written} END`;
const address = `regexp_extract(${bare}, '^(([0-9]+[.]){3}[0-9]+|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]+)$')`;
/** Sign-ins have it only here. */
const listed = `json_extract_string("extendedproperties", '$[*].Value')[
  list_position(json_extract_string("extendedproperties", '$[*].Name'), 'UserAgent')]`;

const file = {
  AppAccessContext: { AADSessionId: 's-1', ClientAppId: 'a-1', CorrelationId: 'c-1', UniqueTokenId: 'u-1' },
  CreationTime: '2025-03-04T05:06:07',
  Id: '11111111-1111-4111-8111-111111111111',
  Operation: 'FileDownloaded',
  OrganizationId: '22222222-2222-4222-8222-222222222222',
  RecordType: 6,
  UserKey: 'i:0h.f|membership|1001@live.example.com',
  UserType: 0,
  Version: 1,
  Workload: 'OneDrive',
  ClientIP: '192.0.2.10',
  ObjectId: 'https://example-my.example.com/personal/ana/Documents/plan.xlsx',
  UserId: 'ana@example.com',
  EventSource: 'SharePoint',
  ItemType: 'File',
  Site: '33333333-3333-4333-8333-333333333333',
  UserAgent: 'OneDriveMpc/1.0',
  SiteUrl: 'https://example-my.example.com/personal/ana/',
  SourceFileExtension: 'xlsx',
  SourceFileName: 'plan.xlsx',
  SourceRelativeUrl: 'Documents',
  FileSizeBytes: 20480,
  ApplicationDisplayName: 'OneDrive',
};

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
      derive: `coalesce(nullif("useragent", ''), ${listed}, "clientinfostring")`,
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
    'useragent',
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
  samples: [
    {
      record: JSON.stringify(file),
      expect: {
        creationtime: '2025-03-04 05:06:07',
        id: '11111111-1111-4111-8111-111111111111',
        operation: 'FileDownloaded',
        workload: 'OneDrive',
        recordtype: '6',
        userid: 'ana@example.com',
        clientip: '192.0.2.10',
        ip: '192.0.2.10',
        objectid: 'https://example-my.example.com/personal/ana/Documents/plan.xlsx',
        useragent: 'OneDriveMpc/1.0',
        sourcefilename: 'plan.xlsx',
        filesizebytes: '20480',
        appaccesscontext: '{"AADSessionId":"s-1","ClientAppId":"a-1","CorrelationId":"c-1","UniqueTokenId":"u-1"}',
      },
    },
    {
      // A cmdlet, with a port behind the address; an unknown field.
      record: JSON.stringify({
        CreationTime: '2025-03-04T05:06:07',
        Id: '2',
        Operation: 'New-InboxRule',
        OrganizationId: '22222222-2222-4222-8222-222222222222',
        RecordType: 1,
        ResultStatus: 'True',
        UserType: 2,
        Workload: 'Exchange',
        ClientIP: '[2001:db8::7]:443',
        UserId: 'ana@example.com',
        ObjectId: 'ana\\hide',
        ExternalAccess: false,
        OriginatingServer: 'SERVER1 (15.20.0.0)',
        Parameters: [{ Name: 'DeleteMessage', Value: 'True' }],
        SomethingNew: {},
      }),
      expect: {
        clientip: '[2001:db8::7]:443',
        ip: '2001:db8::7',
        resultstatus: 'True',
        externalaccess: 'false',
        parameters: '[{"Name":"DeleteMessage","Value":"True"}]',
      },
    },
    {
      // A mailbox that was read.
      record: JSON.stringify({
        CreationTime: '2025-03-04T05:06:07',
        Id: '3',
        Operation: 'MailItemsAccessed',
        RecordType: 50,
        Workload: 'Exchange',
        UserId: 'ana@example.com',
        ClientIPAddress: '198.51.100.4:50123',
        ClientInfoString: 'Client=REST;',
        LogonType: 2,
        MailboxOwnerUPN: 'bob@example.com',
        SessionId: 's-2',
        OperationProperties: [{ Name: 'MailAccessType', Value: 'Bind' }],
        Folders: [{ Path: 'Inbox', FolderItems: [] }],
      }),
      expect: {
        ip: '198.51.100.4',
        logontype: '2',
        mailboxownerupn: 'bob@example.com',
        sessionid: 's-2',
        objectid: null,
      },
    },
    {
      // A sign-in that failed.
      record: JSON.stringify({
        CreationTime: '2025-03-04T05:06:07',
        Id: '4',
        Operation: 'UserLoginFailed',
        RecordType: 15,
        ResultStatus: 'Success',
        Workload: 'AzureActiveDirectory',
        UserId: 'ana@example.com',
        AzureActiveDirectoryEventType: 1,
        ActorIpAddress: '203.0.113.7',
        ClientIP: null,
        ErrorNumber: '50126',
        LogonError: 'InvalidUserNameOrPassword',
        Actor: [{ ID: 'ana@example.com', Type: 5 }],
        DeviceProperties: [{ Name: 'OS', Value: 'Windows' }],
      }),
      expect: {
        ip: '203.0.113.7',
        errornumber: '50126',
        logonerror: 'InvalidUserNameOrPassword',
        actor: '[{"ID":"ana@example.com","Type":5}]',
      },
    },
    {
      // A row of the portal's CSV or of Search-UnifiedAuditLog.
      header: 'RecordId,CreationDate,RecordType,Operation,UserId,AuditData,AssociatedAdminUnits',
      record: `1111,2025-03-04T05:06:07.0000000Z,6,FileDownloaded,ana@example.com,"${JSON.stringify(file).replaceAll('"', '""')}",`,
      expect: { creationtime: '2025-03-04 05:06:07', operation: 'FileDownloaded', recordtype: '6', ip: '192.0.2.10' },
    },
    {
      // Graph's auditLogRecord.
      record: JSON.stringify({
        id: '1111',
        createdDateTime: '2025-03-04T05:06:07Z',
        auditLogRecordType: 'sharePointFileOperation',
        operation: 'FileDownloaded',
        organizationId: '22222222-2222-4222-8222-222222222222',
        userType: 'regular',
        userId: 'ana@example.com',
        service: 'OneDrive',
        objectId: file.ObjectId,
        userPrincipalName: 'ana@example.com',
        clientIp: '192.0.2.10',
        auditData: file,
      }),
      expect: { id: '11111111-1111-4111-8111-111111111111', recordtype: '6', ip: '192.0.2.10' },
    },
    {
      // A sign-in has its agent in a list; numbers stand as texts; an IPv4 address in IPv6, an empty field before another.
      record: JSON.stringify({
        CreationTime: '2025-03-04T05:06:07',
        Operation: 'UserLoggedIn',
        RecordType: '15',
        Workload: 'AzureActiveDirectory',
        UserId: 'ana@example.com',
        ClientIP: '',
        ActorIpAddress: '[::ffff:192.0.2.10]:443',
        ExtendedProperties: [
          { Name: 'RequestType', Value: 'OAuth2:Authorize' },
          { Name: 'UserAgent', Value: 'Mozilla/5.0' },
        ],
      }),
      expect: { recordtype: '15', ip: '192.0.2.10', useragent: null, agent: 'Mozilla/5.0' },
    },
    {
      record: JSON.stringify({
        CreationTime: '2025-03-04T05:06:07',
        Operation: 'Set-Mailbox',
        RecordType: 1,
        Workload: 'Exchange',
        UserId: 'ana@example.com',
        ClientIP: '[host1.example.com]:443',
        ExtendedProperties: '-Name "foo"',
      }),
      expect: { ip: null, agent: null, extendedproperties: '"-Name \\"foo\\""' },
    },
    {
      // A mail that was taken for phishing.
      record: JSON.stringify({
        CreationTime: '2025-03-04T05:06:07',
        Operation: 'TIMailData',
        RecordType: 28,
        Workload: 'ThreatIntelligence',
        UserId: 'ThreatIntel',
        SenderIp: '198.51.100.4',
        P1Sender: 'bounce@example.net',
        P2Sender: 'boss@example.net',
        Recipients: ['ana@example.com'],
        Subject: 'Invoice',
        InternetMessageId: '<m1@example.net>',
        Verdict: 'Phish',
        DeliveryAction: 'Blocked',
      }),
      expect: {
        ip: '198.51.100.4',
        p2sender: 'boss@example.net',
        recipients: '["ana@example.com"]',
        verdict: 'Phish',
        deliveryaction: 'Blocked',
      },
    },
    {
      record: '{"CreationTime":"2025-03-04T05:06:07","Operation":"x","Workload":"Exchange","UserId":ana}',
      expect: { reject: 'not JSON' },
    },
  ],
};

export default m365Audit;
