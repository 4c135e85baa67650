// The rules that a case can run: Pugmark's own and those of the folders that it names, each with its condition in SQL or the
// reason why it has none.
import { join, sep } from 'node:path';
import { readAttackTags } from '../../../../shared/attack/tactics.ts';
import type { RuleList } from '../../../../shared/contract/detections.ts';
import { findFormat } from '../../../../shared/formats/registry.ts';
import { findSourceTables } from '../../../../shared/sigma/log-sources.ts';
import type { CorrelationRule, DetectionRule } from '../../../../shared/sigma/rule.ts';
import type { Connection } from '../../duckdb/connection.ts';
import type { EngineState, OpenCase } from '../../engine-state.ts';
import type { CompiledRule } from '../compile/compile-rule.ts';
import { compileRules } from '../compile/compile-rules.ts';
import { addKept } from '../rules/keep-rules.ts';
import { createRuleSet, type FileProblem, type ReadRule } from '../rules/rule-set.ts';
import { walkRuleFiles } from '../rules/walk-rule-files.ts';
import { orderCorrelations } from '../run/order-correlations.ts';
import { type RuleFolder, readFolders, stampFolders } from './folders.ts';

type Common = Omit<ReadRule, 'rule'> & {
  key: string;
  /** Its title, and where another rule has the same its key after it. */
  name: string;
  /** Null: Pugmark's own. */
  folder: string | null;
  table: string;
  tactics: string[];
  techniques: string[];
  isPart: boolean;
};

export type LibraryDetection = Common & { kind: 'detection'; rule: DetectionRule; compiled: CompiledRule };
export type LibraryCorrelation = Common & { kind: 'correlation'; rule: CorrelationRule; members: string[] };
export type LibraryRule = LibraryDetection | LibraryCorrelation;

export type Library = Pick<RuleList, 'others' | 'folders'> & {
  /** A correlation comes after those that it refers to. */
  rules: LibraryRule[];
  problems: FileProblem[];
};

/** @param folders of the user, as the case keeps them */
export async function readLibrary(connection: Connection, assetsDir: string, folders: RuleFolder[]): Promise<Library> {
  const set = createRuleSet();
  await walkRuleFiles([join(assetsDir, 'rules')], set);
  for (const { kept } of folders) addKept(set, kept);
  const read = set.finish();
  const problems = [...read.problems];
  const fail = ({ file, rule }: ReadRule, problem: { line: number; reason: string }) =>
    problems.push({ ...problem, file, title: rule.title, id: rule.id });
  const detections = read.rules.filter(isDetection);
  const placed = detections.flatMap((one) =>
    findSourceTables(one.rule.logsource).map(({ table }) => ({ one, rule: one.rule, table })),
  );
  const compiled = new Map<ReadRule, CompiledRule[]>();
  const failed = new Set<ReadRule>();
  for (const [i, result] of (await compileRules(connection, placed)).entries()) {
    const { one } = placed[i]!;
    if (result.kind === 'compiled') compiled.set(one, [...(compiled.get(one) ?? []), result]);
    else if (!failed.has(one)) {
      failed.add(one);
      fail(one, result.problem);
    }
  }

  const usable = read.rules.filter((one) => one.rule.kind === 'correlation' || compiled.has(one));
  const { ordered, problems: unordered } = orderCorrelations(usable.map(({ rule }, number) => ({ number, rule })));
  for (const { number, problem } of unordered) fail(usable[number]!, problem);

  const folderOf = (file: string) =>
    folders.find(({ path }) => [`${path}${sep}`, `${path}›`].some((start) => file.startsWith(start)) || file === path)
      ?.path ?? null;
  const names = countNames(usable);
  const common = (one: ReadRule): Common => {
    const { rule } = one;
    const key = keyOf(one);
    return {
      ...one,
      key,
      name: names.get(rule.title) === 1 ? rule.title : `${rule.title} (${key.slice(0, 8)})`,
      folder: folderOf(one.file),
      table: '',
      isPart: isPart(one, usable),
      ...readAttackTags(rule.tags),
    };
  };
  const rules = new Map<number, LibraryRule>();
  /** Of rules for several logs: the same for each further one, which nothing refers to. */
  const further: LibraryDetection[] = [];
  for (const [number, one] of usable.entries()) {
    if (!isDetection(one)) continue;
    const all = compiled.get(one)!.map((own, i): LibraryDetection => {
      const about = common(one);
      const place = i === 0 ? {} : { key: `${about.key}:${own.table}`, name: `${about.name} (${titleOf(own.table)})` };
      return { ...about, ...place, kind: 'detection', rule: one.rule, compiled: own, table: own.table };
    });
    rules.set(number, all[0]!);
    further.push(...all.slice(1));
  }
  for (const { number, rule, members } of ordered) {
    const targets = members.map(({ target }) => rules.get(target.number)!);
    const tables = [...new Set(targets.map(({ table }) => table))];
    if (tables.length > 1) {
      const reason = 'The correlation counts rules for different logs, which is not possible yet.';
      fail(usable[number]!, { line: rule.line, reason });
      continue;
    }
    rules.set(number, {
      ...common(usable[number]!),
      kind: 'correlation',
      rule,
      members: targets.map(({ key }) => key),
      table: tables[0]!,
    });
  }
  return {
    rules: [...rules.values(), ...further],
    problems,
    others: read.others,
    folders: folders.map(({ path, kept, read: at }) => ({
      path,
      read: at,
      rules: [...rules.values()].filter(({ folder }) => folder === path).length,
      problem: kept.failures.find(({ file }) => file === path)?.reason ?? null,
    })),
  };
}

const titleOf = (table: string) => findFormat(table)?.title ?? table;

const isDetection = (one: ReadRule): one is ReadRule & { rule: DetectionRule } => one.rule.kind === 'detection';

const keyOf = ({ file, rule }: ReadRule) => rule.id ?? rule.name ?? `${file}:${rule.title}:${rule.line}`;

function countNames(rules: ReadRule[]): Map<string, number> {
  const names = new Map<string, number>();
  for (const { rule } of rules) names.set(rule.title, (names.get(rule.title) ?? 0) + 1);
  return names;
}

/**
 * Rules of Pugmark's own say so. Of others the specification says that rules which a correlation refers to make no findings of
 * their own unless it is to `generate` them.
 */
function isPart({ rule }: ReadRule, all: ReadRule[]): boolean {
  const own = rule.custom.pugmark;
  if (typeof own === 'object' && own !== null && 'part' in own && own.part === true) return true;
  const users = all.flatMap((one) =>
    one.rule.kind === 'correlation' && one.rule.rules.some(({ ref }) => ref === rule.id || ref === rule.name)
      ? [one.rule]
      : [],
  );
  return users.length > 0 && users.every(({ generate }) => !generate);
}

const perCase = new WeakMap<OpenCase, { folders: string; library: Promise<Library> }>();

/** That of the open case, made once for its folders as they were read last. */
export async function libraryOf(state: EngineState, open: OpenCase): Promise<Library> {
  const stamp = await open.db.use(stampFolders);
  const known = perCase.get(open);
  if (known && known.folders === stamp) return await known.library;
  const library = open.db.use(async (connection) =>
    readLibrary(connection, state.options.assetsDir, await readFolders(connection)),
  );
  perCase.set(open, { folders: stamp, library });
  // The next to ask tries again.
  library.catch(() => perCase.delete(open));
  return await library;
}
