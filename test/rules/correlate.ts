// Correlation rules the straightforward way, for the tests of our own pack: every event begins a window, and the window is
// looked through. Groups with a field that an event lacks are left out.
import type { CorrelationRule, CountTest, DetectionRule, SigmaRule } from '../../shared/sigma/rule.ts';
import { type CloudTrailEvent, finds } from './rule-events.ts';

type Found = { rule: string; at: number; group: string; counted: string | null };

/** The groups, as JSON lists of their values, in which the rule finds something. Every rule it refers to must be in `rules`. */
export function correlate(rule: CorrelationRule, rules: SigmaRule[], events: CloudTrailEvent[]): string[] {
  const found = rule.rules.flatMap(({ ref }) => findAll(rule, nameRule(rules, ref), ref, events));
  const groups = [...new Set(found.map(({ group }) => group))].toSorted();
  return groups.filter((group) => {
    const own = found.filter((one) => one.group === group).toSorted((a, b) => a.at - b.at);
    return own.some(({ at }) => {
      const window = own.filter((one) => one.at >= at && one.at <= at + rule.timespanSeconds);
      return rule.counts.every((test) => passes(countIn(rule, window), test));
    });
  });
}

function nameRule(rules: SigmaRule[], ref: string): DetectionRule {
  const rule = rules.find(({ id, name }) => id === ref || name === ref);
  if (rule?.kind !== 'detection') throw new Error(`There is no detection “${ref}”.`);
  return rule;
}

function findAll(
  { groupBy, aliases, countedFields }: CorrelationRule,
  rule: DetectionRule,
  ref: string,
  events: CloudTrailEvent[],
): Found[] {
  return events
    .filter((event) => finds(rule, event))
    .flatMap((event) => {
      const group = groupBy.map((field) => valueAt(event, aliases[field]?.[ref] ?? field));
      if (group.includes(null)) return [];
      const counted = countedFields[0] === undefined ? null : valueAt(event, countedFields[0]);
      return [{ rule: ref, at: Date.parse(String(event.eventTime)) / 1000, group: JSON.stringify(group), counted }];
    });
}

function countIn(rule: CorrelationRule, window: Found[]): number {
  switch (rule.type) {
    case 'event_count':
      return window.length;
    case 'value_count':
      return new Set(window.flatMap(({ counted }) => counted ?? [])).size;
    case 'temporal':
      return new Set(window.map((found) => found.rule)).size;
    case 'temporal_ordered':
      return countInOrder(
        rule.rules.map(({ ref }) => ref),
        window,
      );
  }
}

/** How many of the rules, from the first on, follow one another. */
function countInOrder(refs: string[], window: Found[]): number {
  let at = Number.NEGATIVE_INFINITY;
  for (const [i, ref] of refs.entries()) {
    const next = window.find((found) => found.rule === ref && found.at >= at);
    if (!next) return i;
    at = next.at;
  }
  return refs.length;
}

function passes(count: number, test: CountTest): boolean {
  const tests = {
    lt: count < test.count,
    lte: count <= test.count,
    gt: count > test.count,
    gte: count >= test.count,
    eq: count === test.count,
    neq: count !== test.count,
  };
  return tests[test.op];
}

function valueAt(event: CloudTrailEvent, field: string): string | null {
  let node: unknown = event;
  for (const name of field.split('.')) node = (node as Record<string, unknown> | null | undefined)?.[name];
  return typeof node === 'string' ? node : null;
}
