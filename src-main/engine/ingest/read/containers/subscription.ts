// What CloudWatch Logs sends to a subscription (Kinesis, Firehose, Lambda). The log group stands before the list.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html
import type { Container } from './container.ts';

const subscription: Container = {
  name: 'subscription',
  title: 'CloudWatch Logs subscription data',
  list: ['logEvents'],
  keepsPrefix: true,
  // Its entries are opened as those of `log-events`.
  sample:
    '{"messageType":"CONTROL_MESSAGE","owner":"CloudwatchLogs","logEvents":[{"id":"","timestamp":1,"message":"CWL CONTROL MESSAGE: Checking health of destination Firehose."}]}{"messageType":"DATA_MESSAGE","owner":"1","logGroup":"g","logStream":"s","subscriptionFilters":["f"],"logEvents":[{"id":"1","timestamp":1,"message":"TEXT"},{"id":"2","timestamp":2,"message":"TEXT"}]}',
};
export default subscription;
