// The `detection` of a rule: its searches and its condition.
import { readCondition } from './condition.ts';
import { applyModifiers } from './modifiers.ts';
import type { Placeholders } from './placeholders.ts';
import { entryOf, itemsOf, type PlainEntry, type PlainNode } from './plain-node.ts';
import { RuleError } from './problem.ts';
import type { DetectionRule, FieldTest, Search } from './rule.ts';

/** @throws RuleError */
export function parseDetection(
  detection: PlainEntry,
  placeholders: Placeholders,
): Pick<DetectionRule, 'searches' | 'conditions'> {
  const { value, line } = detection;
  if (value.kind !== 'map') throw new RuleError(line, 'The detection is no map of searches.');
  const condition = entryOf(value, 'condition');
  if (!condition) throw new RuleError(line, 'The detection has no condition.');
  const searches = new Map<string, Search>();
  for (const entry of value.entries) {
    if (entry.key === 'condition') continue;
    if (entry.key === 'timeframe')
      throw new RuleError(
        entry.line,
        'A timeframe belongs to aggregations, which Sigma has replaced by correlation rules.',
      );
    searches.set(entry.key, parseSearch(entry.value, entry.line, placeholders));
  }
  const names = [...searches.keys()];
  const conditions = itemsOf(condition.value).map((node) => {
    if (node.kind !== 'scalar' || typeof node.value !== 'string')
      throw new RuleError(node.line, 'A condition is a text such as “selection and not filter”.');
    return { text: node.value, tree: readCondition(node.value, names, node.line), line: node.line };
  });
  if (conditions.length === 0) throw new RuleError(condition.line, 'The detection has no condition.');
  return { searches: Object.fromEntries(searches), conditions };
}

/** A map links its lines with and, a list of maps with or; texts without a field are keywords. */
function parseSearch(node: PlainNode, line: number, placeholders: Placeholders): Search {
  if (node.kind === 'scalar') return testOf(null, [], node, line, placeholders);
  if (node.kind === 'map') {
    if (node.entries.length === 0) throw new RuleError(line, 'The search is empty.');
    const parts = node.entries.map((entry) => parseLine(entry, placeholders));
    return parts.length === 1 ? parts[0]! : { kind: 'all', parts, line };
  }
  if (node.items.length === 0) throw new RuleError(line, 'The search is empty.');
  if (node.items.every((item) => item.kind === 'scalar')) return testOf(null, [], node, line, placeholders);
  const parts = node.items.map((item) => parseSearch(item, item.line, placeholders));
  return parts.length === 1 ? parts[0]! : { kind: 'any', parts, line };
}

function parseLine({ key, value, line }: PlainEntry, placeholders: Placeholders): Search {
  const [field = '', ...modifiers] = key.split('|');
  return testOf(field === '' ? null : field, modifiers, value, line, placeholders);
}

function testOf(
  field: string | null,
  modifiers: string[],
  node: PlainNode,
  line: number,
  placeholders: Placeholders,
): FieldTest {
  const values = itemsOf(node).map((item) => {
    if (item.kind !== 'scalar')
      throw new RuleError(
        item.line,
        `The values of ${field ?? 'a keyword'} are to be texts, numbers or null, not ${item.kind}s.`,
      );
    return { value: item.value, text: item.text, line: item.line };
  });
  if (values.length === 0) {
    // pySigma reads an empty list as null.
    if (field === null) throw new RuleError(line, 'The search is empty.');
    values.push({ value: null, text: '', line });
  }
  return applyModifiers(field, modifiers, values, line, placeholders);
}
