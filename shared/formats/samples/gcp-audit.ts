// Samples of Google Cloud audit logs: its fixtures, which the tests load and look at.
import type { FormatSample } from '../format.ts';

export const samples: FormatSample[] = [
  {
    // An administrator's change, refused.
    record: JSON.stringify({
      protoPayload: {
        '@type': 'type.googleapis.com/google.cloud.audit.AuditLog',
        status: { code: 7, message: 'PERMISSION_DENIED' },
        authenticationInfo: {
          principalEmail: 'ana@example.com',
          principalSubject: 'user:ana@example.com',
          serviceAccountDelegationInfo: [
            { firstPartyPrincipal: { principalEmail: 'robot@example.iam.gserviceaccount.com' } },
          ],
        },
        requestMetadata: {
          callerIp: '192.0.2.10',
          callerSuppliedUserAgent: 'google-cloud-sdk gcloud/470.0.0',
          requestAttributes: { time: '2025-03-04T05:06:07.1Z', auth: {} },
          destinationAttributes: {},
        },
        serviceName: 'iam.googleapis.com',
        methodName: 'google.iam.admin.v1.CreateServiceAccountKey',
        authorizationInfo: [
          {
            resource: 'projects/-/serviceAccounts/1',
            permission: 'iam.serviceAccountKeys.create',
            granted: false,
            permissionType: 'ADMIN_WRITE',
            resourceAttributes: {},
          },
        ],
        resourceName: 'projects/-/serviceAccounts/1',
        resourceLocation: { currentLocations: ['global'] },
        numResponseItems: '3',
        request: { name: 'n' },
        response: { done: true },
        metadata: { x: 1 },
      },
      insertId: '1abcdefg2h3',
      resource: { type: 'service_account', labels: { project_id: 'shop-prod', location: 'europe-west1' } },
      timestamp: '2025-03-04T05:06:07.123456789Z',
      severity: 'ERROR',
      logName: 'projects/shop-prod/logs/cloudaudit.googleapis.com%2Factivity',
      operation: { id: 'op', producer: 'iam.googleapis.com', first: true },
      receiveTimestamp: '2025-03-04T05:06:08.5Z',
      labels: { a: 'b' },
    }),
    expect: {
      timestamp: '2025-03-04 05:06:07.123456',
      receivetimestamp: '2025-03-04 05:06:08.5',
      logname: 'projects/shop-prod/logs/cloudaudit.googleapis.com%2Factivity',
      insertid: '1abcdefg2h3',
      severity: 'ERROR',
      'resource.type': 'service_account',
      'resource.labels': '{"project_id":"shop-prod","location":"europe-west1"}',
      labels: '{"a":"b"}',
      'protopayload.@type': 'type.googleapis.com/google.cloud.audit.AuditLog',
      'protopayload.serviceName': 'iam.googleapis.com',
      'protopayload.methodName': 'google.iam.admin.v1.CreateServiceAccountKey',
      'protopayload.resourceName': 'projects/-/serviceAccounts/1',
      'protopayload.resourceLocation.currentLocations': '[global]',
      'protopayload.numResponseItems': '3',
      'protopayload.status.code': '7',
      'protopayload.status.message': 'PERMISSION_DENIED',
      'protopayload.authenticationInfo.principalEmail': 'ana@example.com',
      'protopayload.requestMetadata.callerIp': '192.0.2.10',
      'protopayload.requestMetadata.callerSuppliedUserAgent': 'google-cloud-sdk gcloud/470.0.0',
      'protopayload.request': '{"name":"n"}',
      'protopayload.response': '{"done":true}',
      'protopayload.metadata': '{"x":1}',
      'operation.id': 'op',
      'operation.first': 'true',
      log_type: 'activity',
      project_id: 'shop-prod',
      principal: 'ana@example.com',
      caller_ip: '192.0.2.10',
      'gcp.audit.method_name': 'google.iam.admin.v1.CreateServiceAccountKey',
    },
  },
  {
    // A read by a federated identity from inside Google, with no address; a field of the future.
    record: JSON.stringify({
      insertId: 'i2',
      logName: 'organizations/123/logs/cloudaudit.googleapis.com%2Fdata_access',
      protoPayload: {
        '@type': 'type.googleapis.com/google.cloud.audit.AuditLog',
        status: {},
        authenticationInfo: { principalSubject: 'principal://iam.googleapis.com/projects/1/pool/subject/s' },
        requestMetadata: { callerIp: 'gce-internal-ip', callerNetwork: '//compute.googleapis.com/n' },
        serviceName: 'storage.googleapis.com',
        methodName: 'storage.objects.get',
        resourceName: 'projects/_/buckets/b/objects/o',
        invented: {},
      },
      resource: { type: 'gcs_bucket', labels: { bucket_name: 'b' } },
      timestamp: '2025-03-04T05:06:07Z',
      severity: 'INFO',
    }),
    expect: {
      log_type: 'data_access',
      project_id: null,
      principal: 'principal://iam.googleapis.com/projects/1/pool/subject/s',
      'protopayload.requestMetadata.callerIp': 'gce-internal-ip',
      'protopayload.requestMetadata.callerNetwork': '//compute.googleapis.com/n',
      caller_ip: null,
      'protopayload.status.code': null,
      httprequest: null,
    },
  },
  {
    // A login to Google Workspace, over IPv6.
    record: JSON.stringify({
      protoPayload: {
        '@type': 'type.googleapis.com/google.cloud.audit.AuditLog',
        authenticationInfo: { principalEmail: 'bob@example.com' },
        requestMetadata: { callerIp: '2001:db8::10', requestAttributes: {} },
        serviceName: 'login.googleapis.com',
        methodName: 'google.login.LoginService.loginFailure',
        resourceName: 'organizations/123',
        metadata: { event: [{ eventName: 'login_failure', eventType: 'login' }] },
      },
      insertId: 'i3',
      resource: { type: 'audited_resource', labels: { service: 'login.googleapis.com' } },
      timestamp: '2025-03-04T05:06:07.5Z',
      severity: 'NOTICE',
      logName: 'organizations/123/logs/cloudaudit.googleapis.com%2Fdata_access',
    }),
    expect: {
      principal: 'bob@example.com',
      caller_ip: '2001:db8::10',
      'protopayload.metadata': '{"event":[{"eventName":"login_failure","eventType":"login"}]}',
      event_names: '[login_failure]',
      eventservice: 'login.googleapis.com',
    },
  },
  {
    // As BigQuery exports it.
    record:
      '{"logName":"projects/p1/logs/cloudaudit.googleapis.com%2Fsystem_event","timestamp":"2025-03-04 05:06:07.5 UTC","protopayload_auditlog":{"serviceName":"compute.googleapis.com","methodName":"compute.instances.migrateOnHostMaintenance","requestMetadata":{"callerIp":"203.0.113.5"}}}',
    expect: {
      timestamp: '2025-03-04 05:06:07.5',
      log_type: 'system_event',
      project_id: 'p1',
      'protopayload.methodName': 'compute.instances.migrateOnHostMaintenance',
      caller_ip: '203.0.113.5',
    },
  },
  {
    record:
      '{"protoPayload":{"@type":"type.googleapis.com/google.cloud.audit.AuditLog","methodName":},"timestamp":"2025-03-04T05:06:07Z"}',
    expect: { reject: 'not JSON' },
  },
];
