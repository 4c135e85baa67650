// Findings as the case keeps them, with what an investigator made of them.
import type { Finding } from '../../../../shared/contract/detections.ts';
import { levels } from '../../../../shared/sigma/rule.ts';
import type { Connection, Row } from '../../duckdb/connection.ts';
import { isoTime } from '../../duckdb/iso-time.ts';

/**
 * The gravest and latest first. What was judged and is found no more comes with no hits, under the name that its rule has now,
 * or its key where there is no such rule any more.
 */
export async function listFindings(connection: Connection, only: number | null = null): Promise<Finding[]> {
  const rows = await connection.rows(
    `SELECT n.finding, n.rule_key, n.actor, CAST(n.day AS VARCHAR) AS day, r.name, r.kind, r.level, r.table_name,
       to_json(r.tactics) AS tactics, to_json(r.techniques) AS techniques, coalesce(f.hits, 0) AS hits,
       coalesce(f.excepted, 0) AS excepted, coalesce(f.failed, 0) AS failed, ${isoTime('f.first')} AS first, ${isoTime('f.last')} AS last,
       to_json(f.source_ips) AS source_ips, f.source_ip_count, to_json(f.actions) AS actions, f.action_count,
       to_json(f.accounts) AS accounts, to_json(f.regions) AS regions,
       m.state, m.reason, to_json(m.tags) AS tags, m.note, ${isoTime('m.changed')} AS changed, m.changed_by
     FROM logs.pugmark.finding_numbers AS n
     LEFT JOIN logs.main.findings AS f USING (finding) LEFT JOIN logs.main.rules AS r ON r.rule_key = n.rule_key
     LEFT JOIN logs.main.finding_marks AS m ON m.finding = n.finding
     WHERE (f.finding IS NOT NULL OR m.finding IS NOT NULL)${only === null ? '' : ` AND n.finding = ${only}`}
     ORDER BY f.last DESC NULLS LAST, n.finding`,
  );
  const rank = ({ level }: Finding) => levels.indexOf(level);
  return rows.map(toFinding).toSorted((a, b) => rank(b) - rank(a));
}

function toFinding(row: Row): Finding {
  const finding = Number(row.finding);
  const table = row.table_name === null ? 'timeline' : String(row.table_name);
  return {
    finding,
    rule: String(row.rule_key),
    name: text(row.name) ?? String(row.rule_key),
    kind: row.kind === 'correlation' || row.kind === 'indicators' ? row.kind : 'detection',
    level: levels.find((level) => level === row.level) ?? 'medium',
    tactics: list(row.tactics),
    techniques: list(row.techniques),
    actor: text(row.actor),
    day: text(row.day),
    hits: Number(row.hits),
    excepted: Number(row.excepted),
    failed: Number(row.failed),
    first: text(row.first),
    last: text(row.last),
    sourceIps: list(row.source_ips),
    sourceIpCount: Number(row.source_ip_count ?? 0),
    actions: list(row.actions),
    actionCount: Number(row.action_count ?? 0),
    accounts: list(row.accounts),
    regions: list(row.regions),
    state: row.state === 'confirmed' || row.state === 'dismissed' ? row.state : null,
    reason: text(row.reason),
    tags: list(row.tags),
    note: text(row.note),
    changed: text(row.changed),
    changedBy: text(row.changed_by),
    view: {
      from: { kind: 'table', table },
      where: [
        {
          id: 'finding',
          op: 'in',
          column: { column: 'findings', path: [] },
          values: [String(finding)],
          negated: false,
          enabled: true,
        },
      ],
      sort: [],
    },
  };
}

const text = (value: Row[string] | undefined) => (value === null || value === undefined ? null : String(value));
const list = (value: Row[string] | undefined): string[] =>
  value === null || value === undefined ? [] : (JSON.parse(String(value)) as string[]);
