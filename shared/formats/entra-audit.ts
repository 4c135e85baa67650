// Entra ID audit log: changes to users, groups, applications, roles and policies. Graph, diagnostic settings, the portal’s CSV.
import { columnFor, columns } from './fields/entra-audit.ts';
import type { Format } from './format.ts';

const audit = {
  id: 'Directory_11111111_EXAMPLE',
  category: 'RoleManagement',
  correlationId: '22222222-2222-4222-8222-222222222222',
  result: 'success',
  resultReason: '',
  activityDisplayName: 'Add member to role',
  activityDateTime: '2025-03-04T05:06:07.1234567Z',
  loggedByService: 'Core Directory',
  operationType: 'Assign',
  userAgent: null,
  initiatedBy: {
    app: null,
    user: {
      id: '33333333-3333-4333-8333-333333333333',
      displayName: null,
      userPrincipalName: 'ana@example.com',
      ipAddress: '192.0.2.10',
      userType: null,
      homeTenantId: null,
    },
  },
  targetResources: [
    {
      id: '44444444-4444-4444-8444-444444444444',
      displayName: null,
      type: 'User',
      userPrincipalName: 'bob@example.com',
      groupType: null,
      modifiedProperties: [{ displayName: 'Role.DisplayName', oldValue: null, newValue: '"Global Administrator"' }],
    },
  ],
  additionalDetails: [{ key: 'User-Agent', value: 'Mozilla/5.0' }],
};

const entraAudit: Format = {
  name: 'entra_audit',
  title: 'Entra ID audit log',
  vendor: 'Microsoft',
  source:
    'Microsoft Graph reference, "directoryAudit resource type", and Azure Monitor table reference, "AuditLogs"; read 2026-11-27',
  timeColumn: 'activitydatetime',
  json: {
    byValue: true,
    recognise: (record) =>
      record.category === 'AuditLogs' && typeof record.time === 'string'
        ? typeof record.properties === 'object' && record.properties !== null
        : typeof record.activityDateTime === 'string' &&
          typeof record.activityDisplayName === 'string' &&
          ('initiatedBy' in record || 'targetResources' in record),
  },
  columns,
  table: {
    recognise(names) {
      const found = new Set(names.map((name) => name.trim()));
      return ['Date (UTC)', 'Activity', 'Category'].every((name) => found.has(name)) && found.has('ActorType');
    },
    columnFor,
  },
  defaultColumns: [
    'activitydatetime',
    'activitydisplayname',
    'category',
    'actoruserprincipalname',
    'actorappdisplayname',
    'ipaddress',
    'targetresources',
    'target1displayname',
    'result',
    'resultreason',
    'loggedbyservice',
    'correlationid',
  ],
  timeline: {
    time: 'activitydatetime',
    actor: `coalesce(actoruserprincipalname, actorappdisplayname, actorserviceprincipalname, actordisplayname, actorobjectid)`,
    action: 'coalesce(activitydisplayname, operationname)',
    target: `coalesce(nullif(targetresources[1].userPrincipalName, ''), nullif(targetresources[1].displayName, ''), targetresources[1].id, target1userprincipalname, target1displayname, target1objectid)`,
    source_ip: 'ipaddress',
    user_agent: `coalesce(nullif(useragent, ''), list_filter(additionaldetails, lambda one: one.key = 'User-Agent')[1].value)`,
    outcome: 'result',
    account: 'tenantid',
    session: 'correlationid',
  },
  sigma: [{ product: 'azure', category: null, service: 'auditlogs' }],
  aliases: {
    time: 'activitydatetime',
    '@timestamp': 'activitydatetime',
    action: 'activitydisplayname',
    activity: 'activitydisplayname',
    'event.action': 'activitydisplayname',
    user: 'actoruserprincipalname',
    principal: 'actoruserprincipalname',
    initiatedby: 'actoruserprincipalname',
    'user.name': 'actoruserprincipalname',
    app: 'actorappdisplayname',
    ip: 'ipaddress',
    sourceip: 'ipaddress',
    'source.ip': 'ipaddress',
    'event.outcome': 'result',
    target: 'targetresources.userPrincipalName',
  },
  samples: [
    {
      record: JSON.stringify(audit),
      expect: {
        activitydatetime: '2025-03-04 05:06:07.123456',
        id: 'Directory_11111111_EXAMPLE',
        activitydisplayname: 'Add member to role',
        operationname: 'Add member to role',
        'properties.message': 'Add member to role',
        category: 'RoleManagement',
        loggedbyservice: 'Core Directory',
        operationtype: 'Assign',
        result: 'success',
        status: 'success',
        actoruserprincipalname: 'ana@example.com',
        ipaddress: '192.0.2.10',
        actorappid: null,
        targetresources: `[{'id': 44444444-4444-4444-8444-444444444444, 'displayName': NULL, 'type': User, 'userPrincipalName': bob@example.com, 'groupType': NULL, 'modifiedProperties': [{'displayName': Role.DisplayName, 'oldValue': NULL, 'newValue': '"Global Administrator"'}], 'administrativeUnits': NULL}]`,
        additionaldetails: "[{'key': User-Agent, 'value': Mozilla/5.0}]",
      },
    },
    {
      // A page of Graph.
      record: JSON.stringify({ '@odata.context': 'https://graph.example.com/$metadata', value: [audit] }),
      expect: { id: 'Directory_11111111_EXAMPLE', actoruserprincipalname: 'ana@example.com' },
    },
    {
      // As a diagnostic setting writes it; an application acts, and there is a property that is new.
      record: JSON.stringify({
        time: '2025-03-04T05:06:09Z',
        resourceId: '/tenants/55555555/providers/Microsoft.aadiam',
        operationName: 'Add service principal credentials',
        operationVersion: '1.0',
        category: 'AuditLogs',
        tenantId: '55555555-5555-4555-8555-555555555555',
        resultSignature: 'None',
        durationMs: 0,
        callerIpAddress: '198.51.100.4',
        correlationId: '22222222-2222-4222-8222-222222222222',
        Level: 4,
        properties: {
          ...audit,
          activityDisplayName: 'Add service principal credentials',
          category: 'ApplicationManagement',
          result: 'failure',
          resultReason: 'Insufficient privileges.',
          initiatedBy: { app: { appId: 'a-1', displayName: 'deploy', servicePrincipalId: 'sp-1' } },
          tenantGeo: 'EU',
        },
      }),
      expect: {
        activitydatetime: '2025-03-04 05:06:07.123456',
        operationname: 'Add service principal credentials',
        category: 'ApplicationManagement',
        tenantid: '55555555-5555-4555-8555-555555555555',
        result: 'failure',
        resultreason: 'Insufficient privileges.',
        actoruserprincipalname: null,
        actorappdisplayname: 'deploy',
        actorserviceprincipalid: 'sp-1',
        ipaddress: '198.51.100.4',
      },
    },
    {
      header:
        'Date (UTC),CorrelationId,Service,Category,Activity,Result,ResultReason,User Agent,ActorType,ActorDisplayName,ActorObjectId,ActorUserPrincipalName,IPAddress,Target1Type,Target1DisplayName,Target1ObjectId,Target1UserPrincipalName,Target1ModifiedProperty1Name',
      record:
        '2025-03-04T05:06:07+00:00,c-1,Core Directory,UserManagement,Reset user password,success,,Mozilla/5.0,User,Ana,o-1,ana@example.com,192.0.2.10,User,Bob,o-2,bob@example.com,LastChanged',
      expect: {
        activitydatetime: '2025-03-04 05:06:07',
        correlationid: 'c-1',
        loggedbyservice: 'Core Directory',
        activitydisplayname: 'Reset user password',
        resultreason: null,
        useragent: 'Mozilla/5.0',
        actortype: 'User',
        actoruserprincipalname: 'ana@example.com',
        ipaddress: '192.0.2.10',
        target1userprincipalname: 'bob@example.com',
        extra: '{"Target1ModifiedProperty1Name":"LastChanged"}',
      },
    },
    {
      record: '{"activityDateTime":"2025-03-04T05:06:07Z","activityDisplayName":"Add user","initiatedBy":{user:1}}',
      expect: { reject: 'not JSON' },
    },
  ],
};

export default entraAudit;
