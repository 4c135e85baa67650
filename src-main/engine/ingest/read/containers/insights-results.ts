// Results of CloudWatch Logs Insights (`aws logs get-query-results`): rows of fields, the event being the field @message.
// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetQueryResults.html
import { asObject, type Container } from './container.ts';

const insightsResults: Container = {
  name: 'insights-results',
  title: 'results of a CloudWatch Logs Insights query',
  list: ['results'],
  open(entry) {
    if (!Array.isArray(entry)) return null;
    const at = entry.findIndex((cell) => asObject(cell)?.field === '@message');
    return at >= 0 && typeof asObject(entry[at])?.value === 'string' ? [[at, 'value']] : null;
  },
  sample:
    '{"results":[[{"field":"@timestamp","value":"2025-01-01"},{"field":"@message","value":"TEXT"}],[{"field":"@message","value":"TEXT"}]],"status":"Complete"}',
};
export default insightsResults;
