// Exceptions made of the facts of a finding.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exceptedRows, exceptionView, isNarrow, listExceptionFacts } from '../../../shared/findings/exception.ts';
import { describeFilters } from '../../../shared/query/describe.ts';
import { anyFinding } from './arbitrary.ts';

const role = 'arn:aws:iam::111122223333:role/deploy';
const [some] = fc.sample(anyFinding, { numRuns: 1, seed: 1 });
const finding = {
  ...some!,
  actor: 'arn:aws:iam::111122223333:user/ana',
  sourceIps: ['192.0.2.1', '192.0.2.2'],
  actions: [],
  accounts: [],
  regions: [],
};

describe('an exception', () => {
  const facts = listExceptionFacts(finding, 'cloudtrail', [role]);

  it('offers what the finding says', () => {
    expect(facts.map(({ label }) => label)).toEqual([
      'this actor: user/ana',
      'the role deploy',
      'the address 192.0.2.1',
      'the address 192.0.2.2',
    ]);
    expect(listExceptionFacts({ ...finding, actor: null }, 'cloudtrail', []).map(({ key }) => key)).toEqual([
      'ip 192.0.2.1',
      'ip 192.0.2.2',
    ]);
    expect(listExceptionFacts(finding, 'vpcflow', [])).toEqual([]);
  });

  it('takes facts of one kind as alternatives, of others together, and the words of a search too', () => {
    const view = exceptionView('cloudtrail', facts, 'useragent:Terraform*', 'UTC');
    expect(view.from).toEqual({ kind: 'table', table: 'cloudtrail' });
    expect(describeFilters(view)).toBe(
      [
        'query useragent:Terraform*',
        'actor is arn:aws:iam::111122223333:user/ana',
        `useridentity.sessionContext.sessionIssuer.arn is ${role}`,
        'sourceipaddress is one of 192.0.2.1, 192.0.2.2',
      ].join('; '),
    );
    expect(new Set(view.where.map(({ id }) => id)).size).toBe(3);
  });

  it('without a condition is none', () => {
    expect(isNarrow(exceptionView('cloudtrail', [], '  ', 'UTC'))).toBe(false);
    expect(isNarrow(exceptionView('cloudtrail', [], 'x', 'UTC'))).toBe(true);
    expect(isNarrow(exceptionView('cloudtrail', facts, '', 'UTC'))).toBe(true);
  });

  it('takes out rows of the finding alone', () => {
    const own = exceptionView('cloudtrail', facts.slice(0, 1), 'a:1', 'UTC');
    const rows = exceptedRows({ ...own, query: { text: 'b:2 OR c:3' } }, own);
    expect(rows.query?.text).toBe('(b:2 OR c:3) (a:1)');
    expect(rows.where.map(({ id }) => id)).toEqual(['f1', 'f2']);
  });
});
