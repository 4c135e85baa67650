// Random findings: few different values, so that they meet.
import fc from 'fast-check';
import type { Finding, RuleInfo } from '../../../shared/contract/detections.ts';
import { levels } from '../../../shared/sigma/rule.ts';

const hourMs = 3_600_000;
const start = Date.UTC(2026, 2, 1);

const tagged = {
  tactics: fc.subarray(['initial-access', 'persistence', 'stealth', 'discovery', 'impact']),
  techniques: fc.subarray(['T1078', 'T1078.004', 'T1098.001', 'T1485', 'T1580', 'T9999']),
};

/** When its hits were: at whole and half hours of one week; null: its records have no time. */
const span = fc.option(
  fc
    .tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 30 }))
    .map(([at, length]) => [at, at + length].map((half) => new Date(start + (half * hourMs) / 2).toISOString())),
  { nil: [null, null] },
);

export const anyFinding: fc.Arbitrary<Finding> = fc
  .record({
    finding: fc.integer({ min: 1, max: 1_000_000 }),
    rule: fc.constantFrom('rule-1', 'rule-2', 'rule-3'),
    level: fc.constantFrom(...levels),
    ...tagged,
    actor: fc.constantFrom(null, 'arn:aws:iam::111122223333:user/ana', 'ec2.amazonaws.com'),
    hits: fc.integer({ min: 0, max: 40 }),
    span,
    state: fc.constantFrom(null, 'confirmed' as const, 'dismissed' as const),
    tags: fc.subarray(['look', 'done']),
  })
  .map(({ span: [first = null, last = null], ...rest }) => ({
    ...rest,
    name: `Name of ${rest.rule}`,
    kind: 'detection',
    day: first?.slice(0, 10) ?? null,
    excepted: 0,
    failed: 0,
    first,
    last,
    sourceIps: ['192.0.2.1'],
    sourceIpCount: 1,
    actions: ['iam:CreateUser'],
    actionCount: 1,
    accounts: ['111122223333'],
    regions: ['us-east-1'],
    reason: rest.state === 'dismissed' ? 'usual' : null,
    note: null,
    changed: null,
    changedBy: null,
    view: { from: { kind: 'table', table: 'cloudtrail' }, where: [], sort: [] },
  }));

export const anyFindings: fc.Arbitrary<Finding[]> = fc.uniqueArray(anyFinding, {
  maxLength: 25,
  selector: ({ finding }) => finding,
});

export const anyRule: fc.Arbitrary<RuleInfo> = fc
  .record({ key: fc.uuid(), ...tagged, isOn: fc.boolean(), isPart: fc.boolean(), level: fc.constantFrom(...levels) })
  .map((rule) => ({
    ...rest,
    ...rule,
    name: rule.key,
  }));

const rest: Omit<RuleInfo, 'key' | 'tactics' | 'techniques' | 'isOn' | 'isPart' | 'level' | 'name'> = {
  kind: 'detection',
  ownLevel: null,
  status: null,
  folder: null,
  file: 'a.yml',
  line: 1,
  table: 'cloudtrail',
  exceptions: 0,
  hits: 0,
  findings: 0,
  notes: [],
};
