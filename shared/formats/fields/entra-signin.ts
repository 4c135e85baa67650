// Columns of Entra ID sign-ins, with their headings in the portal’s CSV.
import type { EntityMeaning, FormatColumn } from '../format.ts';

type Type = 'VARCHAR' | 'BOOLEAN' | 'INTEGER' | 'BIGINT' | 'DOUBLE' | 'JSON';
type Field = [key: string, type: Type, doc: string, entity?: EntityMeaning | '', csv?: string];

/** Properties of Graph’s signIn; a record of a diagnostic setting has them in `properties`. */
const properties: Field[] = [
  ['id', 'VARCHAR', 'Id of the sign-in, which is the request id.', '', 'Request ID'],
  ['userPrincipalName', 'VARCHAR', 'Who signed in: user principal name.', 'principal', 'Username'],
  ['userDisplayName', 'VARCHAR', 'Name of the user.', '', 'User'],
  ['userId', 'VARCHAR', 'Object id of the user.', 'principal', 'User ID'],
  ['userType', 'VARCHAR', 'member or guest.', '', 'User type'],
  ['signInIdentifier', 'VARCHAR', 'What the user typed to sign in.', 'principal', 'Sign-in identifier'],
  ['signInIdentifierType', 'VARCHAR', 'Kind of that identifier.'],
  ['servicePrincipalName', 'VARCHAR', 'Service principal that signed in.', 'principal', 'Service principal name'],
  ['servicePrincipalId', 'VARCHAR', 'Object id of the service principal.', 'principal', 'Service principal ID'],
  ['servicePrincipalCredentialKeyId', 'VARCHAR', 'Credential used by it.', 'access-key', 'Credential key ID'],
  ['servicePrincipalCredentialThumbprint', 'VARCHAR', 'Its certificate.', 'hash', 'Credential thumbprint'],
  ['federatedCredentialId', 'VARCHAR', 'Federated credential of the application.', 'access-key', 'Federated Token Id'],
  ['appDisplayName', 'VARCHAR', 'Application signed in to or with.', '', 'Application'],
  ['appId', 'VARCHAR', 'Id of the application.', 'principal', 'Application ID'],
  ['appOwnerTenantId', 'VARCHAR', 'Tenant that owns the application.', 'account', 'App owner tenant ID'],
  ['resourceDisplayName', 'VARCHAR', 'Resource that the token is for.', '', 'Resource'],
  ['resourceId', 'VARCHAR', 'Id of the resource.', 'resource', 'Resource ID'],
  ['resourceServicePrincipalId', 'VARCHAR', 'Service principal of the resource.', 'resource'],
  ['resourceTenantId', 'VARCHAR', 'Tenant of the resource.', 'account', 'Resource tenant ID'],
  ['resourceOwnerTenantId', 'VARCHAR', 'Tenant that owns the resource.', 'account', 'Resource owner tenant ID'],
  ['homeTenantId', 'VARCHAR', 'Tenant of the user.', 'account', 'Home tenant ID'],
  ['homeTenantName', 'VARCHAR', 'Name of the tenant of the user.', '', 'Home tenant name'],
  ['crossTenantAccessType', 'VARCHAR', 'none, b2bCollaboration, serviceProvider, …', '', 'Cross tenant access type'],
  ['clientAppUsed', 'VARCHAR', 'Browser, Mobile Apps and Desktop clients, IMAP4, …', '', 'Client app'],
  ['userAgent', 'VARCHAR', 'User agent.', 'user-agent', 'User agent'],
  ['isInteractive', 'BOOLEAN', 'True when the user took part.'],
  ['signInEventTypes', 'JSON', 'interactiveUser, nonInteractiveUser, servicePrincipal, managedIdentity.'],
  ['correlationId', 'VARCHAR', 'Id that the client gave the sign-in.', '', 'Correlation ID'],
  ['originalRequestId', 'VARCHAR', 'First request of the sequence.'],
  ['sessionId', 'VARCHAR', 'Session that the sign-in began or used.', '', 'Session ID'],
  ['uniqueTokenIdentifier', 'VARCHAR', 'Token issued; elsewhere uti.', 'access-key', 'Unique token identifier'],
  ['incomingTokenType', 'VARCHAR', 'Token shown to sign in.', '', 'Incoming token type'],
  ['tokenIssuerName', 'VARCHAR', 'Identity provider.', '', 'Token issuer name'],
  ['tokenIssuerType', 'VARCHAR', 'Kind of identity provider.', '', 'Token issuer type'],
  ['signInTokenProtectionStatus', 'VARCHAR', 'bound, unbound or none.', '', 'Token Protection - Sign In Session'],
  ['appTokenProtectionStatus', 'VARCHAR', 'bound, unbound or none, for the application’s token.'],
  ['clientCredentialType', 'VARCHAR', 'clientSecret, clientAssertion, certificate, …', '', 'Client credential type'],
  ['authenticationProtocol', 'VARCHAR', 'oAuth2, ropc, saml20, deviceCode, …', '', 'Authentication Protocol'],
  ['originalTransferMethod', 'VARCHAR', 'deviceCodeFlow or the like.', '', 'Original transfer method'],
  ['authenticationRequirement', 'VARCHAR', 'single- or multiFactorAuthentication.', '', 'Authentication requirement'],
  ['authenticationRequirementPolicies', 'JSON', 'Why it was required.'],
  ['authenticationDetails', 'JSON', 'Steps of the authentication.'],
  ['authenticationProcessingDetails', 'JSON', 'More about the authentication.'],
  ['authenticationMethodsUsed', 'JSON', 'Methods used.'],
  ['authenticationContextClassReferences', 'JSON', 'Conditional access contexts.'],
  ['authenticationAppDeviceDetails', 'JSON', 'Device of the authenticator app.'],
  ['authenticationAppPolicyEvaluationDetails', 'JSON', 'Policies of the authenticator app.'],
  ['mfaDetail', 'JSON', 'Second factor; no longer filled.'],
  ['conditionalAccessStatus', 'VARCHAR', 'success, failure or notApplied.', '', 'Conditional Access'],
  ['appliedConditionalAccessPolicies', 'JSON', 'Conditional access policies and their results.'],
  ['conditionalAccessAudiences', 'JSON', 'Audiences that conditional access looked at.'],
  ['sessionLifetimePolicies', 'JSON', 'Policies on the length of sessions.'],
  ['riskState', 'VARCHAR', 'none, atRisk, remediated, confirmedCompromised, …'],
  ['riskDetail', 'VARCHAR', 'Why the risk is in that state.'],
  ['riskLevelDuringSignIn', 'VARCHAR', 'Risk at the time: none, low, medium, high, hidden.'],
  ['riskLevelAggregated', 'VARCHAR', 'Risk in sum: none, low, medium, high, hidden.'],
  ['riskEventTypes_v2', 'JSON', 'Kinds of risk found, such as anonymizedIPAddress.'],
  ['ipAddressFromResourceProvider', 'VARCHAR', 'Address seen by it.', 'ip', 'IP address (seen by resource)'],
  ['globalSecureAccessIpAddress', 'VARCHAR', 'Address of the client there.', 'ip', 'Global Secure Access IP address'],
  ['isThroughGlobalSecureAccess', 'BOOLEAN', 'True when it came that way.', '', 'Through Global Secure Access'],
  ['autonomousSystemNumber', 'BIGINT', 'Number of the network.', '', 'Autonomous system number'],
  ['networkLocationDetails', 'JSON', 'Named locations that the address is in.'],
  ['azureResourceId', 'VARCHAR', 'Azure resource that was accessed.', 'resource', 'Associated Resource Id'],
  ['managedServiceIdentity', 'JSON', 'Managed identity that signed in.'],
  ['agent', 'JSON', 'Agent identity that signed in.'],
  ['privateLinkDetails', 'JSON', 'Private link policy.'],
  ['appliedEventListeners', 'JSON', 'Listeners that the sign-in set off.'],
  ['flaggedForReview', 'BOOLEAN', 'True when the user asked for a review.', '', 'Flagged for review'],
  ['isTenantRestricted', 'BOOLEAN', 'True when a tenant restriction applied.'],
  ['processingTimeInMilliseconds', 'BIGINT', 'Time taken, milliseconds.', '', 'Latency'],
];

/** Parts of nested objects. The portal’s CSV has those of the device under headings of its own, which stay in `extra`. */
const parts: [path: string, ...field: Field][] = [
  ['status', 'additionalDetails', 'VARCHAR', 'What was done about the second factor.'],
  ['location', 'city', 'VARCHAR', 'City of the address.'],
  ['location', 'state', 'VARCHAR', 'State of the address.'],
  ['location', 'countryOrRegion', 'VARCHAR', 'Country of the address, two letters.'],
  ['location/geoCoordinates', 'latitude', 'DOUBLE', 'Latitude of the address, degrees.'],
  ['location/geoCoordinates', 'longitude', 'DOUBLE', 'Longitude of the address, degrees.'],
];

const clean = (heading: string) => heading.trim().replaceAll(/ +/g, ' ').toLowerCase();
/** Heading → column, where they differ by more than case. */
const headings = new Map<string, string>([
  ['date (utc)', 'createddatetime'],
  ['ip address', 'ipaddress'],
  ['location', 'place'],
  ['status', 'result'],
  ['sign-in error code', 'resulttype'],
  ['failure reason', 'resultdescription'],
]);

function make([key, type, doc, entity, csv]: Field, path = key): FormatColumn {
  const name = key.toLowerCase();
  if (csv) headings.set(clean(csv), name);
  return { name, key, from: [`/properties/${path}`, `/${path}`], type, doc, ...(entity ? { entity } : {}) };
}
const text = (key: string, from: string[], doc: string): FormatColumn => ({
  name: key.toLowerCase(),
  key,
  from,
  type: 'VARCHAR',
  doc,
});

const device: [key: string, type: 'VARCHAR' | 'BOOLEAN', doc: string][] = [
  ['deviceId', 'VARCHAR', 'Id of the device, where it is registered.'],
  ['displayName', 'VARCHAR', 'Name of the device.'],
  ['operatingSystem', 'VARCHAR', 'Operating system.'],
  ['browser', 'VARCHAR', 'Browser.'],
  ['isCompliant', 'BOOLEAN', 'True for a compliant device.'],
  ['isManaged', 'BOOLEAN', 'True for a managed device.'],
  ['trustType', 'VARCHAR', 'Azure AD joined, Hybrid Azure AD joined, Azure AD registered.'],
];

export const columns: FormatColumn[] = [
  {
    name: 'createddatetime',
    key: 'createdDateTime',
    from: ['/properties/createdDateTime', '/createdDateTime', '/time'],
    type: 'TIMESTAMP',
    doc: 'When the sign-in began, UTC.',
  },
  text('category', ['/category'], 'SignInLogs, NonInteractiveUserSignInLogs, ServicePrincipalSignInLogs, …'),
  {
    ...text('ipAddress', ['/properties/ipAddress', '/ipAddress', '/callerIpAddress'], 'Address that it came from.'),
    entity: 'ip',
  },
  {
    name: 'resulttype',
    key: 'resultType',
    from: ['/properties/status/errorCode', '/status/errorCode', '/resultType'],
    type: 'INTEGER',
    doc: 'Error code of Entra ID; 0 when the sign-in succeeded.',
  },
  text(
    'resultDescription',
    ['/properties/status/failureReason', '/status/failureReason', '/resultDescription'],
    'What the error code means.',
  ),
  {
    name: 'status',
    type: 'VARCHAR',
    doc: 'Success, Failure or Interrupted, as the portal says; from `resulttype` where a record has no word for it.',
    derive: `coalesce(nullif(regexp_extract("result", '^[A-Za-z]+$'), ''), CASE WHEN "resulttype" = 0 THEN 'Success' WHEN "resulttype" IS NOT NULL THEN 'Failure' END)`,
  },
  text('result', ['/result'], 'Status in a CSV: a word in the portal’s, JSON in that of Log Analytics.'),
  { ...text('tenantId', ['/tenantId', '/properties/tenantId'], 'Tenant that was signed in to.'), entity: 'account' },
  ...properties.map((one) => make(one)),
  ...parts.map(([path, ...one]) => make(one, `${path}/${one[0]}`)),
  {
    name: 'clientapp',
    key: 'ClientApp',
    type: 'VARCHAR',
    doc: '`clientappused`, under the name that the portal shows.',
    derive: '"clientappused"',
  },
  {
    name: 'properties',
    doc: 'What Sigma’s rules name so.',
    fields: [{ name: 'message', type: 'VARCHAR', doc: 'Device Code or ROPC, by `authenticationprotocol`.' }],
    derive: `{'message': CASE WHEN "authenticationprotocol" = 'deviceCode' OR "originaltransfermethod" = 'deviceCodeFlow' THEN 'Device Code'
      WHEN "authenticationprotocol" = 'ropc' THEN 'ROPC' END}`,
  },
  text('place', ['/place'], 'City, state and country in one text, in the portal’s CSV.'),
  {
    name: 'devicedetail',
    key: 'deviceDetail',
    from: ['/properties/deviceDetail', '/deviceDetail'],
    doc: 'Device that was used.',
    fields: device.map(([name, type, doc]) => ({ name, type, doc })),
  },
];

/** The column that a heading names. */
export function columnFor(heading: string): string | null {
  const known = headings.get(clean(heading)) ?? clean(heading);
  return columns.find(({ name, derive }) => name === known && derive === undefined)?.name ?? null;
}
