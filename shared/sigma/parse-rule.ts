// From one YAML document to a rule, or to what is wrong with it and where.

import { findSourceTables } from './log-sources.ts';
import { parseCorrelation } from './parse-correlation.ts';
import { parseDetection } from './parse-detection.ts';
import type { Placeholders } from './placeholders.ts';
import { entryOf, itemsOf, type PlainEntry, type PlainMap, type PlainNode, toPlain } from './plain-node.ts';
import { RuleError, type RuleProblem, toProblem } from './problem.ts';
import { headSchema, type LogSource, type RuleHead, type SigmaRule } from './rule.ts';

/**
 * `rule`: with `notes` about what of it could not be taken as it stands (an unknown status), none of which change what it
 * finds. `other`: it is for logs that there is no table for. `problem`: it cannot be used; `title` and `id` as far as there are any.
 */
export type ParsedRule =
  | { kind: 'rule'; rule: SigmaRule; notes: RuleProblem[] }
  | { kind: 'other'; source: LogSource; title: string; id: string | null; name: string | null }
  | { kind: 'problem'; problem: RuleProblem; title: string | null; id: string | null };

export function parseRule(node: PlainNode, placeholders: Placeholders = {}): ParsedRule {
  const [title, id, name] = ['title', 'id', 'name'].map((key) => readText(node, key));
  try {
    if (node.kind !== 'map') throw new RuleError(node.line, 'A rule is a map of its parts, and this is none.');
    refuseForms(node);
    const source = readLogSource(node);
    if (source && findSourceTables(source).length === 0)
      return { kind: 'other', source, title: title ?? '', id: id ?? null, name: name ?? null };
    const { head, notes } = readHead(node);
    const correlation = entryOf(node, 'correlation');
    if (correlation)
      return { kind: 'rule', rule: { ...head, ...parseCorrelation(correlation, entryOf(node, 'generate')) }, notes };
    if (!source) throw new RuleError(node.line, 'The rule has no logsource.');
    const detection = entryOf(node, 'detection');
    if (!detection) throw new RuleError(node.line, 'The rule has no detection.');
    const rule: SigmaRule = {
      ...head,
      kind: 'detection',
      logsource: source,
      ...parseDetection(detection, placeholders),
    };
    return { kind: 'rule', rule, notes };
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    return { kind: 'problem', problem: toProblem(error), title: title ?? null, id: id ?? null };
  }
}

/** Forms of document that stand beside rules and are none. */
function refuseForms(node: PlainMap): void {
  const action = entryOf(node, 'action');
  if (action)
    throw new RuleError(
      action.line,
      `“action: ${String(toPlain(action.value))}” builds rules of several documents, which Sigma has given up; write each rule whole.`,
    );
  const filter = entryOf(node, 'filter');
  if (filter)
    throw new RuleError(
      filter.line,
      'This is a Sigma filter, which is not applied; use an exception of the case instead.',
    );
}

function readText(node: PlainNode, key: string): string | null {
  const value = node.kind === 'map' ? entryOf(node, key)?.value : undefined;
  return value?.kind === 'scalar' && value.value !== null ? value.text : null;
}

function readLogSource(node: PlainMap): LogSource | null {
  const entry = entryOf(node, 'logsource');
  if (!entry) return null;
  const { value } = entry;
  if (value.kind !== 'map')
    throw new RuleError(entry.line, 'The logsource is no map of product, service and category.');
  const [product, category, service] = ['product', 'category', 'service'].map(
    (key) => readText(value, key)?.toLowerCase() ?? null,
  );
  return { product: product!, category: category!, service: service!, definition: readText(value, 'definition') };
}

/** Keys of the head whose faults leave the rule unusable; the others become notes. */
const needed = new Set(['title']);
const parts = new Set(['logsource', 'detection', 'correlation', 'generate']);

function readHead(node: PlainMap): { head: RuleHead; notes: RuleProblem[] } {
  const known = new Set(Object.keys(headSchema.shape));
  let entries = node.entries.filter(({ key }) => known.has(key));
  const custom = Object.fromEntries(
    node.entries.filter(({ key }) => !known.has(key) && !parts.has(key)).map(({ key, value }) => [key, toPlain(value)]),
  );
  const notes: RuleProblem[] = [];
  for (;;) {
    const read = headSchema.safeParse(
      Object.fromEntries(entries.map(({ key, value }) => [key, plainHead(key, value)])),
    );
    if (read.success) return { head: { ...read.data, line: node.line, custom }, notes };
    const { path, message } = read.error.issues[0]!;
    const key = String(path[0]);
    const entry = entries.find((one) => one.key === key);
    const line = entry ? lineOf(entry, path.slice(1)) : node.line;
    if (!entry) throw new RuleError(line, `The rule has no ${key}.`);
    if (needed.has(key)) throw new RuleError(line, `The rule's ${key} is not as it should be: ${message}.`);
    notes.push({ line, reason: `“${key}” is not as it should be, and left out: ${message}.` });
    entries = entries.filter((one) => one !== entry);
  }
}

/** A title that is all digits is still a text, and so is a date. */
function plainHead(key: string, node: PlainNode): unknown {
  if (node.kind === 'scalar') return node.value === null || typeof node.value === 'string' ? node.value : node.text;
  if (key === 'related') return toPlain(node);
  return node.kind === 'list' ? itemsOf(node).map((item) => plainHead('', item)) : toPlain(node);
}

function lineOf(entry: PlainEntry, path: PropertyKey[]): number {
  const [index] = path;
  const item = entry.value.kind === 'list' && typeof index === 'number' ? entry.value.items[index] : undefined;
  return item?.line ?? entry.line;
}
