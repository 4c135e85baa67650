// Rows of the timeline for records as services really write them: with empty texts, dashes and words in the place of nothing.
import { beforeAll, expect, it } from 'vitest';
import { findFormat } from '../../shared/formats/registry.ts';
import type { OpenCase } from '../../src-main/engine/engine-state.ts';
import { addParcel, createBatch } from '../../src-main/engine/ingest/store/batch.ts';
import { createRecordFilter } from '../../src-main/engine/ingest/store/record-filter.ts';
import { storeBatch } from '../../src-main/engine/ingest/store/store-batch.ts';
import { branchOf } from '../../src-main/engine/queries/timeline/branches.ts';
import { loadBytes } from '../engine/ingest/support/load.ts';
import { openTestCase } from '../engine/support/case.ts';

const audit = (payload: object) => ({
  logName: 'projects/p1/logs/cloudaudit.googleapis.com%2Factivity',
  timestamp: '2025-03-04T05:06:07Z',
  protoPayload: {
    '@type': 'type.googleapis.com/google.cloud.audit.AuditLog',
    serviceName: 'k8s.io',
    methodName: 'io.k8s.get',
    ...payload,
  },
});
const zeek = (more: object) => ({ ts: 1741064767, uid: 'CEx1', 'id.orig_h': '192.0.2.10', ...more });

const signIn = (more: object) => ({
  eventVersion: '1.08',
  eventTime: '2025-03-04T05:06:07Z',
  eventID: 'e1',
  eventSource: 'signin.amazonaws.com',
  awsRegion: 'us-east-1',
  ...more,
});

const cases: [format: string, record: object | string, row: Record<string, string | null>][] = [
  [
    'okta',
    {
      uuid: 'u',
      published: '2025-03-04T05:06:07Z',
      eventType: 'policy.evaluate_sign_on',
      actor: { id: '00u1', alternateId: 'unknown', displayName: 'Ana' },
      target: [{ id: '00p1', alternateId: 'unknown', displayName: 'Default Policy' }],
    },
    { actor: 'Ana', target: 'Default Policy' },
  ],
  [
    'entra_signin',
    {
      time: '2025-03-04T05:06:07Z',
      category: 'ManagedIdentitySignInLogs',
      tenantId: 't1',
      properties: {
        createdDateTime: '2025-03-04T05:06:07Z',
        userPrincipalName: '',
        servicePrincipalName: 'backup',
        appDisplayName: '',
        appId: 'a1',
        ipAddress: '',
        userAgent: '',
        resourceDisplayName: 'Vault',
        location: { countryOrRegion: '' },
        status: { errorCode: 0 },
      },
    },
    { actor: 'backup', action: 'sign-in to a1', target: 'Vault', source_ip: null, user_agent: null, region: null },
  ],
  [
    'entra_audit',
    {
      time: '2025-03-04T05:06:07Z',
      category: 'AuditLogs',
      properties: {
        activityDateTime: '2025-03-04T05:06:07Z',
        activityDisplayName: 'Update service principal',
        userAgent: null,
        additionalDetails: [{ key: 'User-Agent', value: 'Graph Client/2.1' }],
      },
    },
    { user_agent: 'Graph Client/2.1' },
  ],
  ['gcp_audit', audit({ status: { code: 7, message: 'ana may not do that' } }), { outcome: 'PERMISSION_DENIED' }],
  ['gcp_audit', audit({ status: { code: 7 } }), { outcome: 'PERMISSION_DENIED' }],
  ['gcp_audit', audit({ status: {}, authorizationInfo: [{ granted: false }] }), { outcome: 'not granted' }],
  ['gcp_audit', audit({ status: {}, authorizationInfo: [{ granted: true }] }), { outcome: 'Success' }],
  [
    'm365_audit',
    {
      CreationTime: '2025-03-04T05:06:07',
      Operation: 'MemberAdded',
      Workload: 'MicrosoftTeams',
      UserId: 'ana@example.com',
      ObjectId: '',
      TeamName: 'Finance',
    },
    { target: 'Finance', outcome: 'Success' },
  ],
  [
    'cloudtrail',
    signIn({
      eventName: 'ConsoleLogin',
      userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/ana', accountId: '111122223333' },
      responseElements: { ConsoleLogin: 'Failure' },
      errorMessage: 'Failed authentication',
    }),
    { actor: 'arn:aws:iam::111122223333:user/ana', account: '111122223333', outcome: 'Failed authentication' },
  ],
  [
    'cloudtrail',
    signIn({
      eventName: 'CheckMfa',
      userIdentity: { type: 'IAMUser', userName: 'ana', accessKeyId: '' },
      responseElements: { CheckMfa: 'Failure' },
    }),
    { actor: 'ana', outcome: 'Failure', session: null },
  ],
  [
    'cloudtrail',
    signIn({
      eventName: 'UserAuthentication',
      userIdentity: { type: 'IdentityCenterUser', arn: '', accountId: '111122223333', accessKeyId: '' },
      responseElements: null,
      additionalEventData: { UserName: 'ana@example.com' },
      serviceEventDetails: { UserAuthentication: 'Failure' },
    }),
    { actor: 'ana@example.com', outcome: 'Failure', session: null },
  ],
  [
    'cloudtrail',
    signIn({
      eventName: 'ConsoleLogin',
      userIdentity: { type: 'Root', arn: 'arn:aws:iam::111122223333:root' },
      responseElements: { ConsoleLogin: 'Success' },
    }),
    { outcome: 'Success' },
  ],
  [
    'ocsf',
    {
      class_uid: 3002,
      category_uid: 3,
      activity_id: 1,
      time: 1741064767000,
      actor: { user: { name: 'ana', uid: 'AIDAEXAMPLEEXAMPLE01' } },
      api: { operation: 'ConsoleLogin', service: { name: 'signin.amazonaws.com' } },
      user: { uid: 'AIDAEXAMPLEEXAMPLE01' },
    },
    { actor: 'ana', action: 'ConsoleLogin', target: 'signin.amazonaws.com' },
  ],
  [
    'ocsf',
    {
      class_uid: 2001,
      category_uid: 2,
      activity_id: 2,
      time: 1741064767000,
      actor: { user: { name: 'ana', uid: 'arn:aws:iam::111122223333:user/ana' } },
      finding: { title: 'Ports are open' },
      resource: { uid: 'sg-1' },
      compliance: { status: 'FAILED' },
      severity: 'High',
    },
    { actor: 'arn:aws:iam::111122223333:user/ana', action: 'Ports are open', target: 'sg-1', outcome: 'FAILED' },
  ],
  [
    'guardduty',
    {
      schemaVersion: '2.0',
      accountId: '111122223333',
      type: 'Impact:S3/MaliciousIPCaller',
      resource: {
        resourceType: 'S3Bucket',
        s3BucketDetails: [{ arn: 'arn:aws:s3:::backup' }],
        instanceDetails: { instanceId: 'i-1' },
      },
      service: { eventLastSeen: '2025-03-04T05:06:07Z' },
    },
    { target: 'arn:aws:s3:::backup' },
  ],
  [
    'windows_event',
    {
      TimeCreated: '2025-03-04T05:06:07Z',
      EventID: 4688,
      Channel: 'Security',
      Computer: 'host1',
      SubjectUserName: 'ana',
      SubjectDomainName: 'EXAMPLE',
      TargetUserName: '-',
      TargetDomainName: '-',
      NewProcessName: 'C:\\notepad.exe',
    },
    { actor: 'ana', account: 'EXAMPLE', target: 'C:\\notepad.exe' },
  ],
  [
    'zeek',
    zeek({ request_type: 'TGS', client: 'ana/EXAMPLE.COM', service: 'HOST/host1', success: true }),
    { actor: 'ana/EXAMPLE.COM', action: 'kerberos TGS', target: 'HOST/host1', user_agent: null, outcome: 'Success' },
  ],
  ['zeek', zeek({ established: false, server_name: 'example.com' }), { action: 'ssl', outcome: 'not established' }],
  [
    'weblog',
    'client7.example.com - - [04/Mar/2025:05:06:07 +0000] "- - HTTP/1.0" 400 226',
    { actor: 'client7.example.com', source_ip: null, action: null, target: '- - HTTP/1.0' },
  ],
  [
    'syslog',
    '<38>Mar  4 05:06:07 host1 sshd[7]: Failed password for ana from 2001:db8::7 port 22 ssh2',
    { actor: 'ana', source_ip: '2001:db8::7', outcome: 'Failed' },
  ],
];

let open: OpenCase;
beforeAll(async () => {
  open = await openTestCase();
});

it.each(cases)('%s %#', async (name, record, row) => {
  const batch = createBatch();
  const filter = createRecordFilter();
  const { parcels } = await loadBytes(typeof record === 'string' ? record : JSON.stringify(record));
  for (const parcel of parcels) addParcel(batch, parcel, () => filter);
  const [found] = await open.db.use(async (connection) => {
    await storeBatch(connection, batch, { genericTable: 'imported', madeTables: new Set() }, async () => undefined);
    const rows = await connection.rows(branchOf(findFormat(name)!));
    await connection.run(`DELETE FROM "${name}"`);
    return rows;
  });
  expect(found).toMatchObject(row);
});
