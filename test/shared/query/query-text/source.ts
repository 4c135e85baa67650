// A source like CloudTrail's, small enough to keep in mind, and random queries of it.
import fc from 'fast-check';
import type { QueryColumn, QuerySource } from '../../../../shared/query/query-text/fields.ts';
import type { Filter } from '../../../../shared/query/view.ts';

const field = (name: string): QueryColumn => ({ name, kind: 'text' });

export const source: QuerySource = {
  columns: [
    { name: 'eventtime', kind: 'time' },
    field('eventname'),
    field('sourceipaddress'),
    { name: 'readonly', kind: 'boolean' },
    { name: 'bytes', kind: 'number' },
    {
      name: 'useridentity',
      kind: 'struct',
      fields: [
        field('arn'),
        field('accessKeyId'),
        {
          name: 'sessionContext',
          kind: 'struct',
          fields: [{ name: 'sessionIssuer', kind: 'struct', fields: [field('arn')] }],
        },
      ],
    },
    { name: 'requestparameters', kind: 'json' },
    { name: 'resources', kind: 'list', fields: [field('ARN'), field('type')] },
    field('odd name'),
  ],
  aliases: {
    sourceip: 'sourceipaddress',
    request: 'requestparameters',
    '@timestamp': 'eventtime',
    user: 'useridentity.arn',
  },
};

/** Without ids, which say nothing. */
export const meaningOf = (filters: Filter[]): unknown =>
  JSON.parse(JSON.stringify(filters, (key, value) => (key === 'id' ? undefined : value)));

const signs = [
  '(',
  ')',
  '"',
  '/',
  '[',
  ']',
  '{',
  '}',
  ':',
  ':=',
  '-',
  '+',
  '!',
  '*',
  '?',
  '\\',
  '>',
  '<=',
  ',',
  ' ',
  '\t',
  '&&',
  '||',
  '@',
  '.',
  '=',
];
const words = [
  'eventname',
  'useridentity.arn',
  'sourceip',
  'eventtime',
  'bytes',
  'readonly',
  'requestparameters.bucketName',
  '"odd name"',
  '_exists_',
  'resources',
  'AND',
  'or',
  'NOT',
  'TO',
  '10.0.0.0/8',
  '2001:db8::/32',
  '2024-01-31',
  '5',
  'true',
  'Create',
  'é',
  '😀',
  '\ud800',
  'eventtime@day',
]; // prettier-ignore

/** Text that is nearly a query, half of the time. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.array(fc.constantFrom(...signs, ...words), { maxLength: 25 }).map((parts) => parts.join('')),
);
