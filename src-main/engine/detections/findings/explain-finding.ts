// Why a record is in a finding: the lines of its rule that the record meets, each with the value it has there.
import type { MatchedField, MatchedRecord } from '../../../../shared/contract/detections.ts';
import type { Condition, DetectionRule, FieldTest } from '../../../../shared/sigma/rule.ts';
import { describeTest } from '../../../../shared/sigma/words.ts';
import type { Connection, Row } from '../../duckdb/connection.ts';
import { isoTime } from '../../duckdb/iso-time.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import { EngineError } from '../../engine-error.ts';
import { logTable } from '../../ingest/store/shape/table-shape.ts';
import { testsIn } from '../compile/compile-rule.ts';
import { compileTest } from '../compile/compile-test.ts';
import { openRuleTable, placeField } from '../compile/field-place.ts';
import { explainIndicatorHit } from '../indicators/sources.ts';
import type { Library, LibraryDetection } from '../library/library.ts';

/** Longer values are cut. */
const mostLetters = 500;

/** The first records by time. NOT_FOUND when there is no such finding now. */
export async function explainFinding(
  connection: Connection,
  library: Library,
  finding: number,
  most: number,
): Promise<MatchedRecord[]> {
  const [known] = await connection.rows(
    `SELECT r.rule_key, r.name, r.kind, r.table_name, r.rule FROM logs.main.findings AS f JOIN logs.main.rules AS r USING (rule) WHERE finding = ${finding}`,
  );
  if (!known)
    throw new EngineError('NOT_FOUND', `There is no finding ${finding} now.`, { hint: 'Run the rules again.' });
  const [key, name, table] = [known.rule_key, known.name, known.table_name].map(String) as [string, string, string];
  const records = await connection.rows(
    `SELECT h.row_id, h.evidence_id, h.record_no, ${isoTime('h.event_time')} AS event_time, h.action
     FROM logs.main.rule_hits AS h JOIN logs.main.finding_hits AS f ON f.evidence_id = h.evidence_id AND f.record_no = h.record_no
     WHERE f.finding = ${finding} AND h.rule = ${Number(known.rule)} ORDER BY h.event_time, h.evidence_id, h.record_no LIMIT ${most}`,
  );
  if (known.kind === 'indicators') return await explainIndicators(connection, { key, name, table, records });
  const detections = detectionsOf(library, key);
  if (detections.length === 0) return records.map((record) => ({ rule: key, name, ...placeOf(record), fields: [] }));
  const found: MatchedRecord[] = [];
  for (const record of records)
    for (const detection of detections) {
      const fields = await explainRecord(connection, detection, Number(record.row_id));
      if (fields) found.push({ rule: detection.key, name: detection.name, ...placeOf(record), fields });
    }
  return found;
}

const placeOf = (record: Row) => ({
  evidenceId: Number(record.evidence_id),
  recordNo: Number(record.record_no),
  eventTime: record.event_time === null ? null : String(record.event_time),
  action: record.action === null ? null : String(record.action),
});

/** The rule itself; of a correlation those that it counts, through other correlations. */
function detectionsOf(library: Library, key: string): LibraryDetection[] {
  const rule = library.rules.find((one) => one.key === key);
  if (!rule) return [];
  return rule.kind === 'detection' ? [rule] : rule.members.flatMap((member) => detectionsOf(library, member));
}

/** Null: the rule does not match the record. Keywords have no value to show. */
async function explainRecord(
  connection: Connection,
  { rule, compiled, table }: LibraryDetection,
  rowId: number,
): Promise<MatchedField[] | null> {
  const ruleTable = openRuleTable(table);
  const tests = listTests(rule);
  const columns = tests.flatMap(({ test }, i) => {
    const value = test.field === null ? 'NULL' : placeField(ruleTable, test.field, test.line).text;
    return [
      `(${compileTest(ruleTable, test)}) IS TRUE AS m${i}`,
      `left(CAST(${value} AS VARCHAR), ${mostLetters}) AS v${i}`,
    ];
  });
  const [row] = await connection.rows(
    `SELECT ${columns.join(', ')} FROM ${logTable(table)} AS log WHERE log.rowid = ${quoteLiteral(rowId)} AND (${compiled.condition})`,
  );
  if (!row) return null;
  return tests.flatMap(({ test, search }, i): MatchedField[] =>
    row[`m${i}`] === true
      ? [
          {
            search,
            field: test.field ?? 'anywhere in the record',
            test: describeTest(test),
            value: row[`v${i}`] === null ? null : String(row[`v${i}`]),
            line: test.line,
          },
        ]
      : [],
  );
}

/** Lines of the searches that the rule asks for; those of what it rules out would explain nothing. */
function listTests(rule: DetectionRule): { search: string; test: FieldTest }[] {
  const names = new Set(rule.conditions.flatMap(({ tree }) => namesIn(tree, false)));
  return [...names].flatMap((search) => testsIn(rule.searches[search]!).map((test) => ({ search, test })));
}

function namesIn(condition: Condition, negated: boolean): string[] {
  if (condition.kind === 'search') return negated ? [] : [condition.name];
  if (condition.kind === 'not') return namesIn(condition.part, !negated);
  return condition.parts.flatMap((part) => namesIn(part, negated));
}

type Known = { key: string; name: string; table: string; records: Row[] };

async function explainIndicators(
  connection: Connection,
  { key, name, table, records }: Known,
): Promise<MatchedRecord[]> {
  const list = key.slice(0, key.lastIndexOf(':'));
  const explained: MatchedRecord[] = [];
  for (const record of records) {
    const place = placeOf(record);
    const hits = await explainIndicatorHit(connection, list, { table, ...place });
    const fields = hits.flatMap(({ indicator, kind, text, places }): MatchedField[] =>
      places.map(({ place: field, value }) => ({
        search: name,
        field: field === '' ? 'anywhere in the record' : field,
        test: `holds “${text}”, by the ${kind} “${indicator}” of the list`,
        value: value.slice(0, mostLetters),
        line: 0,
      })),
    );
    explained.push({ rule: key, name, ...place, fields });
  }
  return explained;
}
