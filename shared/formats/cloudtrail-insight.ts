// CloudTrail Insights: AWS's own notes on unusual call or error rates. Kept apart from events: an Insight is no API call.
import { field, text } from './fields/columns.ts';
import type { Format } from './format.ts';

const insight: Format = {
  name: 'cloudtrail_insight',
  title: 'CloudTrail Insights',
  vendor: 'AWS',
  source: 'CloudTrail User Guide, "CloudTrail record contents for Insights events"; read 2026-11-22',
  answers: ['insights'],
  timeColumn: 'eventtime',
  json: {
    recognise: (record) =>
      (record.eventCategory === 'Insight' || record.eventType === 'AwsCloudTrailInsight') && 'insightDetails' in record,
  },
  columns: [
    text('eventVersion', 'Version of the record format.'),
    {
      name: 'eventtime',
      key: 'eventTime',
      type: 'TIMESTAMP',
      doc: 'Minute at which the unusual activity started or ended, UTC.',
    },
    text('awsRegion', 'Region of the activity.'),
    text('eventID', 'Unique id of the record.'),
    text('eventType', 'Always AwsCloudTrailInsight.'),
    text('recipientAccountId', 'Account that received the record.'),
    text('sharedEventID', 'Id shared by the start and end records of one Insight.'),
    {
      name: 'insightdetails',
      key: 'insightDetails',
      doc: 'What was unusual.',
      fields: [
        field('state', 'Start or End.'),
        field('eventSource', 'Service of the unusual calls.'),
        field('eventName', 'API action of the unusual calls.'),
        field('insightType', 'ApiCallRateInsight or ApiErrorRateInsight.'),
        field('errorCode', 'Error of an error rate Insight.'),
        {
          name: 'insightContext',
          doc: 'Rates and contributors.',
          fields: [
            {
              name: 'statistics',
              doc: 'Baseline and unusual rate, calls per minute.',
              fields: [
                {
                  name: 'baseline',
                  doc: 'Usual rate.',
                  fields: [{ name: 'average', type: 'DOUBLE', doc: 'Calls per minute.' }],
                },
                {
                  name: 'insight',
                  doc: 'Unusual rate.',
                  fields: [{ name: 'average', type: 'DOUBLE', doc: 'Calls per minute.' }],
                },
                { name: 'insightDuration', type: 'BIGINT', doc: 'Minutes that the activity lasted.' },
                { name: 'baselineDuration', type: 'BIGINT', doc: 'Minutes of the baseline.' },
              ],
            },
            { name: 'attributions', type: 'JSON', doc: 'User identities, user agents and errors that contributed.' },
          ],
        },
      ],
    },
    text('eventCategory', 'Always Insight.'),
  ],
  defaultColumns: [
    'eventtime',
    'insightdetails.state',
    'insightdetails.insightType',
    'insightdetails.eventSource',
    'insightdetails.eventName',
    'insightdetails.errorCode',
    'awsregion',
    'recipientaccountid',
    'insightdetails.insightContext.attributions',
  ],
  timeline: {
    time: 'eventtime',
    actor: "'AWS CloudTrail Insights'",
    action: "insightdetails.insightType || ' ' || insightdetails.state",
    target: "insightdetails.eventSource || ':' || insightdetails.eventName",
    outcome: 'insightdetails.errorCode',
    account: 'recipientaccountid',
    region: 'awsregion',
  },
  samples: [
    {
      record: JSON.stringify({
        eventVersion: '1.08',
        eventTime: '2025-03-04T05:06:00Z',
        awsRegion: 'us-east-1',
        eventID: '66666666-7777-4888-9999-000000000001',
        eventType: 'AwsCloudTrailInsight',
        recipientAccountId: '111122223333',
        sharedEventID: '66666666-7777-4888-9999-000000000002',
        insightDetails: {
          state: 'Start',
          eventSource: 'ec2.amazonaws.com',
          eventName: 'RunInstances',
          insightType: 'ApiCallRateInsight',
          insightContext: {
            statistics: {
              baseline: { average: 0.002 },
              insight: { average: 8.5 },
              insightDuration: 30,
              baselineDuration: 11459,
            },
          },
        },
        eventCategory: 'Insight',
      }),
      expect: {
        eventtime: '2025-03-04 05:06:00',
        'insightdetails.state': 'Start',
        'insightdetails.insightContext.statistics.insight.average': '8.5',
      },
    },
    { record: '{"eventCategory":"Insight","insightDetails":{"state":}}', expect: { reject: 'not JSON' } },
  ],
};

export default insight;
