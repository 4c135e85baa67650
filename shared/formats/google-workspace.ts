// Google Workspace activities of the Admin SDK Reports API: logins, Drive, OAuth tokens, the Admin console and the rest.
import { field } from './fields/columns.ts';
import type { EntityMeaning, Format, FormatColumn } from './format.ts';
import { samples } from './samples/google-workspace.ts';

const text = (key: string, doc: string, entity?: EntityMeaning): FormatColumn => ({
  ...field(key.toLowerCase(), doc, entity),
  key,
});

/** SQL: the value of a parameter, whichever of the keys for values it has. */
const value = [
  'value',
  'intValue',
  'boolValue',
  'multiValue',
  'multiIntValue',
  'messageValue',
  'multiMessageValue',
  'multiBoolValue',
]
  .map((key) => `json_extract(p, '/${key}')`)
  .join(', ');

const first = (...names: string[]) =>
  `coalesce(${names.map((name) => `json_extract_string(parameters, '/${name}')`).join(', ')})`;

/** SQL: a parameter of the first event. */
const parameter = (name: string) =>
  `json_extract_string(list_filter(TRY_CAST("events"[1].parameters AS JSON[]), lambda p: json_extract_string(p, '/name') = '${name}')[1], '/value')`;

const isObject = (one: unknown): one is Record<string, unknown> => typeof one === 'object' && one !== null;

const workspace: Format = {
  name: 'google_workspace',
  title: 'Google Workspace activities',
  vendor: 'Google',
  source:
    'Admin SDK Reports API, "Activities: list" and "Activity events" of login, drive, token and admin; read 2026-11-27',
  timeColumn: 'time',
  json: {
    recognise: (record) =>
      record.kind === 'admin#reports#activity' ||
      (isObject(record.id) &&
        typeof record.id.applicationName === 'string' &&
        typeof record.id.time === 'string' &&
        Array.isArray(record.events)),
  },
  columns: [
    { name: 'time', type: 'TIMESTAMP', from: ['/id/time'], doc: 'When it happened, UTC.' },
    text('kind', 'admin#reports#activity.'),
    text('etag', 'ETag.'),
    {
      name: 'id',
      doc: 'What identifies the activity.',
      fields: [
        { name: 'time', type: 'TIMESTAMP', doc: 'When it happened, UTC.' },
        field('uniqueQualifier', 'Tells activities of the same time apart.'),
        field('applicationName', 'Application: login, drive, token, admin, saml and so on.'),
        field('customerId', 'Google Workspace account.', 'account'),
      ],
    },
    {
      name: 'actor',
      doc: 'Who did it.',
      fields: [
        field('email', 'Mail address; missing for some activities of the system.', 'principal'),
        field('profileId', 'Id of the user.'),
        field('callerType', 'USER or KEY.'),
        field('key', 'Key of the caller where that is no user, such as SYSTEM.'),
        {
          name: 'applicationInfo',
          doc: 'Application that acted for the user.',
          fields: [
            field('oauthClientId', 'OAuth client.'),
            field('applicationName', 'Name of the application.'),
            { name: 'impersonation', type: 'BOOLEAN', doc: 'True where the application acted as the user.' },
          ],
        },
      ],
    },
    text('ownerDomain', 'Domain that it is about.', 'domain'),
    text('ipAddress', 'Address of the actor.', 'ip'),
    {
      name: 'networkinfo',
      key: 'networkInfo',
      doc: 'Network of the address.',
      fields: [
        { name: 'ipAsn', type: 'BIGINT', list: true, doc: 'Autonomous systems.' },
        field('regionCode', 'Country, ISO 3166 alpha-2.'),
        field('subdivisionCode', 'Region in the country, ISO 3166-2.'),
      ],
    },
    {
      name: 'events',
      list: true,
      doc: 'What happened; mostly one event.',
      fields: [
        field('type', 'Kind of event.'),
        field('name', 'Event.'),
        { name: 'parameters', type: 'JSON', doc: 'Parameters, each with a name and a value.' },
        { name: 'resourceIds', type: 'VARCHAR', list: true, doc: 'Resources of the event, as in `resourcedetails`.' },
        { name: 'status', type: 'JSON', doc: 'Result of the event.' },
      ],
    },
    {
      name: 'resourcedetails',
      key: 'resourceDetails',
      type: 'JSON',
      doc: 'Resources that were acted on, with their labels and owners.',
    },
    {
      name: 'eventtype',
      key: 'eventType',
      type: 'VARCHAR',
      doc: 'Kind of the first event.',
      derive: '"events"[1].type',
    },
    { name: 'eventname', type: 'VARCHAR', doc: 'The first event.', derive: '"events"[1].name' },
    {
      name: 'eventservice',
      key: 'eventService',
      type: 'VARCHAR',
      doc: 'Application as Google Cloud’s audit logs and Sigma’s rules name it: admin.googleapis.com.',
      derive: `"id".applicationName || '.googleapis.com'`,
    },
    {
      name: 'protopayload',
      key: 'protoPayload',
      doc: 'The same as Google Cloud’s audit logs and Sigma’s rules have it.',
      fields: [
        field('serviceName', 'Application, such as login.googleapis.com.'),
        {
          name: 'metadata',
          doc: 'What happened.',
          fields: [{ name: 'event', list: true, doc: 'Events.', fields: [field('eventName', 'Event.')] }],
        },
      ],
      derive: `{'serviceName': "id".applicationName || '.googleapis.com', 'metadata': {'event': list_transform("events", lambda e: {'eventName': e.name})}}`,
    },
    {
      name: 'parameters',
      type: 'JSON',
      doc: 'Parameters of the first event, values by name.',
      derive: `TRY(to_json(map_from_entries(list_transform(TRY_CAST("events"[1].parameters AS JSON[]), lambda p: (json_extract_string(p, '/name'), coalesce(${value}))))))`,
    },
    {
      name: 'setting_name',
      type: 'VARCHAR',
      doc: 'Setting that the first event changed: SETTING_NAME.',
      derive: parameter('SETTING_NAME'),
    },
    {
      name: 'new_value',
      type: 'VARCHAR',
      doc: 'What the first event changed it to: NEW_VALUE or new_value.',
      derive: `coalesce(${parameter('NEW_VALUE')}, ${parameter('new_value')})`,
    },
    {
      name: 'event_names',
      key: 'eventName',
      type: 'VARCHAR',
      list: true,
      doc: 'All events; `eventName` in Sigma’s rules.',
      derive: 'list_transform("events", lambda e: e.name)',
    },
  ],
  defaultColumns: [
    'time',
    'id.applicationName',
    'eventname',
    'actor.email',
    'ipaddress',
    'networkinfo.regionCode',
    'parameters',
    'ownerdomain',
  ],
  timeline: {
    time: 'time',
    actor: 'coalesce(actor.email, actor.key, actor.profileId)',
    action: 'eventname',
    target: first(
      'USER_EMAIL',
      'target_user',
      'affected_email_address',
      'GROUP_EMAIL',
      'email_forwarding_destination_address',
      'doc_title',
      'doc_id',
      'app_name',
      'APPLICATION_NAME',
      'DOMAIN_NAME',
      'ROLE_NAME',
      'SETTING_NAME',
      'calendar_id',
      'group_email',
      'orgunit_path',
    ),
    source_ip: 'ipaddress',
    user_agent: first('user_agent'),
    outcome: `CASE WHEN eventname = 'login_failure' THEN ${first('login_failure_type').replace(/\)$/, ", 'login_failure')")} ELSE 'Success' END`,
    account: 'id.customerId',
    session: first('client_id'),
  },
  sigma: [
    { product: 'gcp', category: null, service: 'google_workspace.admin' },
    { product: 'gcp', category: null, service: 'google_workspace.login' },
  ],
  aliases: {
    '@timestamp': 'time',
    event: 'eventname',
    action: 'eventname',
    'event.action': 'eventname',
    'google_workspace.event.name': 'eventname',
    'google_workspace.event.type': 'eventtype',
    application: 'id.applicationName',
    'event.provider': 'id.applicationName',
    user: 'actor.email',
    email: 'actor.email',
    'user.email': 'actor.email',
    'source.user.email': 'actor.email',
    'actor.user.email_addr': 'actor.email',
    ip: 'ipaddress',
    sourceip: 'ipaddress',
    'source.ip': 'ipaddress',
    'src_endpoint.ip': 'ipaddress',
    country: 'networkinfo.regionCode',
    asn: 'networkinfo.ipAsn',
    domain: 'ownerdomain',
    customer: 'id.customerId',
    'organization.id': 'id.customerId',
  },
  samples,
};

export default workspace;
