// Sigma the straightforward way: one rule, one event, plain TypeScript. What the compiled SQL is held against.
import type { Pattern } from '../../../shared/sigma/pattern.ts';
import type { Condition, DetectionRule, FieldTest, Search, ValueTest } from '../../../shared/sigma/rule.ts';
import { isInRange, parseAddress, parseNetwork } from '../../../shared/values/ip.ts';

export type Event = { record: unknown; raw: string };

export const readEvent = (raw: string): Event => ({ record: JSON.parse(raw) as unknown, raw });

/** Whether the rule matches the record, given as its JSON text. */
export const interpret = (rule: DetectionRule, raw: string): boolean => interpretEvent(rule, readEvent(raw));

export function interpretEvent(rule: DetectionRule, event: Event): boolean {
  return rule.conditions.some(({ tree }) => holds(rule, tree, event));
}

function holds(rule: DetectionRule, condition: Condition, event: Event): boolean {
  switch (condition.kind) {
    case 'search':
      return finds(rule.searches[condition.name]!, event);
    case 'not':
      return !holds(rule, condition.part, event);
    case 'and':
      return condition.parts.every((part) => holds(rule, part, event));
    case 'or':
      return condition.parts.some((part) => holds(rule, part, event));
  }
}

function finds(search: Search, event: Event): boolean {
  if (search.kind !== 'test')
    return search.kind === 'all'
      ? search.parts.every((part) => finds(part, event))
      : search.parts.some((part) => finds(part, event));
  const passes = (alternatives: ValueTest[]) => alternatives.some((test) => passesValue(search, test, event));
  const found = search.link === 'all' ? search.values.every(passes) : search.values.some(passes);
  return search.negated ? !found : found;
}

function passesValue({ field }: FieldTest, test: ValueTest, event: Event): boolean {
  if (field === null) return passesText(plainJson(event.raw), test);
  const texts = textsAt(event.record, field);
  switch (test.kind) {
    case 'null':
      return texts.length === 0;
    case 'exists':
      return nodesAt(event.record, field).length > 0 === test.exists;
    case 'field':
      return texts.some((left) => textsAt(event.record, test.field).some((right) => passesField(left, right, test)));
    default:
      return texts.some((text) => passesText(text, test));
  }
}

/** What stands under a name, through arrays; nulls count. */
function nodesAt(record: unknown, field: string): unknown[] {
  let nodes = [record];
  for (const name of field.split('.'))
    nodes = nodes
      .flatMap((node) => (Array.isArray(node) ? node : [node]))
      .filter((node) => typeof node === 'object' && node !== null && Object.hasOwn(node, name))
      .map((node) => (node as Record<string, unknown>)[name]);
  return nodes;
}

const textsAt = (record: unknown, field: string): string[] =>
  nodesAt(record, field)
    .flatMap((node) => (Array.isArray(node) ? node : [node]))
    .filter((node) => node !== null)
    .map((node) => (typeof node === 'object' ? plainJson(JSON.stringify(node)) : String(node)));

const plainJson = (json: string) => json.replace(/\\(["\\/])/g, '$1');

function passesText(text: string, test: ValueTest): boolean {
  switch (test.kind) {
    case 'text':
      return test.cased ? fits(text, test.pattern) : fits(text.toLowerCase(), lowered(test.pattern));
    case 'number':
      return text === test.text || numberIn(text) === test.number;
    case 'regex':
      return new RegExp(
        test.source,
        `u${test.ignoreCase ? 'i' : ''}${test.multiLine ? 'm' : ''}${test.dotAll ? 's' : ''}`,
      ).test(text);
    case 'network': {
      const address = parseAddress(text);
      return address !== null && isInRange(address, parseNetwork(test.network)!);
    }
    case 'compare':
      return compares(numberIn(text), test.op, test.number);
    case 'time':
      return compares(timePart(text, test.part), test.op, test.number);
    default:
      throw new Error(`${test.kind} is not asked of a text`);
  }
}

const lowered = (pattern: Pattern): Pattern =>
  pattern.map((part) => ('text' in part ? { text: part.text.toLowerCase() } : part));

/** Character by character, trying every length for `*`. */
function fits(text: string, pattern: Pattern): boolean {
  const [part, ...rest] = pattern;
  if (part === undefined) return text === '';
  if ('text' in part) return text.startsWith(part.text) && fits(text.slice(part.text.length), rest);
  if (part.sign === '?') return text !== '' && fits(text.replace(/^./su, ''), rest);
  for (let at = 0; at <= text.length; at++) if (fits(text.slice(at), rest)) return true;
  return false;
}

const numberIn = (text: string): number | null => (/^-?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(text) ? Number(text) : null);

function compares(found: number | null, op: 'lt' | 'lte' | 'gt' | 'gte' | 'eq', number: number): boolean {
  if (found === null) return false;
  return { lt: found < number, lte: found <= number, gt: found > number, gte: found >= number, eq: found === number }[
    op
  ];
}

function timePart(text: string, part: 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year'): number | null {
  const at = new Date(text);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text) || Number.isNaN(at.getTime())) return null;
  if (part !== 'week')
    return {
      minute: at.getUTCMinutes(),
      hour: at.getUTCHours(),
      day: at.getUTCDate(),
      month: at.getUTCMonth() + 1,
      year: at.getUTCFullYear(),
    }[part];
  // The week of a day is that of its Thursday, and the first one of a year has its first Thursday.
  const dayMs = 86_400_000;
  const thursday = new Date(at.getTime() + (4 - (at.getUTCDay() || 7)) * dayMs);
  return Math.floor((thursday.getTime() - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / dayMs / 7) + 1;
}

function passesField(left: string, right: string, { match, cased }: Extract<ValueTest, { kind: 'field' }>): boolean {
  const [a, b] = cased ? [left, right] : [left.toLowerCase(), right.toLowerCase()];
  return { whole: a === b, start: a.startsWith(b), end: a.endsWith(b), inside: a.includes(b) }[match];
}
