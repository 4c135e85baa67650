// Output of `aws cloudtrail lookup-events`: each entry holds its event as text.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Event.html
import { asObject, type Container } from './container.ts';

const lookupEvents: Container = {
  name: 'lookup-events',
  title: 'output of aws cloudtrail lookup-events',
  list: ['Events'],
  open: (entry) => (typeof asObject(entry)?.CloudTrailEvent === 'string' ? [['CloudTrailEvent']] : null),
  sample:
    '{"Events":[{"EventId":"a","EventName":"x","CloudTrailEvent":"TEXT"},{"CloudTrailEvent":"TEXT"}],"NextToken":"t"}',
};
export default lookupEvents;
