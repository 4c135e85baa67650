// SQS messages: output of `aws sqs receive-message`, and as Lambda receives them.
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Message.html
import { asObject, type Container } from './container.ts';

const sqs: Container = {
  name: 'sqs',
  title: 'SQS messages',
  list: ['Messages'],
  open(entry) {
    const message = asObject(entry);
    if (typeof message?.Body === 'string') return [['Body']];
    return typeof message?.body === 'string' && 'messageId' in message ? [['body']] : null;
  },
  sample:
    '{"Messages":[{"MessageId":"1","ReceiptHandle":"r","Body":"TEXT"},{"MessageId":"2","ReceiptHandle":"r","Body":"TEXT"}]}',
};
export default sqs;
