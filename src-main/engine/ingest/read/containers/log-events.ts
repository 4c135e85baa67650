// Output of `aws logs filter-log-events` and `get-log-events`, and entries like theirs: a message with its timestamp.
// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilteredLogEvent.html
import { asObject, type Container } from './container.ts';

const logEvents: Container = {
  name: 'log-events',
  title: 'output of aws logs filter-log-events or get-log-events',
  list: ['events'],
  leads: true,
  open(entry) {
    const event = asObject(entry);
    if (typeof event?.message !== 'string' || !('timestamp' in event)) return null;
    // Sent by the service to try the destination of a subscription.
    if (event.message.startsWith('CWL CONTROL MESSAGE')) return [];
    return [['message']];
  },
  sample:
    '{"events":[{"logStreamName":"s","timestamp":1,"message":"TEXT","eventId":"1"},{"timestamp":2,"message":"TEXT"}],"searchedLogStreams":[]}',
};
export default logEvents;
