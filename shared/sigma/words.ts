// What a line of a rule asks, in words.
import { writePattern } from '../query/text-pattern.ts';
import type { FieldTest, ValueTest } from './rule.ts';

const comparisons = { lt: '<', lte: '≤', gt: '>', gte: '≥', eq: '=' } as const;
const matches = { whole: 'is', start: 'begins with', end: 'ends with', inside: 'contains' } as const;

/** Without the name of the field: `is “a” or “b*”`. */
export function describeTest({ values, link, negated }: FieldTest): string {
  const parts = values.map((alternatives) => [...new Set(alternatives.map(describeValue))].join(' or '));
  const found = parts.join(link === 'all' ? ' and ' : ' or ');
  return negated ? `not: ${found}` : found;
}

function describeValue(test: ValueTest): string {
  switch (test.kind) {
    case 'text':
      return `${test.pattern.some((part) => 'sign' in part) ? 'like' : 'is'} “${writePattern(test.pattern)}”${test.cased ? ' in this case' : ''}`;
    case 'number':
      return `is ${test.text}`;
    case 'null':
      return 'has no value';
    case 'regex':
      return `matches /${test.source}/`;
    case 'network':
      return `is in ${test.network}`;
    case 'exists':
      return test.exists ? 'is there' : 'is not there';
    case 'compare':
      return `${comparisons[test.op]} ${test.number}`;
    case 'time':
      return `its ${test.part} ${comparisons[test.op]} ${test.number}`;
    case 'field':
      return `${matches[test.match]} the value of ${test.field}`;
  }
}
