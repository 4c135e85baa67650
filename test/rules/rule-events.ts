// The events that each rule of the pack must find and must leave alone. Their files say only what matters to the rule; the rest
// of an ordinary event is added here.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path/posix';
import type { DetectionRule } from '../../shared/sigma/rule.ts';
import { interpretEvent } from '../shared/sigma/interpret.ts';
import { eventsFolder } from './read-pack.ts';

export type CloudTrailEvent = { eventSource: string; eventName: string } & Record<string, unknown>;
export type RuleEvents = { match: CloudTrailEvent[]; miss: CloudTrailEvent[] };

const account = '111122223333';

/** An ordinary call of an IAM user with a long-term key, with the fields given in place of its own. */
export function completeEvent(fields: CloudTrailEvent): CloudTrailEvent {
  return {
    eventVersion: '1.11',
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDACKCEVSQ6C2EXAMPLE',
      arn: `arn:aws:iam::${account}:user/ana`,
      accountId: account,
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      userName: 'ana',
    },
    eventTime: '2026-03-09T04:05:06Z',
    awsRegion: 'eu-west-1',
    sourceIPAddress: '198.51.100.24',
    userAgent: 'aws-cli/2.27.41 md/awscrt#0.26.1 ua/2.1 os/linux#6.1.134',
    requestParameters: null,
    responseElements: null,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
    ...fields,
  };
}

/** By the slug of the rule. */
export function readRuleEvents(): Map<string, RuleEvents> {
  return new Map(
    readdirSync(eventsFolder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => {
        const { match, miss } = JSON.parse(readFileSync(join(eventsFolder, name), 'utf8')) as RuleEvents;
        return [name.replace(/\.json$/, ''), { match: match.map(completeEvent), miss: miss.map(completeEvent) }];
      }),
  );
}

export const finds = (rule: DetectionRule, event: CloudTrailEvent): boolean =>
  interpretEvent(rule, { record: event, raw: JSON.stringify(event) });
