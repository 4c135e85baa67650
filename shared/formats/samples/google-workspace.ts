// Samples of Google Workspace activities: its fixtures, which the tests load and look at.
import type { FormatSample } from '../format.ts';

export const samples: FormatSample[] = [
  {
    // A login.
    record: JSON.stringify({
      kind: 'admin#reports#activity',
      id: {
        time: '2025-03-04T05:06:07.418Z',
        uniqueQualifier: '-4821936017452283615',
        applicationName: 'login',
        customerId: 'C03example',
      },
      etag: '"abc/def"',
      actor: { callerType: 'USER', email: 'ana@example.com', profileId: '104729385610473829156' },
      ownerDomain: 'example.com',
      ipAddress: '198.51.100.91',
      networkInfo: { ipAsn: [64500], regionCode: 'NL', subdivisionCode: 'NL-NH' },
      events: [
        {
          type: 'login',
          name: 'login_success',
          parameters: [
            { name: 'login_type', value: 'google_password' },
            { name: 'login_challenge_method', multiValue: ['password', 'passkey'] },
            { name: 'is_suspicious', boolValue: true },
            { name: 'login_timestamp', intValue: '1741064767418000' },
          ],
        },
      ],
    }),
    expect: {
      time: '2025-03-04 05:06:07.418',
      kind: 'admin#reports#activity',
      etag: '"abc/def"',
      'id.time': '2025-03-04 05:06:07.418',
      'id.uniqueQualifier': '-4821936017452283615',
      'id.applicationName': 'login',
      'id.customerId': 'C03example',
      'actor.email': 'ana@example.com',
      'actor.profileId': '104729385610473829156',
      'actor.callerType': 'USER',
      ownerdomain: 'example.com',
      ipaddress: '198.51.100.91',
      'networkinfo.ipAsn': '[64500]',
      'networkinfo.regionCode': 'NL',
      eventtype: 'login',
      eventname: 'login_success',
      eventservice: 'login.googleapis.com',
      'protopayload.serviceName': 'login.googleapis.com',
      'protopayload.metadata': "{'event': [{'eventName': login_success}]}",
      parameters:
        '{"login_type":"google_password","login_challenge_method":["password","passkey"],"is_suspicious":true,"login_timestamp":"1741064767418000"}',
      event_names: '[login_success]',
    },
  },
  {
    // The Admin console by an application, two events at once, over IPv6.
    record: JSON.stringify({
      kind: 'admin#reports#activity',
      id: { time: '2025-03-04T05:06:07Z', uniqueQualifier: '1', applicationName: 'admin', customerId: 'C03example' },
      actor: {
        callerType: 'KEY',
        key: 'SYSTEM',
        applicationInfo: { oauthClientId: 'c1.apps.example.com', applicationName: 'sync', impersonation: true },
      },
      ipAddress: '2001:db8::91',
      events: [
        {
          type: 'USER_SETTINGS',
          name: 'GRANT_ADMIN_PRIVILEGE',
          parameters: [{ name: 'USER_EMAIL', value: 'bob@example.com' }],
        },
        { type: 'DELEGATED_ADMIN_SETTINGS', name: 'ASSIGN_ROLE', parameters: [{ name: 'ROLE_ID', intValue: '7' }] },
      ],
      resourceDetails: [{ id: 'r', type: 'USER' }],
      fresh: true,
    }),
    expect: {
      'actor.email': null,
      'actor.key': 'SYSTEM',
      'actor.applicationInfo.impersonation': 'true',
      'actor.applicationInfo.oauthClientId': 'c1.apps.example.com',
      ipaddress: '2001:db8::91',
      eventname: 'GRANT_ADMIN_PRIVILEGE',
      event_names: '[GRANT_ADMIN_PRIVILEGE, ASSIGN_ROLE]',
      parameters: '{"USER_EMAIL":"bob@example.com"}',
      resourcedetails: '[{"id":"r","type":"USER"}]',
    },
  },
  {
    // A setting that was turned off.
    record: JSON.stringify({
      kind: 'admin#reports#activity',
      id: { time: '2025-03-04T05:06:07Z', uniqueQualifier: '2', applicationName: 'admin', customerId: 'C03example' },
      actor: { callerType: 'USER', email: 'ana@example.com', profileId: '1' },
      ipAddress: '198.51.100.91',
      events: [
        {
          type: 'SECURITY_SETTINGS',
          name: 'ENFORCE_STRONG_AUTHENTICATION',
          parameters: [
            { name: 'ORG_UNIT_NAME', value: 'all' },
            { name: 'SETTING_NAME', value: 'enforce' },
            { name: 'NEW_VALUE', value: 'false' },
          ],
        },
      ],
    }),
    expect: {
      eventtype: 'SECURITY_SETTINGS',
      eventservice: 'admin.googleapis.com',
      setting_name: 'enforce',
      new_value: 'false',
    },
  },
  {
    // OAuth: nested values; a failed login without a kind, with a name twice and without an address.
    record: JSON.stringify({
      id: { time: '2025-03-04T05:06:07.1Z', applicationName: 'token' },
      actor: { email: 'ana@example.com' },
      events: [
        {
          type: 'auth',
          name: 'authorize',
          parameters: [
            { name: 'app_name', value: 'tool' },
            { name: 'client_id', value: 'c2' },
            { name: 'scope', multiValue: ['https://mail.example.com/'] },
            { name: 'scope_data', multiMessageValue: [{ parameter: [{ name: 'scope_name', value: 's' }] }] },
          ],
        },
      ],
    }),
    expect: {
      parameters:
        '{"app_name":"tool","client_id":"c2","scope":["https://mail.example.com/"],"scope_data":[{"parameter":[{"name":"scope_name","value":"s"}]}]}',
      ipaddress: null,
      networkinfo: null,
    },
  },
  {
    record:
      '{"kind":"admin#reports#activity","id":{"time":"2025-03-04T05:06:07Z","applicationName":"login"},"events":[{"name":"login_failure","parameters":[{"name":"a","value":"1"},{"name":"a","value":"2"}]}]}',
    expect: { eventname: 'login_failure', parameters: null, 'actor.email': null },
  },
  {
    record: '{"kind":"admin#reports#activity","id":{"applicationName":"login","time":},"events":[]}',
    expect: { reject: 'not JSON' },
  },
];
