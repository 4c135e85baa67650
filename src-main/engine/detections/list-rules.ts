// Rules as the investigator sees them: what they say, how they are set in this case, and what they found.
import type { RuleDetail, RuleInfo, RuleList } from '../../../shared/contract/detections.ts';
import { levels } from '../../../shared/sigma/rule.ts';
import type { Cell, Connection } from '../duckdb/connection.ts';
import { nameIdentifier, quoteLiteral } from '../duckdb/quote.ts';
import { EngineError } from '../engine-error.ts';
import { openRuleTable } from './compile/field-place.ts';
import { breakLines } from './compile/join-conditions.ts';
import { readExceptions } from './findings/exceptions.ts';
import type { Library, LibraryRule } from './library/library.ts';
import { isOn, levelOf, type RuleSetting, readSettings } from './library/settings.ts';
import { momentsSql } from './run/correlate.ts';
import { eventsSql } from './run/events.ts';

export async function listRules(connection: Connection, library: Library): Promise<RuleList> {
  const { settings, counts, exceptions } = await readKnown(connection);
  return {
    rules: library.rules.map((rule): RuleInfo => {
      const { hits, findings } = counts.get(rule.key) ?? { hits: 0, findings: 0 };
      const own = exceptions.filter((one) => one.rule === rule.key).length;
      return { ...describe(rule, settings.get(rule.key)), hits, findings, exceptions: own };
    }),
    problems: library.problems.map(({ file, line, reason, title }) => ({ file, line, reason, title })),
    others: library.others,
    folders: library.folders,
  };
}

async function readKnown(connection: Connection) {
  const counts = await connection.rows(
    `SELECT rule_key, coalesce(sum(hits), 0) AS hits, count(finding) AS findings
     FROM logs.main.rules LEFT JOIN logs.main.findings USING (rule) GROUP BY rule_key`,
  );
  return {
    settings: await readSettings(connection),
    counts: new Map(
      counts.map((row) => [String(row.rule_key), { hits: Number(row.hits), findings: Number(row.findings) }]),
    ),
    exceptions: await readExceptions(connection),
  };
}

function describe(rule: LibraryRule, setting: RuleSetting | undefined) {
  const { key, name, kind, folder, file, table, tactics, techniques, isPart, notes } = rule;
  return {
    key,
    name,
    kind,
    level: levelOf(rule.rule.level, setting),
    ownLevel: rule.rule.level,
    status: rule.rule.status,
    folder,
    file,
    line: rule.rule.line,
    table,
    tactics,
    techniques,
    isOn: isOn(rule.rule.status, setting),
    isPart,
    notes,
  };
}

export async function showRule(connection: Connection, library: Library, key: string): Promise<RuleDetail> {
  const found = library.rules.find((one) => one.key === key);
  const list = found ? null : await showList(connection, key);
  if (list) return list;
  if (!found) throw new EngineError('NOT_FOUND', `There is no rule ${key}.`, { hint: 'Read the rules again.' });
  const settings = await readSettings(connection);
  const exceptions = await readExceptions(connection);
  const { rule } = found;
  const names = new Map(library.rules.map((one) => [one.key, one.name]));
  const rows = await connection.rows('SELECT rule_key, rule FROM logs.main.rules');
  const numbers = new Map(rows.map((row) => [String(row.rule_key), Number(row.rule)]));
  return {
    ...describe(found, settings.get(key)),
    id: rule.id,
    description: rule.description,
    falsePositives: rule.falsepositives,
    references: rule.references,
    next: nextSteps(rule.custom.pugmark),
    author: rule.author,
    date: rule.modified ?? rule.date,
    text: found.text,
    sql: sqlOf(found, library, numbers),
    members:
      found.kind === 'correlation' ? found.members.map((member) => ({ key: member, name: names.get(member)! })) : [],
    exceptions: exceptions.filter((one) => one.rule === null || one.rule === key),
  };
}

/** A list of indicators as one of the rules; null: the key is of none that was run. */
async function showList(connection: Connection, key: string): Promise<RuleDetail | null> {
  const [row] = await connection.rows(
    `SELECT r.name, r.level, r.table_name, l.list_id, l.level AS own_level, l.path, strftime(l.imported, '%Y-%m-%d') AS imported
     FROM logs.main.rules AS r JOIN logs.pugmark.indicator_lists AS l ON r.rule_key = l.list_key || ':' || r.table_name
     WHERE r.kind = 'indicators' AND r.rule_key = $1`,
    { values: [key] },
  );
  if (!row) return null;
  const table = String(row.table_name);
  const level = (text: Cell | undefined) => levels.find((one) => one === text) ?? 'high';
  return {
    key,
    name: String(row.name),
    kind: 'indicators',
    level: level(row.level),
    ownLevel: level(row.own_level),
    status: null,
    folder: row.path === null ? null : String(row.path),
    file: row.path === null ? '' : String(row.path),
    line: 0,
    table,
    tactics: [],
    techniques: [],
    isOn: true,
    isPart: false,
    notes: [],
    id: null,
    description: 'A list of indicators. Each of its hits is a record that holds one of them.',
    falsePositives: ['Addresses and domains change hands: compare the day of the list with that of the record.'],
    references: [],
    next: ['See on the page Indicators which of the list were found, and where.'],
    author: null,
    date: String(row.imported),
    text: '',
    sql: `SELECT * FROM ${nameIdentifier(table)} WHERE (evidence_id, record_no) IN (
  SELECT evidence_id, record_no FROM indicator_hits WHERE list_id = ${Number(row.list_id)} AND table_name = ${quoteLiteral(table)})`,
    members: [],
    exceptions: (await readExceptions(connection)).filter((one) => one.rule === null || one.rule === key),
  };
}

/** `pugmark.next` of a rule, where it is a list of texts. */
function nextSteps(own: unknown): string[] {
  if (typeof own !== 'object' || own === null || !('next' in own) || !Array.isArray(own.next)) return [];
  return own.next.filter((step) => typeof step === 'string');
}

/** Runs in the console as it stands; of a correlation over the hits that the rules it counts had in the last run. */
function sqlOf(found: LibraryRule, library: Library, numbers: ReadonlyMap<string, number>): string {
  if (found.kind === 'detection')
    return `SELECT * FROM ${nameIdentifier(found.table)}\nWHERE ${breakLines(found.compiled.condition)}`;
  const members = found.members.map((key) => library.rules.find((one) => one.key === key)!);
  const inner = members.filter(({ kind }) => kind === 'correlation').map((one) => sqlOf(one, library, numbers));
  // A rule that has not been run has no hits.
  const numberOf = (rule: LibraryRule) => numbers.get(rule.key) ?? 0;
  const resolved = {
    number: numberOf(found),
    rule: found.rule,
    members: found.rule.rules.map(({ ref }, i) => ({
      ref,
      target: { number: numberOf(members[i]!), rule: members[i]!.rule },
    })),
  };
  const events = eventsSql(resolved, { table: openRuleTable(found.table), hits: 'rule_hits' });
  const none = `SELECT * FROM pugmark.correlation_events WHERE false`;
  return momentsSql(resolved, {
    events: `(${events ?? none})`,
    moments: inner.length > 0 ? `(${inner.join(' UNION ALL ')})` : '',
  });
}
