// Okta System Log: LogEvent objects, from the API, a log stream, an event hook or EventBridge.
import { columns } from './fields/okta.ts';
import type { Format } from './format.ts';

const event = {
  uuid: '11111111-2222-11f0-8333-444444444444',
  published: '2025-03-04T05:06:07.250Z',
  eventType: 'user.session.start',
  version: '0',
  severity: 'INFO',
  legacyEventType: 'core.user_auth.login_success',
  displayMessage: 'User login to Okta',
  actor: {
    id: '00uEXAMPLE0000000001',
    type: 'User',
    alternateId: 'ana@example.com',
    displayName: 'Ana Example',
    detailEntry: null,
  },
  client: {
    userAgent: { rawUserAgent: 'Mozilla/5.0 (Macintosh)', os: 'Mac OS X', browser: 'CHROME' },
    zone: 'null',
    device: 'Computer',
    id: null,
    ipAddress: '192.0.2.10',
    geographicalContext: {
      city: 'Lisbon',
      state: 'Lisbon',
      country: 'Portugal',
      postalCode: null,
      geolocation: { lat: 38.7, lon: -9.1 },
    },
  },
  outcome: { result: 'SUCCESS', reason: null },
  target: [
    {
      id: '0oaEXAMPLE0000000001',
      type: 'AppInstance',
      alternateId: 'Payroll',
      displayName: 'Payroll',
      detailEntry: { signOnModeType: 'SAML_2_0' },
    },
  ],
  transaction: { type: 'WEB', id: 'W1EXAMPLE', detail: {} },
  debugContext: { debugData: { requestUri: '/api/v1/authn', threatSuspected: 'false' } },
  authenticationContext: {
    authenticationProvider: null,
    credentialProvider: null,
    credentialType: null,
    issuer: null,
    authenticationStep: 0,
    externalSessionId: '102EXAMPLE',
    interface: null,
  },
  securityContext: {
    asNumber: 64500,
    asOrg: 'example',
    isp: 'example',
    domain: 'example.net',
    isProxy: false,
    risk: { level: 'LOW' },
  },
  request: { ipChain: [{ ip: '192.0.2.10', version: 'V4', source: null }] },
};

const okta: Format = {
  name: 'okta',
  title: 'Okta System Log',
  vendor: 'Okta',
  source: 'Okta developer documentation, System Log API, "LogEvent object"; read 2026-11-27',
  timeColumn: 'published',
  json: {
    recognise: (record) =>
      typeof record.published === 'string' &&
      typeof record.eventType === 'string' &&
      typeof record.uuid === 'string' &&
      ('actor' in record || 'outcome' in record || 'displayMessage' in record),
  },
  columns,
  defaultColumns: [
    'published',
    'eventtype',
    'displaymessage',
    'actor.alternateId',
    'client.ipAddress',
    'outcome.result',
    'outcome.reason',
    'target',
    'client.userAgent.rawUserAgent',
    'severity',
  ],
  timeline: {
    time: 'published',
    actor: `coalesce(nullif(actor.alternateId, 'unknown'), actor.displayName, actor.id)`,
    action: 'eventtype',
    // Groups, policies and rules have no other name: their alternateId is the word "unknown".
    target: `coalesce(nullif(target[1].alternateId, 'unknown'), target[1].displayName, target[1].id)`,
    source_ip: 'client.ipAddress',
    user_agent: 'client.userAgent.rawUserAgent',
    outcome: 'outcome.result',
    session: 'authenticationcontext.externalSessionId',
  },
  sigma: [{ product: 'okta', category: null, service: 'okta' }],
  aliases: {
    time: 'published',
    '@timestamp': 'published',
    'event.id': 'uuid',
    'source.ip': 'client.ipAddress',
    'event.outcome': 'outcome.result',
    country: 'client.geographicalContext.country',
    'okta.event_type': 'eventtype',
    'okta.display_message': 'displaymessage',
    'okta.client.ip': 'client.ipAddress',
    action: 'eventtype',
    'event.action': 'eventtype',
    user: 'actor.alternateId',
    principal: 'actor.alternateId',
    'user.name': 'actor.alternateId',
    ip: 'client.ipAddress',
    sourceip: 'client.ipAddress',
    agent: 'client.userAgent.rawUserAgent',
    'user_agent.original': 'client.userAgent.rawUserAgent',
    result: 'outcome.result',
    reason: 'outcome.reason',
    message: 'displaymessage',
    session: 'authenticationcontext.externalSessionId',
    'okta.actor.alternate_id': 'actor.alternateId',
    'okta.outcome.result': 'outcome.result',
    'okta.outcome.reason': 'outcome.reason',
  },
  samples: [
    {
      record: JSON.stringify(event),
      expect: {
        published: '2025-03-04 05:06:07.25',
        eventtype: 'user.session.start',
        'actor.alternateId': 'ana@example.com',
        'client.ipAddress': '192.0.2.10',
        'client.geographicalContext.geolocation.lon': '-9.1',
        'client.userAgent.rawUserAgent': 'Mozilla/5.0 (Macintosh)',
        'outcome.result': 'SUCCESS',
        'outcome.reason': null,
        'securitycontext.asNumber': '64500',
        'securitycontext.isProxy': 'false',
        'securitycontext.risk': '{"level":"LOW"}',
        'authenticationcontext.externalSessionId': '102EXAMPLE',
        'debugcontext.debugData': '{"requestUri":"/api/v1/authn","threatSuspected":"false"}',
        'transaction.id': 'W1EXAMPLE',
      },
    },
    {
      // A job of the system: nearly everything is null, and a key that is new.
      record: JSON.stringify({
        ...event,
        eventType: 'policy.rule.update',
        client: null,
        device: { id: 'guoEXAMPLE', managed: true, os_platform: 'OSX', jailbreak: null },
        outcome: { result: 'FAILURE', reason: 'VERIFICATION_ERROR' },
        target: null,
        request: { ipChain: [] },
        somethingNew: { a: 1 },
      }),
      expect: {
        'client.ipAddress': null,
        'device.managed': 'true',
        'device.os_platform': 'OSX',
        'outcome.reason': 'VERIFICATION_ERROR',
        target: null,
      },
    },
    {
      record: '{"published":"2025-03-04T05:06:07.250Z","uuid":"u","eventType":"user.session.start","actor":{]}',
      expect: { reject: 'not JSON' },
    },
  ],
};

export default okta;
