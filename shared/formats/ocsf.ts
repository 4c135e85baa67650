// OCSF events: as Security Lake writes them in Parquet, and as Security Hub and other products write them in JSON.
import { flag, json, number, objects, text, whole } from './fields/ocsf.ts';
import type { Format, FormatColumn } from './format.ts';
import { samples } from './samples/ocsf.ts';

const time = (name: string, doc: string): FormatColumn[] => [
  { name, type: 'TIMESTAMP', epoch: 'ms', doc: `${doc}, UTC; the record has Unix milliseconds.` },
  { name: `${name}_dt`, type: 'TIMESTAMP', doc: `${doc}, UTC; of the profile \`datetime\`.` },
];

/** A small number that names one of several things, and the name. */
const named = (key: string, name: string, doc: string): FormatColumn[] => [
  { name: key, type: 'INTEGER', doc: `${doc}, as a number.` },
  text(name, `${doc}.`),
];

const isNumber = (value: unknown) =>
  typeof value === 'number' || (typeof value === 'string' && /^\d{1,12}$/.test(value));

const columns: FormatColumn[] = [
  ...time('time', 'When it happened'),
  ...named('class_uid', 'class_name', 'Event class, such as 6003 API Activity'),
  ...named(
    'category_uid',
    'category_name',
    'Category: 1 system, 2 findings, 3 identity, 4 network, 5 discovery, 6 application',
  ),
  ...named('activity_id', 'activity_name', 'Activity within the class, such as Create'),
  whole('type_uid', 'Class and activity together: class_uid * 100 + activity_id.'),
  text('type_name', 'Class and activity in words.'),
  ...named('severity_id', 'severity', 'Severity: 1 informational, 2 low, 3 medium, 4 high, 5 critical, 6 fatal'),
  ...named('status_id', 'status', 'Result: 1 Success, 2 Failure; for findings the state of work'),
  text('status_code', 'Result in the code of the product.'),
  text('status_detail', 'More about the result.'),
  text('message', 'What happened, in a sentence.'),
  ...time('start_time', 'Start of what is summed up'),
  ...time('end_time', 'End of what is summed up'),
  whole('duration', 'Duration, milliseconds.'),
  whole('count', 'How many events are summed up.'),
  whole('timezone_offset', 'Offset from UTC where it happened, minutes.'),
  objects.metadata!,
  objects.cloud!,
  objects.actor!,
  objects.api!,
  objects.src_endpoint!,
  objects.dst_endpoint!,
  objects.http_request!,
  objects.http_response!,
  objects.user!,
  objects.session!,
  objects.resources!,
  json('resource', 'Resource that was affected, where there is only one (OCSF 1.1).'),
  objects.connection_info!,
  objects.traffic!,
  objects.tls!,
  objects.query!,
  objects.answers!,
  text('rcode', 'DNS response code.'),
  whole('rcode_id', 'DNS response code as a number.'),
  ...named('action_id', 'action', 'What was done: 1 allowed, 2 denied'),
  ...named('disposition_id', 'disposition', 'Outcome of a control, such as 2 Blocked'),
  text('auth_protocol', 'Authentication protocol.'),
  text('logon_type', 'Kind of logon.'),
  flag('is_mfa', 'True where multi-factor authentication was used.'),
  flag('is_remote', 'True for a remote logon.'),
  flag('is_alert', 'True where the event is an alert.'),
  objects.finding_info!,
  json('finding', 'The finding (OCSF 1.0 release candidates).'),
  ...named('state_id', 'state', 'State of work on the finding (OCSF 1.0 release candidates)'),
  json('compliance', 'Result of a compliance check.'),
  json('vulnerabilities', 'Vulnerabilities.'),
  json('remediation', 'What to do.'),
  json('evidences', 'Evidence of a detection.'),
  json('malware', 'Malware.'),
  json('attacks', 'MITRE ATT&CK techniques.'),
  ...named('confidence_id', 'confidence', 'Confidence: 1 low, 2 medium, 3 high'),
  number('confidence_score', 'Confidence, 0 to 100.'),
  number('risk_score', 'Risk.'),
  objects.device!,
  json('process', 'Process.'),
  json('file', 'File.'),
  json('policy', 'Policy that applied.'),
  json('firewall_rule', 'Firewall rule that applied.'),
  json('proxy', 'Proxy between source and destination (OCSF 1.0).'),
  json('proxy_endpoint', 'Proxy between source and destination.'),
  json('url', 'URL.'),
  json('service', 'Service that was logged on to or used.'),
  objects.observables!,
  json('enrichments', 'What was added afterwards.'),
  text('raw_data', 'The event as the product logged it.'),
  json('unmapped', 'Fields of the product that OCSF has no place for.'),
  text('accountid', 'Account, a partition of Security Lake.', 'account'),
  text('region', 'Region, a partition of Security Lake.'),
  text('eventday', 'Day, a partition of Security Lake.'),
  text('asl_version', 'Version of the Security Lake table.'),
  {
    name: 'account_id',
    type: 'VARCHAR',
    entity: 'account',
    doc: 'Account that the event is about, wherever it stands.',
    derive: 'coalesce("cloud".account.uid, "cloud".account_uid, "accountid", "actor".user.account.uid)',
  },
];

/** SQL: an id of the user that tells more than the name does. */
const arn = (key: string) => `CASE WHEN actor.user.${key} LIKE 'arn:%' THEN actor.user.${key} END`;

const ocsf: Format = {
  name: 'ocsf',
  title: 'OCSF events',
  vendor: 'OCSF',
  source:
    'OCSF schema 1.1 to 1.6 (schema.ocsf.io: base event, API activity, network activity, DNS activity, authentication, findings, and the objects in them), and Security Lake User Guide, "OCSF in Security Lake"; read 2026-11-27',
  timeColumn: 'time',
  json: {
    recognise: (record) =>
      isNumber(record.class_uid) &&
      isNumber(record.category_uid) &&
      ('time' in record || 'time_dt' in record) &&
      ('metadata' in record || 'type_uid' in record || 'activity_id' in record),
  },
  table: {
    recognise: (names) => {
      const known = new Set(names.map((name) => name.toLowerCase()));
      return known.has('class_uid') && known.has('category_uid') && (known.has('time') || known.has('time_dt'));
    },
  },
  columns,
  defaultColumns: [
    'time',
    'class_name',
    'activity_name',
    'api.operation',
    'api.service.name',
    'actor.user.name',
    'actor.user.uid',
    'src_endpoint.ip',
    'dst_endpoint.ip',
    'status',
    'severity',
    'metadata.product.name',
    'account_id',
  ],
  timeline: {
    time: 'time',
    actor: `coalesce(${arn('uid')}, ${arn('uuid')}, actor.user.name, actor.user.email_addr, actor.user.uid, actor.user.uuid, actor.session.issuer, actor.app_name, actor.invoked_by, src_endpoint.instance_uid, src_endpoint.ip)`,
    action:
      "coalesce(api.operation, finding_info.title, finding ->> '$.title', type_name, activity_name, class_name, type_uid::VARCHAR, class_uid::VARCHAR)",
    target:
      "coalesce(resources[1].uid, resources[1].name, resource ->> '$.uid', resource ->> '$.name', query.hostname, http_request.url.url_string, \"user\".name, nullif(concat_ws(':', coalesce(dst_endpoint.hostname, dst_endpoint.ip), dst_endpoint.port::VARCHAR), ''), api.service.name, \"user\".uid)",
    source_ip: 'src_endpoint.ip',
    user_agent: 'http_request.user_agent',
    outcome: "coalesce(api.response.error, status, disposition, action, compliance ->> '$.status', state, severity)",
    account: 'account_id',
    region: 'coalesce(cloud.region, region)',
    session: 'coalesce(actor.user.credential_uid, actor.session.credential_uid, actor.session.uid)',
  },
  aliases: {
    '@timestamp': 'time',
    ip: 'src_endpoint.ip',
    sourceip: 'src_endpoint.ip',
    'source.ip': 'src_endpoint.ip',
    destip: 'dst_endpoint.ip',
    'destination.ip': 'dst_endpoint.ip',
    'destination.port': 'dst_endpoint.port',
    port: 'dst_endpoint.port',
    username: 'actor.user.name',
    'user.id': 'actor.user.uid',
    accesskey: 'actor.user.credential_uid',
    agent: 'http_request.user_agent',
    useragent: 'http_request.user_agent',
    'user_agent.original': 'http_request.user_agent',
    operation: 'api.operation',
    'event.action': 'api.operation',
    'event.provider': 'api.service.name',
    product: 'metadata.product.name',
    account: 'account_id',
    'cloud.account.id': 'account_id',
    domain: 'query.hostname',
    'dns.question.name': 'query.hostname',
    'finding.title': 'finding_info.title',
    resource: 'resources.uid',
  },
  samples,
};

export default ocsf;
