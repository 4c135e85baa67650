// What a rule says of a record of which only a few fields are known: those that nearly every rule names. Their combinations in a
// table are few, and for each it is decided once which rules match, which cannot, and which have to be asked of the records.

import { escapeRegex } from '../../../../shared/query/text-pattern.ts';
import { type Pattern, plainText } from '../../../../shared/sigma/pattern.ts';
import type { Condition, DetectionRule, FieldTest, Search, ValueTest } from '../../../../shared/sigma/rule.ts';
import { isAscii } from '../../queries/compile/text-patterns.ts';

/** Null: it depends on what is not known. */
export type Verdict = boolean | null;

/** Answers for one line of a rule, given the known fields in the order of `keys`: their texts, null where there is none. */
export type Judge = (values: readonly (string | null)[]) => Verdict;

/** @param keys fields, as the log source's records spell them */
export function createJudge(rule: DetectionRule, keys: readonly string[]): Judge {
  return any(rule.conditions.map(({ tree }) => ofCondition(rule, tree, keys)));
}

const unknown: Judge = () => null;

function ofCondition(rule: DetectionRule, condition: Condition, keys: readonly string[]): Judge {
  if (condition.kind === 'search') return ofSearch(rule.searches[condition.name]!, keys);
  if (condition.kind === 'not') return not(ofCondition(rule, condition.part, keys));
  const parts = condition.parts.map((part) => ofCondition(rule, part, keys));
  return condition.kind === 'and' ? all(parts) : any(parts);
}

function ofSearch(search: Search, keys: readonly string[]): Judge {
  if (search.kind === 'test') return ofTest(search, keys);
  const parts = search.parts.map((part) => ofSearch(part, keys));
  return search.kind === 'all' ? all(parts) : any(parts);
}

function ofTest({ field, values, link, negated }: FieldTest, keys: readonly string[]): Judge {
  const index = keys.findIndex((key) => key.toLowerCase() === field?.toLowerCase());
  if (index < 0) return unknown;
  const parts = values.map((alternatives) => any(alternatives.map((test) => ofValue(test, index))));
  const found = remember(link === 'all' ? all(parts) : any(parts), index);
  return negated ? not(found) : found;
}

/** The same few texts come again and again. */
function remember(judge: Judge, index: number): Judge {
  const known = new Map<string | null, Verdict>();
  return (values) => {
    const value = values[index]!;
    const before = known.get(value);
    if (before !== undefined) return before;
    const verdict = judge(values);
    known.set(value, verdict);
    return verdict;
  };
}

function ofValue(test: ValueTest, index: number): Judge {
  if (test.kind === 'null') return (values) => values[index] === null;
  if (test.kind !== 'text') return unknown;
  const matches = matcherOf(test.pattern, test.cased);
  if (!matches) return unknown;
  return (values) => {
    const text = values[index]!;
    if (text === null) return false;
    return isAscii(text) ? matches(text) : null;
  };
}

/** Null for letters that DuckDB lowers in a way of its own. */
function matcherOf(pattern: Pattern, cased: boolean): ((text: string) => boolean) | null {
  if (!pattern.every((part) => 'sign' in part || isAscii(part.text))) return null;
  const plain = plainText(pattern);
  if (plain !== null) return cased ? (text) => text === plain : (text) => text.toLowerCase() === plain.toLowerCase();
  const source = pattern.map((part) => ('text' in part ? escapeRegex(part.text) : part.sign === '*' ? '.*' : '.'));
  const form = new RegExp(`^${source.join('')}$`, cased ? 's' : 'is');
  return (text) => form.test(text);
}

const not =
  (judge: Judge): Judge =>
  (values) => {
    const verdict = judge(values);
    return verdict === null ? null : !verdict;
  };

const all =
  (judges: Judge[]): Judge =>
  (values) =>
    decide(judges, values, false);

const any =
  (judges: Judge[]): Judge =>
  (values) =>
    decide(judges, values, true);

/** `deciding`: one such verdict is enough. */
function decide(judges: Judge[], values: readonly (string | null)[], deciding: boolean): Verdict {
  let isOpen = false;
  for (const judge of judges) {
    const verdict = judge(values);
    if (verdict === deciding) return deciding;
    if (verdict === null) isOpen = true;
  }
  return isOpen ? null : !deciding;
}
