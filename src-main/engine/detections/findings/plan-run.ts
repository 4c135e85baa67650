// What a run has to do: which rules are needed, which of them have looked at which rows already, and under which numbers.
import { createHash } from 'node:crypto';
import type { Level } from '../../../../shared/contract/detections.ts';
import { findFormat } from '../../../../shared/formats/registry.ts';
import { levels } from '../../../../shared/sigma/rule.ts';
import type { Connection } from '../../duckdb/connection.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import { readLogTables } from '../indicators/log-tables.ts';
import { listIndicatorSources } from '../indicators/sources.ts';
import type { Library, LibraryCorrelation, LibraryDetection, LibraryRule } from '../library/library.ts';
import { isOn, levelOf, type RuleSetting } from '../library/settings.ts';

/** Something whose hits are kept under a number. `stamp`: while it is the same, what was found stays true. */
export type Source = {
  number: number;
  key: string;
  name: string;
  kind: 'detection' | 'correlation' | 'indicators';
  level: Level;
  table: string;
  tactics: string[];
  techniques: string[];
  /** Whether its hits become findings. */
  isShown: boolean;
  stamp: string;
  /** Rows of its table that it has looked at with this stamp. */
  seen: number;
};

export type Planned = {
  detections: (Source & { from: LibraryDetection })[];
  correlations: (Source & { from: LibraryCorrelation })[];
  /** One per list and log table. */
  lists: (Source & { list: string })[];
  /** Rows of each table. */
  rows: Map<string, number>;
  /** Numbers whose hits are not true any more. */
  stale: number[];
  /** Correlations whose events are not those of their rules any more. */
  staleCorrelations: number[];
};

export async function planRun(
  connection: Connection,
  library: Library,
  settings: Map<string, RuleSetting>,
): Promise<Planned> {
  const kept = await readKept(connection);
  const rows = await countRows(connection, library);
  let last = Math.max(0, ...[...kept.values()].map(({ number }) => number));
  const number = (key: string, stamp: string) => {
    const known = kept.get(key);
    return { number: known?.number ?? ++last, seen: known?.stamp === stamp ? known.seen : 0 };
  };
  const needed = findNeeded(library, settings);
  const sources = library.rules
    .filter(({ key }) => needed.has(key))
    .map((one) => {
      const described = describe(one, settings.get(one.key));
      const stamp = hash(
        one.kind === 'detection'
          ? [one.table, one.compiled.condition, String(described.isShown)]
          : [one.table, JSON.stringify({ ...one.rule, line: 0 }), ...one.members],
      );
      return { ...described, stamp, ...number(one.key, stamp), from: one };
    });
  const lists = (await listIndicatorSources(connection)).flatMap((list) =>
    [...rows.keys()].map((table) => {
      const key = `${list.key}:${table}`;
      const setting = settings.get(list.key);
      return {
        key,
        name: list.name,
        kind: 'indicators' as const,
        level: setting?.level ?? levels.find((level) => level === list.level) ?? ('high' as const),
        table,
        tactics: [],
        techniques: [],
        isShown: isOn(null, setting),
        stamp: list.stamp,
        ...number(key, list.stamp),
        list: list.key,
      };
    }),
  );
  const detections = sources.filter(isOf('detection'));
  const correlations = sources.filter(isOf('correlation'));
  const current = new Set(detections.filter(({ seen }) => seen > 0).map((one) => one.number));
  const sameCorrelations = new Set(correlations.filter(({ seen }) => seen > 0).map((one) => one.number));
  const known = [...kept.values()].map((one) => one.number);
  return {
    detections,
    correlations,
    lists,
    rows,
    stale: known.filter((one) => !current.has(one)),
    staleCorrelations: known.filter((one) => !sameCorrelations.has(one)),
  };
}

const isOf =
  <Kind extends LibraryRule['kind']>(kind: Kind) =>
  <S extends { from: LibraryRule }>(source: S): source is S & { from: Extract<LibraryRule, { kind: Kind }> } =>
    source.from.kind === kind;

function describe(rule: LibraryRule, setting: RuleSetting | undefined) {
  const { key, name, kind, table, tactics, techniques } = rule;
  const level = levelOf(rule.rule.level, setting);
  return {
    key,
    name,
    kind,
    level,
    table,
    tactics,
    techniques,
    isShown: isOn(rule.rule.status, setting) && !rule.isPart,
  };
}

/** Rules that are on, and those that correlations among them count. A part is needed for others alone. */
function findNeeded(library: Library, settings: Map<string, RuleSetting>): Set<string> {
  const needed = new Set<string>();
  const byKey = new Map(library.rules.map((rule) => [rule.key, rule]));
  const need = (rule: LibraryRule) => {
    if (needed.has(rule.key)) return;
    needed.add(rule.key);
    if (rule.kind === 'correlation') for (const key of rule.members) need(byKey.get(key)!);
  };
  for (const rule of library.rules) if (!rule.isPart && isOn(rule.rule.status, settings.get(rule.key))) need(rule);
  return needed;
}

async function readKept(connection: Connection) {
  const rows = await connection.rows('SELECT rule, rule_key, stamp, seen FROM logs.main.rules');
  return new Map(
    rows.map((row) => [
      String(row.rule_key),
      { number: Number(row.rule), stamp: String(row.stamp), seen: Number(row.seen) },
    ]),
  );
}

/** Of every log table that is there, and of those that rules are about. */
async function countRows(connection: Connection, library: Library): Promise<Map<string, number>> {
  const counts = new Map((await readLogTables(connection)).map(({ name, rows }) => [name, rows]));
  for (const { table } of library.rules) if (!counts.has(table)) counts.set(table, 0);
  return counts;
}

const hash = (texts: string[]) => createHash('sha256').update(texts.join('\n')).digest('hex');

/** The fields by which rules of a table share a run. */
export const keysOf = (table: string): string[] => findFormat(table)?.sigmaKeys ?? [];

/** What the case keeps of them. */
export async function storeSources(
  connection: Connection,
  { detections, correlations, lists, rows }: Planned,
): Promise<void> {
  await connection.run('DELETE FROM logs.main.rules');
  const list = (texts: string[]) => `[${texts.map(quoteLiteral).join(', ')}]::VARCHAR[]`;
  const values = [...detections, ...correlations, ...lists].map(
    (one) =>
      `(${one.number}, ${[one.key, one.name, one.kind, one.level, one.table].map(quoteLiteral).join(', ')}, ${list(one.tactics)},
        ${list(one.techniques)}, ${one.isShown}, ${quoteLiteral(one.stamp)}, ${rows.get(one.table) ?? 0})`,
  );
  if (values.length > 0) await connection.run(`INSERT INTO logs.main.rules VALUES ${values.join(', ')}`);
}
