// Output of `aws guardduty get-findings` and `aws securityhub get-findings`.
// https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_GetFindings.html
import type { Container } from './container.ts';

const findings: Container = {
  name: 'findings',
  title: 'output of aws guardduty or securityhub get-findings',
  list: ['Findings'],
  sample: '{"Findings":[EVENT,EVENT],"NextToken":"t"}',
};
export default findings;
