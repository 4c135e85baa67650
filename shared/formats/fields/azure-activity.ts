// Columns of the Azure Activity Log, with where each of its shapes has them.

import type { EntityMeaning, FormatColumn } from '../format.ts';
import { field } from './columns.ts';

type Shape = { type?: 'VARCHAR' | 'BIGINT' | 'JSON'; entity?: EntityMeaning; csv?: string; unique?: true };
/** Heading in the portal’s CSV or column of Log Analytics → column, where they differ by more than case. */
const headings = new Map<string, string>([
  ['TimeGenerated', 'time'],
  ['EventSubmissionTimestamp', 'submissiontimestamp'],
  ['OperationNameValue', 'operationname'],
  ['OperationName', 'operation'],
  ['ActivityStatusValue', 'resulttype'],
  ['ActivitySubstatusValue', 'resultsignature'],
  ['_ResourceId', 'resourceid'],
  ['ResourceGroup', 'resourcegroupname'],
  ['ResourceTypeValue', 'resourcetype'],
  ['Claims_d', 'claims'],
  ['Properties_d', 'properties'],
]);

function column(
  key: string,
  from: string[],
  doc: string,
  { type = 'VARCHAR', csv, ...rest }: Shape = {},
): FormatColumn {
  const name = key.toLowerCase();
  if (csv) headings.set(csv, name);
  return { name, key, from, type, doc, ...rest };
}

/** A claim of the caller’s token, where the two JSON shapes have it. */
const claim = (name: string) => {
  const step = name.replaceAll('/', '~1');
  return [`/claims/${step}`, `/identity/claims/${step}`];
};
const soap = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';
const microsoft = 'http://schemas.microsoft.com/identity/claims';

export const columns: FormatColumn[] = [
  {
    name: 'time',
    from: ['/time', '/eventTimestamp'],
    type: 'TIMESTAMP',
    // Some services write it as an American would.
    written: ['%m/%d/%Y %I:%M:%S %p %z', '%m/%d/%Y %I:%M:%S %p', '%m/%d/%Y %H:%M:%S'],
    doc: 'When the event happened, UTC.',
  },
  {
    name: 'submissiontimestamp',
    key: 'submissionTimestamp',
    from: ['/submissionTimestamp'],
    type: 'TIMESTAMP',
    doc: 'When the event could first be queried, UTC.',
  },
  column(
    'operationName',
    ['/operationName/value', '/operationName'],
    'Operation, such as Microsoft.Compute/virtualMachines/write; letters may all be capitals.',
  ),
  column('operation', ['/operationName/localizedValue'], 'Operation in words.', {
    csv: 'Operation name',
  }),
  {
    name: 'operationnamevalue',
    key: 'OperationNameValue',
    type: 'VARCHAR',
    doc: '`operationname`, under the name that Log Analytics gives it.',
    derive: '"operationname"',
  },
  column('category', ['/category/value', '/category'], 'Category, or in older exports Write, Delete, Action.'),
  column(
    'CategoryValue',
    ['/properties/eventCategory', '/category/value'],
    'Administrative, Security, ServiceHealth, ResourceHealth, Alert, Autoscale, Recommendation, Policy.',
    { csv: 'Event category' },
  ),
  column(
    'resultType',
    ['/resultType', '/status/value'],
    'Start, Accept, Success, Failure; or Started, Succeeded, Failed, Active, Resolved.',
    { csv: 'Status' },
  ),
  column(
    'resultSignature',
    ['/resultSignature', '/subStatus/value'],
    'More exact status, most often the HTTP status in words.',
  ),
  column('resultDescription', ['/resultDescription', '/description'], 'The event in words, where it has a text.'),
  column('durationMs', ['/durationMs'], 'Duration, milliseconds; mostly 0.', { type: 'BIGINT' }),
  column(
    'callerIpAddress',
    ['/callerIpAddress', '/httpRequest/clientIpAddress'],
    'Address that the request came from.',
    { entity: 'ip' },
  ),
  column(
    'caller',
    ['/caller', claim(`${soap}/upn`)[1]!, claim(`${soap}/name`)[1]!, '/identity/claims/appid'],
    'Who did it: a user principal name, or the id of a service principal.',
    { entity: 'principal', csv: 'Event initiated by' },
  ),
  column('callerName', claim('name'), 'Name of the caller.'),
  column('callerObjectId', claim(`${microsoft}/objectidentifier`), 'Object id of the caller in Entra ID.', {
    entity: 'principal',
  }),
  column('appId', claim('appid'), 'Application through which the request was made.', { entity: 'principal' }),
  column(
    'authenticationMethods',
    claim('http://schemas.microsoft.com/claims/authnmethodsreferences'),
    'How the caller signed in: pwd, mfa, rsa.',
  ),
  column('tokenId', claim('uti'), 'Unique id of the token, which sign-ins have as uniqueTokenIdentifier.', {
    entity: 'access-key',
  }),
  column('tenantId', ['/tenantId', ...claim(`${microsoft}/tenantid`)], 'Tenant of the caller.', { entity: 'account' }),
  column('resourceId', ['/resourceId'], 'Resource acted on.', { entity: 'resource' }),
  column('resource', ['/resource'], 'Name of the resource.', { csv: 'Resource' }),
  column('resourceGroupName', ['/resourceGroupName', '/resourceGroup'], 'Resource group.', {
    csv: 'Resource group',
  }),
  column('ResourceProviderValue', ['/resourceProviderName/value'], 'Resource provider, such as Microsoft.Compute.'),
  column('resourceType', ['/resourceType/value'], 'Type of the resource.', { csv: 'Resource type' }),
  column('subscriptionId', ['/subscriptionId'], 'Subscription, where the record names it.', {
    csv: 'Subscription',
  }),
  {
    name: 'subscription',
    type: 'VARCHAR',
    entity: 'account',
    doc: 'Subscription in small letters: `subscriptionid`, or as `resourceid` has it.',
    derive: `coalesce(lower("subscriptionid"), nullif(regexp_extract(lower("resourceid"), '^/subscriptions/([^/]+)', 1), ''))`,
  },
  column('correlationId', ['/correlationId'], 'Same in the events of one action.', {
    csv: 'Correlation id',
  }),
  column('operationId', ['/operationId', '/properties/operationId'], 'Same in the events of one operation.'),
  column('eventDataId', ['/eventDataId', '/properties/eventDataId'], 'Unique id of the event.', {
    unique: true,
  }),
  column(
    'eventName',
    ['/eventName/value', '/properties/eventName'],
    'BeginRequest, EndRequest or another name of a step.',
  ),
  column('id', ['/id'], 'Resource id of the event.'),
  column('level', ['/level'], 'Critical, Error, Warning, Informational.', { csv: 'Level' }),
  column('channels', ['/channels'], 'Admin or Operation.'),
  column('location', ['/location'], 'Where the event was processed, which is not where the resource is.'),
  {
    name: 'authorization',
    from: ['/authorization', '/identity/authorization'],
    doc: 'What the caller was allowed, and by which role.',
    fields: [
      field('action', 'Action checked.'),
      field('scope', 'Scope checked.', 'resource'),
      field('role', 'Role.'),
      {
        name: 'evidence',
        doc: 'Assignment that allowed it.',
        fields: [
          field('role', 'Role.'),
          field('roleAssignmentScope', 'Scope of the assignment.'),
          field('roleAssignmentId', 'Id of the assignment.'),
          field('roleDefinitionId', 'Id of the role.'),
          field('principalId', 'Object id that the role is assigned to.', 'principal'),
          field('principalType', 'User, Group, ServicePrincipal.'),
        ],
      },
    ],
  },
  {
    name: 'httprequest',
    key: 'httpRequest',
    from: ['/httpRequest'],
    doc: 'Request that caused the event.',
    fields: [
      field('clientRequestId', 'Id given by the client.'),
      field('clientIpAddress', 'Address of the client.', 'ip'),
      field('method', 'HTTP method.'),
      field('uri', 'Address asked for.', 'url'),
    ],
  },
  column('claims', ['/claims', '/identity/claims'], 'Claims of the caller’s token.', { type: 'JSON' }),
  column('properties', ['/properties'], 'Details, by category and resource.', { type: 'JSON' }),
  column('relatedEvents', ['/relatedEvents'], 'Events that belong to this one.', { type: 'JSON' }),
];

export function columnFor(heading: string): string | null {
  const known = headings.get(heading);
  if (known) return known;
  return columns.find(({ name, derive }) => name === heading.toLowerCase() && derive === undefined)?.name ?? null;
}
