// Findings as text: for people, for scripts and spreadsheets, and for what reads SARIF.
import type { Finding, Level, RuleInfo } from '../../../shared/contract/detections.ts';
import { toCsv } from '../sql.ts';
import { type Column, formatTable } from '../table.ts';

const columns: Column[] = [
  { name: 'level' },
  { name: 'rule' },
  { name: 'actor' },
  { name: 'day' },
  { name: 'hits', right: true },
  { name: 'refused', right: true },
  { name: 'from' },
  { name: 'techniques' },
  { name: 'state' },
];

export function writeTable(findings: Finding[], width: number | null): string {
  const rows = findings.map((one) => [
    one.level,
    one.name,
    one.actor ?? '',
    one.day ?? '',
    String(one.hits),
    one.failed === 0 ? '' : String(one.failed),
    one.sourceIpCount > 1 ? `${one.sourceIps[0]} and ${one.sourceIpCount - 1} more` : (one.sourceIps[0] ?? ''),
    one.techniques.join(' '),
    one.state ?? '',
  ]);
  return `${formatTable(columns, rows, width).lines.join('\n')}\n`;
}

const fields = {
  finding: (one) => one.finding,
  level: (one) => one.level,
  rule: (one) => one.name,
  rule_key: (one) => one.rule,
  kind: (one) => one.kind,
  tactics: (one) => one.tactics.join(' '),
  techniques: (one) => one.techniques.join(' '),
  actor: (one) => one.actor,
  day: (one) => one.day,
  first: (one) => one.first,
  last: (one) => one.last,
  hits: (one) => one.hits,
  excepted: (one) => one.excepted,
  refused: (one) => one.failed,
  source_ips: (one) => one.sourceIps.join(' '),
  actions: (one) => one.actions.join(' '),
  accounts: (one) => one.accounts.join(' '),
  regions: (one) => one.regions.join(' '),
  state: (one) => one.state,
  reason: (one) => one.reason,
} satisfies Record<string, (finding: Finding) => string | number | null>;

export function writeCsv(findings: Finding[]): string {
  const lines = findings.map((one) =>
    Object.values(fields).map((read) => {
      const value = read(one);
      return toCsv(value === null ? null : String(value));
    }),
  );
  return [Object.keys(fields), ...lines].map((line) => `${line.join(',')}\r\n`).join('');
}

export const writeJson = (findings: Finding[]): string =>
  `${JSON.stringify({ findings: findings.map(({ view: _view, ...rest }) => rest) })}\n`;

const sarifLevels: Record<Level, 'note' | 'warning' | 'error'> = {
  informational: 'note',
  low: 'note',
  medium: 'warning',
  high: 'error',
  critical: 'error',
};

/**
 * SARIF 2.1.0 (OASIS, docs.oasis-open.org/sarif/sarif/v2.1.0): one result per finding. Its place is the actor, as a logical
 * location; counts, times and addresses are properties.
 */
export function writeSarif(findings: Finding[], rules: RuleInfo[], version: string): string {
  const used = rules.filter(({ key }) => findings.some((one) => one.rule === key));
  const index = new Map(used.map(({ key }, i) => [key, i]));
  return `${JSON.stringify({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Pugmark',
            version,
            rules: used.map((rule) => ({
              id: rule.key,
              name: rule.name,
              shortDescription: { text: rule.name },
              defaultConfiguration: { level: sarifLevels[rule.level] },
              properties: { tags: [...rule.tactics, ...rule.techniques], level: rule.level },
            })),
          },
        },
        results: findings.map((one) => ({
          ruleId: one.rule,
          ...(index.has(one.rule) ? { ruleIndex: index.get(one.rule) } : {}),
          level: sarifLevels[one.level],
          message: {
            text: `${one.name}: ${one.actor ?? 'nobody named'}, ${one.day ?? 'at no known time'}, ${one.hits} times`,
          },
          locations: [{ logicalLocations: [{ fullyQualifiedName: one.actor ?? '', kind: 'actor' }] }],
          ...(one.state === 'dismissed'
            ? { suppressions: [{ kind: 'external', status: 'accepted', justification: one.reason ?? '' }] }
            : {}),
          properties: {
            finding: one.finding,
            level: one.level,
            first: one.first,
            last: one.last,
            hits: one.hits,
            refused: one.failed,
            sourceIps: one.sourceIps,
            actions: one.actions,
            accounts: one.accounts,
            regions: one.regions,
            techniques: one.techniques,
          },
        })),
      },
    ],
  })}\n`;
}
