// Results of a CloudTrail Lake query (`aws cloudtrail get-query-results`) that selects the whole event as `eventJson`.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetQueryResults.html
import { asObject, type Container } from './container.ts';

const lakeResults: Container = {
  name: 'lake-results',
  title: 'results of a CloudTrail Lake query',
  list: ['QueryResultRows'],
  open(entry) {
    if (!Array.isArray(entry)) return null;
    const at = entry.findIndex((cell) => typeof asObject(cell)?.eventJson === 'string');
    return at >= 0 ? [[at, 'eventJson']] : null;
  },
  sample:
    '{"QueryStatus":"FINISHED","QueryResultRows":[[{"eventID":"a"},{"eventJson":"TEXT"}],[{"eventJson":"TEXT"}]]}',
};
export default lakeResults;
