// Writes one CloudTrail event as JSON text, in the field order and spelling of the real service (record version 1.11:
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html).
import type { Random } from './random.ts';

/** Who acts: the `userIdentity` object as JSON text, and what the answers are counted by. */
export type Actor = {
  identity: string;
  type: string;
  arn: string | null;
  accessKey: string | null;
  ip: string;
  agent: string;
};

/** An event as text, beside the values that truth counts. `time` is in seconds since 1970, UTC. */
export type Event = {
  time: number;
  text: string;
  id: string;
  name: string;
  source: string;
  region: string;
  account: string;
  error: string | null;
  category: 'Management' | 'Data';
  actor: Actor;
};

/** What varies between events; JSON values are JSON text. Absent ones take what most events have. */
export type EventFields = {
  time: number;
  actor: Actor;
  /** Service without `.amazonaws.com`. */
  service: string;
  name: string;
  region: string;
  account: string;
  request?: string | undefined;
  response?: string | undefined;
  additional?: string | undefined;
  resources?: string | undefined;
  error?: readonly [code: string, message: string] | null;
  readOnly?: boolean;
  data?: boolean;
  eventType?: string;
  /** Host in `tlsDetails`; null leaves the object out (calls that AWS services make). */
  host?: string | null | undefined;
  sharedEventId?: string;
  /** More top-level members, as `,"key":value`. */
  extra?: string;
};

const secondTexts = Array.from({ length: 86_400 }, (_, s) =>
  [Math.floor(s / 3600), Math.floor(s / 60) % 60, s % 60].map((n) => String(n).padStart(2, '0')).join(':'),
);
let cachedDay = -1;
let cachedDayText = '';

/** `2026-03-09T01:02:03Z`. */
export function formatTime(time: number): string {
  const day = Math.floor(time / 86_400);
  if (day !== cachedDay) {
    cachedDay = day;
    cachedDayText = new Date(day * 86_400_000).toISOString().slice(0, 10);
  }
  return `${cachedDayText}T${secondTexts[time - day * 86_400]!}Z`;
}

export function writeEvent(random: Random, fields: EventFields): Event {
  const { time, actor, service, name, region, account, error } = fields;
  const source = `${service}.amazonaws.com`;
  const id = random.uuid();
  const data = fields.data === true;
  const fromService = actor.type === 'AWSService' || actor.ip.endsWith('.com') || actor.ip === 'AWS Internal';
  const host = fields.host === undefined ? `${service}.${region}.amazonaws.com` : fields.host;
  const text =
    `{"eventVersion":"1.11","userIdentity":${actor.identity},"eventTime":"${formatTime(time)}"` +
    `,"eventSource":"${source}","eventName":"${name}","awsRegion":"${region}","sourceIPAddress":"${actor.ip}"` +
    `,"userAgent":"${actor.agent}"` +
    (error ? `,"errorCode":"${error[0]}","errorMessage":${JSON.stringify(error[1])}` : '') +
    `,"requestParameters":${fields.request ?? 'null'},"responseElements":${error ? 'null' : (fields.response ?? 'null')}` +
    (fields.additional === undefined ? '' : `,"additionalEventData":${fields.additional}`) +
    (fields.eventType === 'AwsServiceEvent' ? '' : `,"requestID":"${random.uuid()}"`) +
    `,"eventID":"${id}","readOnly":${fields.readOnly !== false}` +
    (fields.resources === undefined ? '' : `,"resources":${fields.resources}`) +
    `,"eventType":"${fields.eventType ?? 'AwsApiCall'}","managementEvent":${!data},"recipientAccountId":"${account}"` +
    (fields.sharedEventId === undefined ? '' : `,"sharedEventID":"${fields.sharedEventId}"`) +
    `,"eventCategory":"${data ? 'Data' : 'Management'}"` +
    (fields.extra ?? '') +
    (fromService || host === null || random.chance(0.55)
      ? ''
      : `,"tlsDetails":{"tlsVersion":"TLSv1.3","cipherSuite":"TLS_AES_128_GCM_SHA256","clientProvidedHostHeader":"${host}"}`) +
    '}';
  return {
    time,
    text,
    id,
    name,
    source,
    region,
    account,
    error: error ? error[0] : null,
    category: data ? 'Data' : 'Management',
    actor,
  };
}
