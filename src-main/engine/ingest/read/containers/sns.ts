// SNS notifications, by themselves and as Lambda receives them.
// https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html
import { asObject, type Container, valueAt } from './container.ts';

const sns: Container = {
  name: 'sns',
  title: 'SNS notifications',
  open(entry) {
    const record = asObject(entry);
    if (!record) return null;
    if (typeof record.Message === 'string' && ('TopicArn' in record || 'MessageId' in record)) return [['Message']];
    return typeof valueAt(record, ['Sns', 'Message']) === 'string' ? [['Sns', 'Message']] : null;
  },
  sample:
    '{"Type":"Notification","MessageId":"1","TopicArn":"arn:aws:sns:us-east-1:1:t","Message":"TEXT","Timestamp":"2025-01-01T00:00:00Z"}\n{"Type":"Notification","MessageId":"2","Message":"TEXT"}',
};
export default sns;
