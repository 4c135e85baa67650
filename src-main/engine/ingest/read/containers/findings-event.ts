// Findings of Security Hub as it hands them to EventBridge, and as the GuardDuty API answers.
// https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-cwe-event-formats.html
import type { Container } from './container.ts';

const findingsEvent: Container = {
  name: 'findings-event',
  title: 'findings as Security Hub hands them to EventBridge',
  list: ['findings'],
  sample: '{"actionName":"a","actionDescription":"d","findings":[EVENT,EVENT]}',
};
export default findingsEvent;
