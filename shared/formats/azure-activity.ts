// Azure Activity Log: what is done to the resources of a subscription. Diagnostic settings (Event Hubs, storage), the REST API
// and its command line, Log Analytics and the portal’s CSV each have names of their own for the same things.
import { columnFor, columns } from './fields/azure-activity.ts';
import type { Format } from './format.ts';

const categories = new Set(
  'administrative,security,servicehealth,alert,recommendation,policy,autoscale,resourcehealth,write,delete,action'.split(
    ',',
  ),
);

function recognise(record: Record<string, unknown>): boolean {
  const { operationName, category, resourceId } = record;
  if (typeof record.eventTimestamp === 'string' && 'eventDataId' in record)
    return typeof operationName === 'object' && operationName !== null && 'status' in record;
  return (
    typeof record.time === 'string' &&
    typeof operationName === 'string' &&
    operationName.includes('/') &&
    typeof category === 'string' &&
    categories.has(category.toLowerCase()) &&
    typeof resourceId === 'string' &&
    /^\/(subscriptions|providers)\//i.test(resourceId) &&
    'correlationId' in record &&
    'resultType' in record
  );
}

const claims = {
  aud: 'https://management.example.com/',
  appid: '11111111-1111-4111-8111-111111111111',
  ipaddr: '192.0.2.10',
  name: 'Ana Example',
  uti: 'EXAMPLEuti0000000001',
  'http://schemas.microsoft.com/claims/authnmethodsreferences': 'pwd,mfa',
  'http://schemas.microsoft.com/identity/claims/objectidentifier': '22222222-2222-4222-8222-222222222222',
  'http://schemas.microsoft.com/identity/claims/tenantid': '33333333-3333-4333-8333-333333333333',
  'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn': 'ana@example.com',
};
const scope =
  '/subscriptions/44444444-4444-4444-8444-444444444444/resourceGroups/web/providers/Microsoft.Compute/virtualMachines/vm1';
const said = (value: string) => ({ value, localizedValue: `In words: ${value}` });

const exported = {
  time: '2025-03-04T05:06:07.1234567Z',
  resourceId: scope.toUpperCase(),
  operationName: 'MICROSOFT.COMPUTE/VIRTUALMACHINES/WRITE',
  category: 'Administrative',
  resultType: 'Success',
  resultSignature: 'Succeeded.Created',
  durationMs: '2826',
  callerIpAddress: '192.0.2.10',
  correlationId: '55555555-5555-4555-8555-555555555555',
  identity: {
    authorization: {
      scope,
      action: 'Microsoft.Compute/virtualMachines/write',
      evidence: { role: 'Contributor', principalType: 'User', principalId: '2222' },
    },
    claims,
  },
  level: 'Information',
  location: 'global',
  properties: {
    statusCode: 'Created',
    eventCategory: 'Administrative',
    message: 'Microsoft.Compute/virtualMachines/write',
  },
};

const listed = {
  authorization: { action: 'Microsoft.Compute/virtualMachines/delete', role: 'Owner', scope },
  caller: 'ana@example.com',
  channels: 'Operation',
  claims,
  correlationId: '55555555-5555-4555-8555-555555555555',
  description: '',
  eventDataId: '66666666-6666-4666-8666-666666666666',
  eventName: said('EndRequest'),
  category: said('Administrative'),
  eventTimestamp: '2025-03-04T05:06:07.25Z',
  httpRequest: { clientRequestId: 'r-1', clientIpAddress: '192.0.2.10', method: 'DELETE', uri: null },
  id: `${scope}/events/6666/ticks/1`,
  level: 'Informational',
  operationId: '77777777-7777-4777-8777-777777777777',
  operationName: said('Microsoft.Compute/virtualMachines/delete'),
  resourceGroupName: 'web',
  resourceProviderName: said('Microsoft.Compute'),
  resourceType: said('Microsoft.Compute/virtualMachines'),
  resourceId: scope,
  status: said('Failed'),
  subStatus: said('Conflict'),
  submissionTimestamp: '2025-03-04T05:07:00Z',
  subscriptionId: '44444444-4444-4444-8444-444444444444',
  properties: { statusCode: 'Conflict' },
  relatedEvents: [],
};

const azureActivity: Format = {
  name: 'azure_activity',
  title: 'Azure Activity Log',
  vendor: 'Microsoft',
  source:
    'Azure Monitor documentation, "Azure Activity Log event schema" and "AzureActivity" table reference; read 2026-11-27',
  timeColumn: 'time',
  json: { recognise, byValue: true },
  columns,
  table: {
    recognise: (names) =>
      ['Operation name', 'Event category', 'Event initiated by'].every((name) => names.includes(name)) ||
      ['OperationNameValue', 'CategoryValue', 'Caller'].every((name) => names.includes(name)),
    columnFor,
  },
  defaultColumns: [
    'time',
    'operationname',
    'resulttype',
    'caller',
    'calleripaddress',
    'resourceid',
    'categoryvalue',
    'level',
    'subscription',
    'correlationid',
    'properties',
  ],
  timeline: {
    time: 'time',
    actor: 'coalesce(caller, callerobjectid, appid)',
    action: 'coalesce(operationname, operation)',
    target: 'coalesce(resourceid, resource)',
    source_ip: 'calleripaddress',
    outcome: 'resulttype',
    account: 'subscription',
    region: 'location',
    session: 'coalesce(tokenid, correlationid)',
  },
  sigma: [{ product: 'azure', category: null, service: 'activitylogs' }],
  aliases: {
    '@timestamp': 'time',
    action: 'operationname',
    'event.action': 'operationname',
    'azure.activitylogs.operation_name': 'operationname',
    user: 'caller',
    principal: 'caller',
    actor: 'caller',
    'user.name': 'caller',
    ip: 'calleripaddress',
    sourceip: 'calleripaddress',
    'source.ip': 'calleripaddress',
    status: 'resulttype',
    result: 'resulttype',
    'event.outcome': 'resulttype',
    target: 'resourceid',
    account: 'subscription',
    'cloud.account.id': 'subscription',
    role: 'authorization.evidence.role',
    tenant: 'tenantid',
  },
  samples: [
    {
      record: JSON.stringify(exported),
      expect: {
        time: '2025-03-04 05:06:07.123456',
        operationname: 'MICROSOFT.COMPUTE/VIRTUALMACHINES/WRITE',
        operation: null,
        category: 'Administrative',
        categoryvalue: 'Administrative',
        resulttype: 'Success',
        resultsignature: 'Succeeded.Created',
        durationms: '2826',
        calleripaddress: '192.0.2.10',
        caller: 'ana@example.com',
        callername: 'Ana Example',
        callerobjectid: '22222222-2222-4222-8222-222222222222',
        appid: '11111111-1111-4111-8111-111111111111',
        authenticationmethods: 'pwd,mfa',
        tokenid: 'EXAMPLEuti0000000001',
        tenantid: '33333333-3333-4333-8333-333333333333',
        resourceid: scope.toUpperCase(),
        subscriptionid: null,
        subscription: '44444444-4444-4444-8444-444444444444',
        'authorization.evidence.role': 'Contributor',
        'authorization.action': 'Microsoft.Compute/virtualMachines/write',
        level: 'Information',
      },
    },
    {
      record: JSON.stringify(listed),
      expect: {
        time: '2025-03-04 05:06:07.25',
        submissiontimestamp: '2025-03-04 05:07:00',
        operationname: 'Microsoft.Compute/virtualMachines/delete',
        operation: 'In words: Microsoft.Compute/virtualMachines/delete',
        category: 'Administrative',
        categoryvalue: 'Administrative',
        resulttype: 'Failed',
        resultsignature: 'Conflict',
        caller: 'ana@example.com',
        calleripaddress: '192.0.2.10',
        'httprequest.method': 'DELETE',
        'authorization.role': 'Owner',
        resourcegroupname: 'web',
        resourceprovidervalue: 'Microsoft.Compute',
        resourcetype: 'Microsoft.Compute/virtualMachines',
        eventname: 'EndRequest',
        eventdataid: '66666666-6666-4666-8666-666666666666',
        operationid: '77777777-7777-4777-8777-777777777777',
        subscription: '44444444-4444-4444-8444-444444444444',
        properties: '{"statusCode":"Conflict"}',
        relatedevents: '[]',
      },
    },
    {
      // Service health: no caller, names without values, and an older storage export with a category of its own.
      record: JSON.stringify({
        ...listed,
        authorization: null,
        caller: null,
        claims: {},
        httpRequest: null,
        category: said('ServiceHealth'),
        eventName: { value: null },
        subStatus: { value: null },
        somethingNew: 1,
      }),
      expect: {
        caller: null,
        callername: null,
        categoryvalue: 'ServiceHealth',
        eventname: null,
        resultsignature: null,
      },
    },
    {
      // A message of an event hub.
      record: JSON.stringify({ records: [exported] }),
      expect: { operationname: 'MICROSOFT.COMPUTE/VIRTUALMACHINES/WRITE', caller: 'ana@example.com' },
    },
    {
      record: JSON.stringify({ ...exported, category: 'Write', properties: { statusCode: 'OK' } }),
      expect: { category: 'Write', categoryvalue: null, properties: '{"statusCode":"OK"}' },
    },
    {
      record: JSON.stringify({ ...exported, time: '3/4/2025 5:06:07 PM' }),
      expect: { time: '2025-03-04 17:06:07' },
    },
    {
      record: JSON.stringify({ ...exported, time: '03/04/2025 05:06:07 AM +01:00' }),
      expect: { time: '2025-03-04 04:06:07' },
    },
    {
      header:
        'Correlation id,Operation name,Status,Event category,Level,Time,Subscription,Event initiated by,Resource type,Resource group,Resource',
      record: `5555,Delete Virtual Machine,Succeeded,Administrative,Informational,2025-03-04T05:06:07.25Z,AAAA,ana@example.com,Microsoft.Compute/virtualMachines,web,vm1`,
      expect: {
        correlationid: '5555',
        operation: 'Delete Virtual Machine',
        operationname: null,
        resulttype: 'Succeeded',
        categoryvalue: 'Administrative',
        time: '2025-03-04 05:06:07.25',
        subscription: 'aaaa',
        caller: 'ana@example.com',
        resource: 'vm1',
        extra: null,
      },
    },
    {
      // Log Analytics.
      header:
        'TimeGenerated,OperationNameValue,CategoryValue,Caller,CallerIpAddress,ActivityStatusValue,_ResourceId,SubscriptionId,Claims_d,Hierarchy',
      record: `2025-03-04T05:06:07.25Z,MICROSOFT.COMPUTE/VIRTUALMACHINES/WRITE,Administrative,ana@example.com,192.0.2.10,Start,${scope},AAAA,"{""uti"":""x""}",root`,
      expect: {
        time: '2025-03-04 05:06:07.25',
        operationname: 'MICROSOFT.COMPUTE/VIRTUALMACHINES/WRITE',
        categoryvalue: 'Administrative',
        caller: 'ana@example.com',
        calleripaddress: '192.0.2.10',
        resulttype: 'Start',
        resourceid: scope,
        claims: '{"uti":"x"}',
        extra: '{"Hierarchy":"root"}',
      },
    },
    { record: `${JSON.stringify(exported).slice(0, -1)},}`, expect: { reject: 'not JSON' } },
  ],
};

export default azureActivity;
