// Columns of the Entra ID audit log, with their headings in the portal’s CSV.

import type { EntityMeaning, FormatColumn } from '../format.ts';
import { field } from './columns.ts';

const text = (key: string, from: string[], doc: string, entity?: EntityMeaning): FormatColumn => ({
  ...field(key.toLowerCase(), doc, entity),
  key,
  from,
});
/** A property of Graph’s directoryAudit, which a record of a diagnostic setting has in `properties`. */
const property = (key: string, doc: string, path = key): FormatColumn =>
  text(key, [`/properties/${path}`, `/${path}`], doc);
/** What the portal’s CSV has, by its heading, and JSON in `path`. */
const actor = (key: string, path: string, doc: string, entity?: EntityMeaning): FormatColumn =>
  text(key, [`/properties/initiatedBy/${path}`, `/initiatedBy/${path}`], doc, entity);
const target = (key: string, doc: string, entity?: EntityMeaning): FormatColumn => text(key, [`/${key}`], doc, entity);

export const columns: FormatColumn[] = [
  {
    name: 'activitydatetime',
    key: 'activityDateTime',
    from: ['/properties/activityDateTime', '/activityDateTime', '/time'],
    type: 'TIMESTAMP',
    doc: 'When it was done, UTC.',
  },
  { ...property('id', 'Unique id of the activity.'), unique: true },
  property('activityDisplayName', 'What was done, such as Add member to role.'),
  text(
    'operationName',
    ['/operationName', '/properties/operationName', '/properties/activityDisplayName', '/activityDisplayName'],
    'The same, under the name that diagnostic settings give it.',
  ),
  {
    ...field('activitytype', '`activitydisplayname`, under a name that Sigma rules have for it.'),
    key: 'activityType',
    derive: '"activitydisplayname"',
  },
  {
    name: 'properties',
    doc: '`activitydisplayname` and `result`, under the names that most Sigma rules have for them.',
    fields: [field('message', 'What was done.'), field('result', 'Result.')],
    derive: `struct_pack(message := "activitydisplayname", result := "result")`,
  },
  property('category', 'UserManagement, GroupManagement, ApplicationManagement, RoleManagement, Policy, …'),
  property('loggedByService', 'Service that logged it, such as Core Directory.'),
  property('operationType', 'Add, Assign, Update, Unassign, Delete.'),
  text('result', ['/properties/result', '/result', '/resultType'], 'success, failure or timeout.'),
  { ...field('status', '`result`, under the name that the portal shows.'), derive: '"result"' },
  text('resultReason', ['/properties/resultReason', '/resultReason', '/resultDescription'], 'Why it failed.'),
  property('correlationId', 'Same in the activities of one action, across services.'),
  { ...property('userAgent', 'User agent.'), entity: 'user-agent' },
  text('tenantId', ['/tenantId', '/properties/tenantId'], 'Tenant.', 'account'),
  text('actorType', ['/ActorType'], 'User, Application or ServicePrincipal, in the portal’s CSV.'),
  actor('actorUserPrincipalName', 'user/userPrincipalName', 'User who did it.', 'principal'),
  actor('actorDisplayName', 'user/displayName', 'Name of that user.'),
  actor('actorObjectId', 'user/id', 'Object id of that user.', 'principal'),
  actor('actorUserType', 'user/userType', 'Member or guest.'),
  text(
    'ipAddress',
    ['/properties/initiatedBy/user/ipAddress', '/initiatedBy/user/ipAddress', '/callerIpAddress'],
    'Address that it was done from.',
    'ip',
  ),
  actor('actorHomeTenantId', 'user/homeTenantId', 'Tenant of that user.', 'account'),
  actor('actorHomeTenantName', 'user/homeTenantName', 'Name of the tenant of that user.'),
  actor('actorAppId', 'app/appId', 'Application that did it.', 'principal'),
  actor('actorAppDisplayName', 'app/displayName', 'Name of that application.', 'principal'),
  actor('actorServicePrincipalId', 'app/servicePrincipalId', 'Service principal that did it.', 'principal'),
  actor('actorServicePrincipalName', 'app/servicePrincipalName', 'Name of that service principal.'),
  {
    name: 'targetresources',
    key: 'targetResources',
    from: ['/properties/targetResources', '/targetResources'],
    list: true,
    doc: 'What was changed.',
    fields: [
      field('id', 'Object id.', 'resource'),
      field('displayName', 'Name.'),
      field('type', 'User, Group, Application, ServicePrincipal, Role, Policy, Device, …'),
      field('userPrincipalName', 'User principal name, of a user.', 'principal'),
      field('groupType', 'Type of a group.'),
      {
        name: 'modifiedProperties',
        list: true,
        doc: 'What was changed of it.',
        fields: [
          field('displayName', 'Property.'),
          field('oldValue', 'Value before, as JSON.'),
          field('newValue', 'Value after, as JSON.'),
        ],
      },
      { name: 'administrativeUnits', type: 'JSON', doc: 'Administrative units that it is in.' },
    ],
  },
  target('Target1Type', 'Type of the first thing changed, in the portal’s CSV.'),
  target('Target1DisplayName', 'Name of it.'),
  target('Target1ObjectId', 'Object id of it.', 'resource'),
  target('Target1UserPrincipalName', 'User principal name of it.', 'principal'),
  {
    name: 'additionaldetails',
    key: 'additionalDetails',
    from: ['/properties/additionalDetails', '/additionalDetails'],
    list: true,
    doc: 'More about the activity.',
    fields: [field('key', 'Name.'), field('value', 'Value.')],
  },
];

const headings = new Map([
  ['date (utc)', 'activitydatetime'],
  ['service', 'loggedbyservice'],
  ['activity', 'activitydisplayname'],
  ['user agent', 'useragent'],
  ['useragent', 'useragent'],
]);

export function columnFor(name: string): string | null {
  const heading = name.trim().toLowerCase();
  const known = headings.get(heading) ?? heading;
  return columns.find((one) => one.name === known && one.derive === undefined && !('fields' in one))?.name ?? null;
}
