// Log files as CloudTrail delivers them to S3.
import type { Container } from './container.ts';

const s3Records: Container = {
  name: 's3-records',
  title: 'CloudTrail log file as delivered to S3',
  list: ['Records'],
  sample: '{"Records":[EVENT,EVENT]}',
};
export default s3Records;
