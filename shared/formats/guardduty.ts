// GuardDuty findings: as exported to S3 and sent to EventBridge (camel case), and as `aws guardduty get-findings` prints them
// (Pascal case). Resource and service differ from finding type to finding type, so they stay JSON beside columns drawn from them.
import { drawnColumns, either } from './fields/guardduty.ts';
import type { EntityMeaning, Format, FormatColumn } from './format.ts';
import { samples } from './samples/guardduty.ts';

const text = (key: string, doc: string, entity?: EntityMeaning): FormatColumn => ({
  name: key.toLowerCase(),
  key,
  from: either(key),
  type: 'VARCHAR',
  doc,
  ...(entity ? { entity } : {}),
});
const json = (key: string, doc: string): FormatColumn => ({ name: key, from: either(key), type: 'JSON', doc });
const time = (key: string, doc: string): FormatColumn => ({
  name: key.toLowerCase(),
  key,
  from: either(key),
  type: 'TIMESTAMP',
  doc,
});

const isObject = (value: unknown) => typeof value === 'object' && value !== null;

const guardduty: Format = {
  name: 'guardduty',
  title: 'GuardDuty findings',
  vendor: 'AWS',
  source:
    'GuardDuty API Reference, "Finding" and the types in it, and GuardDuty User Guide, "Exporting generated findings to Amazon S3"; read 2026-11-27',
  timeColumn: 'event_last_seen',
  json: {
    recognise: (record) =>
      (isObject(record.service) &&
        isObject(record.resource) &&
        typeof record.schemaVersion === 'string' &&
        typeof record.accountId === 'string' &&
        typeof record.type === 'string') ||
      (isObject(record.Service) &&
        isObject(record.Resource) &&
        typeof record.SchemaVersion === 'string' &&
        typeof record.AccountId === 'string' &&
        typeof record.Type === 'string'),
  },
  columns: [
    text('schemaVersion', 'Version of the finding format.'),
    text('accountId', 'Account that the finding is about.', 'account'),
    text('region', 'Region.'),
    text('partition', 'AWS partition.'),
    text('id', 'Id of the finding; later occurrences are added to it.'),
    text('arn', 'ARN of the finding.'),
    text('type', 'Type: purpose, resource and family of the threat.'),
    {
      name: 'severity',
      from: either('severity'),
      type: 'DOUBLE',
      doc: 'Severity: from 1 low, from 4 medium, from 7 high, from 9 critical.',
    },
    { name: 'confidence', from: either('confidence'), type: 'DOUBLE', doc: 'Confidence.' },
    text('title', 'What was found, in a sentence.'),
    text('description', 'What was found, with names and addresses.'),
    time('createdAt', 'When the finding was made, UTC.'),
    time('updatedAt', 'When the finding was last changed, UTC.'),
    text('associatedAttackSequenceArn', 'Attack sequence that the finding is part of.'),
    json('resource', 'Resource that the finding is about; its fields depend on the type.'),
    json('service', 'Activity that was found, evidence and counts; its fields depend on the type.'),
    ...drawnColumns,
  ],
  defaultColumns: [
    'event_last_seen',
    'severity',
    'type',
    'actor',
    'remote_ip',
    'remote_country',
    'target',
    'api',
    'count',
    'accountid',
    'region',
    'title',
  ],
  timeline: {
    time: 'event_last_seen',
    actor: 'coalesce(actor, remote_ip)',
    action: 'type',
    target: 'coalesce(target, access_key_id)',
    source_ip: 'remote_ip',
    user_agent: 'user_agent',
    outcome: "coalesce(error_code, 'severity ' || severity::VARCHAR)",
    account: 'accountid',
    region: 'region',
    session: 'access_key_id',
  },
  aliases: {
    time: 'event_last_seen',
    '@timestamp': 'event_last_seen',
    finding: 'type',
    'rule.name': 'type',
    'finding_info.types': 'type',
    'finding_info.title': 'title',
    ip: 'remote_ip',
    sourceip: 'remote_ip',
    'source.ip': 'remote_ip',
    'src_endpoint.ip': 'remote_ip',
    user: 'actor',
    username: 'actor',
    'user.name': 'actor',
    accesskey: 'access_key_id',
    instance: 'instance_id',
    account: 'accountid',
    'cloud.account.id': 'accountid',
    'cloud.region': 'region',
    'event.action': 'action_type',
    'user_agent.original': 'user_agent',
    agent: 'user_agent',
    'dns.question.name': 'domain',
  },
  samples,
};

export default guardduty;
