// Columns of the Okta System Log.

import type { FormatColumn } from '../format.ts';
import { field } from './columns.ts';

const top = (key: string, doc: string): FormatColumn => ({ ...field(key.toLowerCase(), doc), key });
const json = (name: string, doc: string): FormatColumn => ({ name, type: 'JSON', doc });
const flag = (name: string, doc: string): FormatColumn => ({ name, type: 'BOOLEAN', doc });
const struct = (key: string, doc: string, fields: FormatColumn[]): FormatColumn => ({
  name: key.toLowerCase(),
  key,
  doc,
  fields,
});

const place = (doc: string): FormatColumn => ({
  name: 'geographicalContext',
  doc,
  fields: [
    field('city', 'City.'),
    field('state', 'State or region.'),
    field('country', 'Country.'),
    field('postalCode', 'Postal code.'),
    {
      name: 'geolocation',
      doc: 'Position.',
      fields: [
        { name: 'lat', type: 'DOUBLE', doc: 'Latitude, degrees.' },
        { name: 'lon', type: 'DOUBLE', doc: 'Longitude, degrees.' },
      ],
    },
  ],
});

export const columns: FormatColumn[] = [
  { ...top('uuid', 'Unique id of the event.'), unique: true },
  { name: 'published', type: 'TIMESTAMP', doc: 'When the event was published, UTC.' },
  top('eventType', 'What happened, such as user.session.start.'),
  top('version', 'Version of the event’s shape.'),
  top('severity', 'DEBUG, INFO, WARN or ERROR.'),
  top('legacyEventType', 'Name of the event in the former Events API.'),
  top('displayMessage', 'The event in words.'),
  struct('actor', 'Who did it.', [
    field('id', 'Okta id of the actor.'),
    field('type', 'User, SystemPrincipal, PublicClientApp, …'),
    field('alternateId', 'Login of the actor, most often a mail address.', 'principal'),
    field('displayName', 'Name of the actor.'),
    json('detailEntry', 'More about the actor.'),
  ]),
  struct('client', 'What the request came from.', [
    {
      name: 'userAgent',
      doc: 'Agent of the client.',
      fields: [
        field('rawUserAgent', 'User agent as sent.', 'user-agent'),
        field('os', 'Operating system read from it.'),
        field('browser', 'Browser read from it.'),
      ],
    },
    field('zone', 'Network zone of the address.'),
    field('device', 'Kind of device: Computer, Mobile, Unknown.'),
    field('id', 'OAuth client or agent that made the request.'),
    field('ipAddress', 'Address that the request came from.', 'ip'),
    place('Where the address is.'),
  ]),
  struct('device', 'Registered device that was used.', [
    field('id', 'Id of the device.', 'resource'),
    field('name', 'Name of the device.'),
    field('os_platform', 'Operating system.'),
    field('os_version', 'Version of the operating system.'),
    flag('managed', 'True when the device is managed.'),
    flag('registered', 'True when the device is registered.'),
    json('device_integrator', 'Integration that tells about the device.'),
    field('disk_encryption_type', 'NONE, FULL, USER, ALL_INTERNAL_VOLUMES or SYSTEM_VOLUME.'),
    field('screen_lock_type', 'NONE, PASSCODE or BIOMETRIC.'),
    flag('jailbreak', 'True when the device is jailbroken.'),
    flag('secure_hardware_present', 'True when it has a secure chip.'),
  ]),
  struct('authenticationContext', 'How the actor was authenticated.', [
    field(
      'authenticationProvider',
      'Where the identity was checked: OKTA_AUTHENTICATION_PROVIDER, ACTIVE_DIRECTORY, …',
    ),
    field('credentialProvider', 'Who issued the credential: OKTA_CREDENTIAL_PROVIDER, DUO, YUBIKEY, …'),
    field('credentialType', 'PASSWORD, OTP, ASSERTION, OKTA_CLIENT_SESSION, …'),
    {
      name: 'issuer',
      doc: 'Issuer of the credential.',
      fields: [field('id', 'Id of the issuer.'), field('type', 'Kind of issuer.')],
    },
    { name: 'authenticationStep', type: 'INTEGER', doc: 'Step of the authentication, from 0.' },
    field('externalSessionId', 'Session of the actor.'),
    field('rootSessionId', 'Session that this one came from.'),
    field('interface', 'Third-party way in, such as Outlook or wsTrust.'),
  ]),
  struct('outcome', 'How it ended.', [
    field('result', 'SUCCESS, FAILURE, SKIPPED, ALLOW, DENY, CHALLENGE, UNKNOWN.'),
    field('reason', 'Why, where it did not succeed.'),
  ]),
  {
    ...struct('target', 'What was acted on.', [
      field('id', 'Okta id of the target.', 'resource'),
      field('type', 'User, AppInstance, UserGroup, …'),
      field('alternateId', 'Login or other name of the target.', 'principal'),
      field('displayName', 'Name of the target.'),
      json('detailEntry', 'More about the target.'),
      json('changeDetails', 'What was changed, before and after.'),
    ]),
    list: true,
  },
  struct('transaction', 'Request or job that the event is part of.', [
    field('id', 'Id of the transaction.'),
    field('type', 'WEB or JOB.'),
    json('detail', 'More about it, such as the id of the API token.'),
  ]),
  struct('debugContext', 'What Okta keeps for support.', [
    json('debugData', 'Free-form: requestUri, behaviors, risk, threatSuspected, deviceFingerprint, …'),
  ]),
  struct('securityContext', 'What is known about the network of the address.', [
    { name: 'asNumber', type: 'BIGINT', doc: 'Number of the autonomous system.' },
    field('asOrg', 'Organization of the autonomous system.'),
    field('isp', 'Internet provider.'),
    field('domain', 'Domain name of the address.', 'domain'),
    flag('isProxy', 'True for a known proxy.'),
    json('ipDetails', 'What is known about the address.'),
    json('risk', 'Risk, with its level and reasons.'),
    json('userBehaviors', 'What was unusual for the user: new device, new country, velocity, …'),
    json('botProtection', 'Verdict of bot protection.'),
  ]),
  struct('request', 'Way that the request took.', [
    {
      name: 'ipChain',
      list: true,
      doc: 'Addresses that it passed, the first nearest to the client.',
      fields: [
        field('ip', 'Address.', 'ip'),
        place('Where the address is.'),
        field('version', 'V4 or V6.'),
        field('source', 'Where the address was read from.'),
      ],
    },
  ]),
];
