// Entra ID sign-ins of users, service principals and managed identities: Graph, diagnostic settings, the portal’s CSV.
import { columnFor, columns } from './fields/entra-signin.ts';
import type { Format } from './format.ts';

const categories = new Set([
  'SignInLogs',
  'NonInteractiveUserSignInLogs',
  'ServicePrincipalSignInLogs',
  'ManagedIdentitySignInLogs',
  'MicrosoftServicePrincipalSignInLogs',
  'ADFSSignInLogs',
]);

function recognise(record: Record<string, unknown>): boolean {
  if (typeof record.category === 'string' && typeof record.time === 'string')
    return categories.has(record.category) && typeof record.properties === 'object' && record.properties !== null;
  return (
    typeof record.createdDateTime === 'string' &&
    'appDisplayName' in record &&
    'ipAddress' in record &&
    'correlationId' in record &&
    ('userPrincipalName' in record || 'servicePrincipalId' in record) &&
    typeof record.status === 'object'
  );
}

/** SQL: what is missing stands as an empty text here. */
const firstOf = (...names: string[]) => `coalesce(${names.map((name) => `nullif(${name}, '')`).join(', ')})`;

const signIn = {
  id: '11111111-1111-4111-8111-111111111100',
  createdDateTime: '2025-03-04T05:06:07Z',
  userDisplayName: 'Ana Example',
  userPrincipalName: 'ana@example.com',
  userId: '22222222-2222-4222-8222-222222222222',
  appId: '33333333-3333-4333-8333-333333333333',
  appDisplayName: 'Example Portal',
  ipAddress: '192.0.2.10',
  clientAppUsed: 'Browser',
  userAgent: 'Mozilla/5.0',
  correlationId: '44444444-4444-4444-8444-444444444444',
  conditionalAccessStatus: 'notApplied',
  authenticationRequirement: 'singleFactorAuthentication',
  isInteractive: true,
  riskDetail: 'none',
  riskLevelAggregated: 'none',
  riskLevelDuringSignIn: 'low',
  riskState: 'none',
  riskEventTypes_v2: ['anonymizedIPAddress'],
  resourceDisplayName: 'Example Graph',
  resourceId: '55555555-5555-4555-8555-555555555555',
  uniqueTokenIdentifier: 'EXAMPLEuti0000000001',
  autonomousSystemNumber: 64500,
  processingTimeInMilliseconds: 120,
  status: { errorCode: 50126, failureReason: 'Wrong user name or password.', additionalDetails: null },
  deviceDetail: {
    deviceId: '',
    displayName: null,
    operatingSystem: 'Windows 10',
    browser: 'Edge 120',
    isCompliant: false,
    isManaged: false,
    trustType: null,
  },
  location: {
    city: 'Lisbon',
    state: 'Lisboa',
    countryOrRegion: 'PT',
    geoCoordinates: { altitude: null, latitude: 38.7, longitude: -9.1 },
  },
  appliedConditionalAccessPolicies: [],
};

const exported = {
  time: '2025-03-04T05:06:08.1234567Z',
  resourceId: '/tenants/66666666-6666-4666-8666-666666666666/providers/Microsoft.aadiam',
  operationName: 'Sign-in activity',
  operationVersion: '1.0',
  category: 'NonInteractiveUserSignInLogs',
  tenantId: '66666666-6666-4666-8666-666666666666',
  resultType: '0',
  resultSignature: 'None',
  durationMs: 0,
  callerIpAddress: '198.51.100.4',
  correlationId: '44444444-4444-4444-8444-444444444444',
  identity: 'Ana Example',
  Level: 4,
  location: 'PT',
  properties: { ...signIn, ipAddress: '2001:db8::7', status: { errorCode: 0 }, sessionId: 's-1', aNewField: 1 },
};

const entraSignin: Format = {
  name: 'entra_signin',
  title: 'Entra ID sign-ins',
  vendor: 'Microsoft',
  source:
    'Microsoft Graph reference, "signIn resource type" (v1.0 and beta), and Azure Monitor table reference, "SigninLogs"; read 2026-11-27',
  timeColumn: 'createddatetime',
  json: { recognise, byValue: true },
  columns,
  table: {
    recognise(names) {
      const headings = names.map((name) => name.trim());
      const has = (...wanted: string[]) => wanted.every((name) => headings.includes(name));
      return (
        (has('Date (UTC)', 'Request ID', 'IP address') &&
          (headings.includes('Username') || headings.includes('Service principal ID'))) ||
        has('UserPrincipalName', 'AppDisplayName', 'IPAddress', 'CreatedDateTime') ||
        has('userPrincipalName', 'appDisplayName', 'ipAddress', 'createdDateTime')
      );
    },
    columnFor,
  },
  defaultColumns: [
    'createddatetime',
    'userprincipalname',
    'status',
    'resulttype',
    'resultdescription',
    'ipaddress',
    'countryorregion',
    'appdisplayname',
    'resourcedisplayname',
    'clientappused',
    'useragent',
    'category',
    'serviceprincipalname',
  ],
  timeline: {
    time: 'createddatetime',
    actor: firstOf('userprincipalname', 'serviceprincipalname', 'userdisplayname', 'userid', 'serviceprincipalid'),
    action: `'sign-in to ' || ${firstOf('appdisplayname', 'appid')}`,
    target: firstOf('resourcedisplayname', 'resourceid'),
    source_ip: firstOf('ipaddress'),
    user_agent: firstOf('useragent'),
    outcome: 'status',
    account: firstOf('tenantid', 'resourcetenantid', 'hometenantid'),
    region: firstOf('countryorregion'),
    session: firstOf('sessionid', 'uniquetokenidentifier'),
  },
  sigma: [{ product: 'azure', category: null, service: 'signinlogs' }],
  aliases: {
    time: 'createddatetime',
    '@timestamp': 'createddatetime',
    user: 'userprincipalname',
    principal: 'userprincipalname',
    upn: 'userprincipalname',
    username: 'userprincipalname',
    'user.name': 'userprincipalname',
    ip: 'ipaddress',
    sourceip: 'ipaddress',
    'source.ip': 'ipaddress',
    app: 'appdisplayname',
    application: 'appdisplayname',
    error: 'resulttype',
    errorcode: 'resulttype',
    failurereason: 'resultdescription',
    outcome: 'status',
    'event.outcome': 'status',
    'user_agent.original': 'useragent',
    country: 'countryorregion',
    session: 'sessionid',
    token: 'uniquetokenidentifier',
    uti: 'uniquetokenidentifier',
    browser: 'devicedetail.browser',
    os: 'devicedetail.operatingSystem',
    mfa: 'authenticationrequirement',
    risk: 'risklevelduringsignin',
  },
  samples: [
    {
      record: JSON.stringify(signIn),
      expect: {
        createddatetime: '2025-03-04 05:06:07',
        category: null,
        userprincipalname: 'ana@example.com',
        ipaddress: '192.0.2.10',
        resulttype: '50126',
        resultdescription: 'Wrong user name or password.',
        status: 'Failure',
        appdisplayname: 'Example Portal',
        isinteractive: 'true',
        risklevelduringsignin: 'low',
        riskeventtypes_v2: '["anonymizedIPAddress"]',
        uniquetokenidentifier: 'EXAMPLEuti0000000001',
        autonomoussystemnumber: '64500',
        processingtimeinmilliseconds: '120',
        city: 'Lisbon',
        countryorregion: 'PT',
        latitude: '38.7',
        'devicedetail.browser': 'Edge 120',
        'devicedetail.isCompliant': 'false',
        'devicedetail.trustType': null,
        appliedconditionalaccesspolicies: '[]',
      },
    },
    {
      record: JSON.stringify(exported),
      expect: {
        createddatetime: '2025-03-04 05:06:07',
        category: 'NonInteractiveUserSignInLogs',
        tenantid: '66666666-6666-4666-8666-666666666666',
        ipaddress: '2001:db8::7',
        resulttype: '0',
        status: 'Success',
        resourceid: '55555555-5555-4555-8555-555555555555',
        sessionid: 's-1',
        countryorregion: 'PT',
        'devicedetail.operatingSystem': 'Windows 10',
      },
    },
    {
      // A service principal: no user, no device, and the address only in the envelope.
      record: JSON.stringify({
        ...exported,
        category: 'ServicePrincipalSignInLogs',
        resultType: '7000215',
        resultDescription: 'Invalid client secret.',
        properties: {
          id: '77777777',
          servicePrincipalId: '88888888-8888-4888-8888-888888888888',
          servicePrincipalName: 'deploy',
          servicePrincipalCredentialKeyId: '99999999-9999-4999-8999-999999999999',
          appId: '33333333-3333-4333-8333-333333333333',
        },
      }),
      expect: {
        createddatetime: '2025-03-04 05:06:08.123456',
        serviceprincipalname: 'deploy',
        serviceprincipalcredentialkeyid: '99999999-9999-4999-8999-999999999999',
        ipaddress: '198.51.100.4',
        resulttype: '7000215',
        resultdescription: 'Invalid client secret.',
        status: 'Failure',
        userprincipalname: null,
        devicedetail: null,
      },
    },
    {
      header:
        'Date (UTC),Request ID,User agent,Correlation ID,User ID,User,Username,Application,Application ID ,IP address,Location,Status,Sign-in error code,Failure reason,Client app,Browser,Autonomous system  number,Latency',
      record:
        '2025-03-04T05:06:07Z,r-1,Mozilla/5.0,c-1,u-1,Ana Example,ana@example.com,Example Portal,a-1,192.0.2.10,"Lisbon, Lisboa, PT",Interrupted,50074,Strong authentication is required.,Browser,Edge 120,64500,120',
      expect: {
        createddatetime: '2025-03-04 05:06:07',
        id: 'r-1',
        userprincipalname: 'ana@example.com',
        userdisplayname: 'Ana Example',
        appid: 'a-1',
        ipaddress: '192.0.2.10',
        place: 'Lisbon, Lisboa, PT',
        status: 'Interrupted',
        resulttype: '50074',
        autonomoussystemnumber: '64500',
        extra: '{"Browser":"Edge 120"}',
      },
    },
    {
      // Log Analytics.
      header: 'TimeGenerated,CreatedDateTime,UserPrincipalName,AppDisplayName,IPAddress,ResultType,Status,DeviceDetail',
      record: `2025-03-04T05:06:09Z,2025-03-04T05:06:07Z,ana@example.com,Portal,192.0.2.10,0,"{""errorCode"":0}","{""browser"":""Edge 120"",""isManaged"":true}"`,
      expect: {
        createddatetime: '2025-03-04 05:06:07',
        userprincipalname: 'ana@example.com',
        ipaddress: '192.0.2.10',
        status: 'Success',
        'devicedetail.browser': 'Edge 120',
        'devicedetail.isManaged': 'true',
        extra: '{"TimeGenerated":"2025-03-04T05:06:09Z"}',
      },
    },
    {
      record: JSON.stringify({ ...signIn, authenticationProtocol: 'deviceCode' }),
      expect: { authenticationprotocol: 'deviceCode', 'properties.message': 'Device Code' },
    },
    {
      record: '{"time":"2025-03-04T05:06:07Z","category":"SignInLogs","properties":{"id":}}',
      expect: { reject: 'not JSON' },
    },
  ],
};

export default entraSignin;
