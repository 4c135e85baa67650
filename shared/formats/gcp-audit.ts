// Google Cloud audit logs: log entries whose payload is an AuditLog, as sinks write them to Cloud Storage (one in a line), as
// `gcloud logging read --format=json` prints them (an array), and as BigQuery holds them.
import { field } from './fields/columns.ts';
import type { Format, FormatColumn } from './format.ts';
import { samples } from './samples/gcp-audit.ts';

const json = (name: string, doc: string): FormatColumn => ({ name, type: 'JSON', doc });
const whole = (name: string, doc: string): FormatColumn => ({ name, type: 'BIGINT', doc });
const flag = (name: string, doc: string): FormatColumn => ({ name, type: 'BOOLEAN', doc });
const struct = (name: string, doc: string, fields: FormatColumn[], list?: true): FormatColumn => ({
  name,
  doc,
  fields,
  ...(list ? { list } : {}),
});
/** A field of the log entry itself. */
const top = (column: FormatColumn): FormatColumn => ({ ...column, name: column.name.toLowerCase(), key: column.name });

const payload: FormatColumn[] = [
  field('@type', 'type.googleapis.com/google.cloud.audit.AuditLog.'),
  field('serviceName', 'Service, such as compute.googleapis.com.'),
  field('methodName', 'Method that was called.'),
  field('resourceName', 'What it was called on.', 'resource'),
  struct('resourceLocation', 'Where the resource is.', [
    { name: 'currentLocations', type: 'VARCHAR', list: true, doc: 'Locations after the call.' },
    { name: 'originalLocations', type: 'VARCHAR', list: true, doc: 'Locations before the call.' },
  ]),
  json('resourceOriginalState', 'The resource before it was changed.'),
  whole('numResponseItems', 'Items that a list or query gave.'),
  struct('status', 'Result; empty where all is well.', [
    whole('code', 'gRPC status: 7 permission denied, 16 not authenticated, 5 not found.'),
    field('message', 'Error message.'),
    json('details', 'More about the error.'),
  ]),
  struct('authenticationInfo', 'Who called.', [
    field('principalEmail', 'Mail address of the user or service account.', 'principal'),
    field(
      'principalSubject',
      'Identity, also of federated ones: user:…, serviceAccount:…, principal://….',
      'principal',
    ),
    field('authoritySelector', 'Authority that the caller asked for.'),
    json('thirdPartyPrincipal', 'Claims of a third-party identity.'),
    field('serviceAccountKeyName', 'Service account key that was used.', 'access-key'),
    struct(
      'serviceAccountDelegationInfo',
      'Chain of identities behind a service account, the nearest first.',
      [
        field('principalSubject', 'Identity.', 'principal'),
        struct('firstPartyPrincipal', 'Google identity.', [
          field('principalEmail', 'Mail address.', 'principal'),
          json('serviceMetadata', 'More about the service.'),
        ]),
        json('thirdPartyPrincipal', 'Claims of a third-party identity.'),
      ],
      true,
    ),
    json('oauthInfo', 'OAuth client.'),
    json('serviceDelegationHistory', 'Services that acted in between.'),
  ]),
  struct(
    'authorizationInfo',
    'Permissions that were checked.',
    [
      field('resource', 'Resource.', 'resource'),
      field('permission', 'IAM permission.'),
      flag('granted', 'True where it was granted; missing where not.'),
      field('permissionType', 'ADMIN_READ, ADMIN_WRITE, DATA_READ or DATA_WRITE.'),
      json('resourceAttributes', 'Attributes of the resource.'),
    ],
    true,
  ),
  json('policyViolationInfo', 'Organization policies that were violated.'),
  struct('requestMetadata', 'How it was called.', [
    field('callerIp', 'Address of the caller, or `private`, `gce-internal-ip` or nothing.'),
    field('callerSuppliedUserAgent', 'User agent, as the caller says.', 'user-agent'),
    field('callerNetwork', 'Network of a caller inside Google Cloud.'),
    json('requestAttributes', 'Time, access levels and other attributes of the request.'),
    json('destinationAttributes', 'Attributes of the destination.'),
  ]),
  json('request', 'Request.'),
  json('response', 'Response.'),
  json('metadata', 'More about the event, by service; events of Google Workspace stand here.'),
  json('serviceData', 'The same in older services.'),
];

const httpRequest: FormatColumn[] = [
  field('requestMethod', 'Method.'),
  field('requestUrl', 'URL.', 'url'),
  whole('requestSize', 'Bytes of the request.'),
  whole('status', 'Status.'),
  whole('responseSize', 'Bytes of the response.'),
  field('userAgent', 'User agent.', 'user-agent'),
  field('remoteIp', 'Address of the client, perhaps with a port.'),
  field('serverIp', 'Address of the server.'),
  field('referer', 'Referrer.', 'url'),
  field('latency', 'Duration, such as 0.25s.'),
  flag('cacheLookup', 'Whether a cache was asked.'),
  flag('cacheHit', 'Whether it came from the cache.'),
  flag('cacheValidatedWithOriginServer', 'Whether the origin was asked.'),
  whole('cacheFillBytes', 'Bytes put into the cache.'),
  field('protocol', 'Protocol.'),
];

/** Names of google.rpc.Code from 1 on: messages are sentences, and differ. */
const statuses =
  'CANCELLED,UNKNOWN,INVALID_ARGUMENT,DEADLINE_EXCEEDED,NOT_FOUND,ALREADY_EXISTS,PERMISSION_DENIED,RESOURCE_EXHAUSTED,FAILED_PRECONDITION,ABORTED,OUT_OF_RANGE,UNIMPLEMENTED,INTERNAL,UNAVAILABLE,DATA_LOSS,UNAUTHENTICATED';
const payloadPlaces = ['/protoPayload', '/protopayload_auditlog'];
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function isAuditLog(payload: unknown): boolean {
  if (!isObject(payload)) return false;
  const type = payload['@type'];
  if (typeof type === 'string') return type.endsWith('google.cloud.audit.AuditLog');
  return typeof payload.serviceName === 'string' && typeof payload.methodName === 'string';
}

const audit: Format = {
  name: 'gcp_audit',
  title: 'Google Cloud audit logs',
  vendor: 'Google Cloud',
  source:
    'Cloud Logging documentation, "LogEntry", "AuditLog" and "Understand audit logs", and the definitions in googleapis/googleapis (google/logging/v2, google/cloud/audit); read 2026-11-27',
  timeColumn: 'timestamp',
  json: { recognise: (record) => isAuditLog(record.protoPayload) || isAuditLog(record.protopayload_auditlog) },
  columns: [
    top({ name: 'timestamp', type: 'TIMESTAMP', doc: 'When it happened, UTC.' }),
    top({ name: 'receiveTimestamp', type: 'TIMESTAMP', doc: 'When Cloud Logging got it, UTC.' }),
    top(field('logName', 'Log: project, folder or organization and kind of audit log.')),
    { ...top(field('insertId', 'Id of the entry within its log.')), unique: true },
    top(field('severity', 'Severity: NOTICE for changes, INFO for reads, ERROR for failures.')),
    top(
      struct('resource', 'Monitored resource.', [
        field('type', 'Kind, such as gce_instance.'),
        json('labels', 'Project, location and ids of the resource.'),
      ]),
    ),
    top(json('labels', 'Labels of the entry.')),
    top(json('metadata', 'Labels of the monitored resource.')),
    { name: 'protopayload', key: 'protoPayload', from: payloadPlaces, doc: 'The audit log.', fields: payload },
    top(
      struct('operation', 'Long-running operation that it is part of.', [
        field('id', 'Id.'),
        field('producer', 'Service.'),
        flag('first', 'True for its first entry.'),
        flag('last', 'True for its last entry.'),
      ]),
    ),
    top(struct('httpRequest', 'HTTP request.', httpRequest)),
    top(field('trace', 'Trace.')),
    top(field('spanId', 'Span in the trace.')),
    top(flag('traceSampled', 'Whether the trace is kept.')),
    top(
      struct('sourceLocation', 'Place in source code.', [
        field('file', 'File.'),
        whole('line', 'Line.'),
        field('function', 'Function.'),
      ]),
    ),
    top(
      struct('split', 'Part of an entry that was too large.', [
        field('uid', 'Id of the whole.'),
        whole('index', 'Number of the part, from 0.'),
        whole('totalSplits', 'Number of parts.'),
      ]),
    ),
    top(json('errorGroups', 'Error groups.')),
    top(json('apphub', 'App Hub application.')),
    top(json('apphubDestination', 'App Hub application of the destination.')),
    top(json('apphubSource', 'App Hub application of the source.')),
    {
      name: 'log_type',
      type: 'VARCHAR',
      doc: 'Kind of audit log: activity, data_access, system_event, policy or access_transparency.',
      derive: `nullif(regexp_extract("logname", 'cloudaudit\\.googleapis\\.com(?:%2F|/)([a-z_]+)$', 1), '')`,
    },
    {
      name: 'project_id',
      type: 'VARCHAR',
      entity: 'account',
      doc: 'Project of the resource or, where that says none, of the log.',
      derive: `coalesce("resource".labels->>'$.project_id', nullif(regexp_extract("logname", '^/?projects/([^/]+)/', 1), ''))`,
    },
    {
      name: 'principal',
      type: 'VARCHAR',
      entity: 'principal',
      doc: 'Who called: the mail address, or the identity where there is none.',
      derive: `coalesce(nullif("protopayload".authenticationInfo.principalEmail, ''), nullif("protopayload".authenticationInfo.principalSubject, ''))`,
    },
    {
      name: 'caller_ip',
      type: 'VARCHAR',
      entity: 'ip',
      doc: 'Address of the caller; missing where there is a word in its place.',
      derive: `nullif(regexp_extract("protopayload".requestMetadata.callerIp, '^[0-9A-Fa-f]*[.:][0-9A-Fa-f.:]+$'), '')`,
    },
    {
      name: 'event_names',
      key: 'eventName',
      type: 'VARCHAR',
      list: true,
      doc: 'Events of Google Workspace in the metadata; `eventName` in Sigma’s rules.',
      derive: `json_extract_string("protopayload".metadata, '$.event[*].eventName')`,
    },
    {
      name: 'eventservice',
      key: 'eventService',
      type: 'VARCHAR',
      doc: 'Service, as Sigma’s rules on Google Workspace name it.',
      derive: '"protopayload".serviceName',
    },
    {
      name: 'gcp',
      doc: 'The same under the names of Filebeat, which Sigma’s rules use.',
      fields: [
        struct('audit', 'The audit log.', [
          field('service_name', 'Service.'),
          field('method_name', 'Method.'),
          field('resource_name', 'Resource.', 'resource'),
        ]),
      ],
      derive: `{'audit': {'service_name': "protopayload".serviceName, 'method_name': "protopayload".methodName, 'resource_name': "protopayload".resourceName}}`,
    },
  ],
  defaultColumns: [
    'timestamp',
    'protopayload.methodName',
    'protopayload.serviceName',
    'principal',
    'caller_ip',
    'protopayload.resourceName',
    'protopayload.status.message',
    'severity',
    'project_id',
    'log_type',
    'protopayload.requestMetadata.callerSuppliedUserAgent',
  ],
  timeline: {
    time: 'timestamp',
    actor: 'principal',
    action: 'protopayload.methodName',
    target: 'coalesce(protopayload.resourceName, protopayload.serviceName)',
    source_ip: 'caller_ip',
    user_agent: 'protopayload.requestMetadata.callerSuppliedUserAgent',
    outcome: `CASE WHEN protopayload.status.code <> 0 THEN coalesce(list_extract(string_split('${statuses}', ','), protopayload.status.code), protopayload.status.message)
      WHEN protopayload.status.code IS NULL AND protopayload.authorizationInfo[1].granted = false THEN 'not granted' ELSE 'Success' END`,
    account: 'project_id',
    region: `resource.labels->>'$.location'`,
    session: 'protopayload.authenticationInfo.serviceAccountKeyName',
  },
  sigma: [
    { product: 'gcp', category: null, service: 'gcp.audit' },
    { product: 'gcp', category: null, service: 'google_workspace.admin' },
    { product: 'gcp', category: null, service: 'google_workspace.login' },
  ],
  aliases: {
    time: 'timestamp',
    '@timestamp': 'timestamp',
    method: 'protopayload.methodName',
    action: 'protopayload.methodName',
    'event.action': 'protopayload.methodName',
    'api.operation': 'protopayload.methodName',
    service: 'protopayload.serviceName',
    'event.provider': 'protopayload.serviceName',
    'api.service.name': 'protopayload.serviceName',
    user: 'principal',
    email: 'principal',
    'user.email': 'principal',
    'client.user.email': 'principal',
    'actor.user.name': 'principal',
    ip: 'caller_ip',
    sourceip: 'caller_ip',
    'source.ip': 'caller_ip',
    'src_endpoint.ip': 'caller_ip',
    agent: 'protopayload.requestMetadata.callerSuppliedUserAgent',
    useragent: 'protopayload.requestMetadata.callerSuppliedUserAgent',
    'user_agent.original': 'protopayload.requestMetadata.callerSuppliedUserAgent',
    permission: 'protopayload.authorizationInfo.permission',
    error: 'protopayload.status.message',
    project: 'project_id',
    'cloud.project.id': 'project_id',
    'cloud.account.id': 'project_id',
    key: 'protopayload.authenticationInfo.serviceAccountKeyName',
  },
  samples,
};

export default audit;
