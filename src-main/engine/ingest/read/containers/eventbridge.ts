// Events as EventBridge hands them on (`detail`), and as `put-events` takes them (`Detail` as text).
// https://docs.aws.amazon.com/eventbridge/latest/userguide/aws-events.html
import { asObject, type Container } from './container.ts';

const eventbridge: Container = {
  name: 'eventbridge',
  title: 'EventBridge events',
  list: ['Entries'],
  open(entry) {
    const event = asObject(entry);
    if (event && 'detail-type' in event && asObject(event.detail)) return [['detail']];
    if (event && 'DetailType' in event && typeof event.Detail === 'string') return [['Detail']];
    return null;
  },
  sample:
    '{"version":"0","id":"1","detail-type":"AWS API Call via CloudTrail","source":"aws.s3","time":"2025-01-01T00:00:00Z","resources":[],"detail":EVENT}\n{"detail-type":"AWS API Call via CloudTrail","detail":EVENT}\n',
};
export default eventbridge;
