// Records of Kinesis and Firehose, and the events with which Lambda receives them: base64, often of gzip.
// https://docs.aws.amazon.com/lambda/latest/dg/services-kinesisfirehose.html
import { asObject, type Container, valueAt } from './container.ts';

const places = [['data'], ['Data'], ['kinesis', 'data'], ['awslogs', 'data']];

const firehose: Container = {
  name: 'firehose',
  title: 'Kinesis or Firehose records',
  list: ['records'],
  open(entry) {
    const record = asObject(entry);
    if (!record) return null;
    const place = places.find((path) => typeof valueAt(record, path) === 'string');
    return place ? [place] : null;
  },
  sample: '{"invocationId":"i","records":[{"recordId":"1","data":"BASE64"},{"recordId":"2","data":"GZIP64"}]}',
};
export default firehose;
