// The `correlation` of a rule: which rules, how often, by what and within how long.
import { entryOf, itemsOf, type PlainEntry, type PlainMap, type PlainNode } from './plain-node.ts';
import { RuleError } from './problem.ts';
import type { CorrelationRule, CorrelationType, CountTest, RuleHead } from './rule.ts';
import { readTimespan } from './timespan.ts';

const types: CorrelationType[] = ['event_count', 'value_count', 'temporal', 'temporal_ordered'];
const comparisons: CountTest['op'][] = ['lt', 'lte', 'gt', 'gte', 'eq', 'neq'];
const known = ['type', 'rules', 'group-by', 'timespan', 'condition', 'aliases', 'generate'];

/** @param generate the flag beside the correlation, where the specification's schema has it. @throws RuleError */
export function parseCorrelation(
  entry: PlainEntry,
  generate: PlainEntry | undefined,
): Omit<CorrelationRule, keyof RuleHead> {
  const { value: map, line } = entry;
  if (map.kind !== 'map') throw new RuleError(line, 'The correlation is no map of its parts.');
  const stranger = map.entries.find(({ key }) => !known.includes(key));
  if (stranger) throw new RuleError(stranger.line, `A correlation has no “${stranger.key}”.`);
  const type = readType(map, line);
  const rules = itemsOf(need(map, 'rules', line).value).map((node) => ({ ref: readText(node), line: node.line }));
  if (rules.length === 0) throw new RuleError(line, 'The correlation names no rules.');
  const timespan = need(map, 'timespan', line);
  const timespanSeconds = readTimespan(readText(timespan.value));
  if (timespanSeconds === null)
    throw new RuleError(timespan.line, `“${readText(timespan.value)}” is no timespan; write 30s, 15m, 2h or 7d.`);
  const groupBy = entryOf(map, 'group-by');
  return {
    kind: 'correlation',
    type,
    rules,
    timespanSeconds,
    groupBy: groupBy ? itemsOf(groupBy.value).map(readText) : [],
    ...readCounts(map, type, rules.length, line),
    aliases: readAliases(
      map,
      rules.map(({ ref }) => ref),
    ),
    generate: readFlag(entryOf(map, 'generate') ?? generate),
  };
}

function need(map: PlainMap, key: string, line: number): PlainEntry {
  const entry = entryOf(map, key);
  if (!entry) throw new RuleError(line, `The correlation has no ${key}.`);
  return entry;
}

function readText(node: PlainNode): string {
  if (node.kind !== 'scalar' || node.value === null) throw new RuleError(node.line, 'There should be one text here.');
  return node.text;
}

function readType(map: PlainMap, line: number): CorrelationType {
  const entry = need(map, 'type', line);
  const written = readText(entry.value);
  const type = types.find((one) => one === written);
  if (!type)
    throw new RuleError(
      entry.line,
      `Correlations of type “${written}” are not supported; there are ${types.join(', ')}.`,
    );
  return type;
}

function readCounts(
  map: PlainMap,
  type: CorrelationType,
  rules: number,
  line: number,
): Pick<CorrelationRule, 'counts' | 'countedFields'> {
  const isTemporal = type === 'temporal' || type === 'temporal_ordered';
  const entry = entryOf(map, 'condition');
  if (!entry && isTemporal) return { counts: [{ op: 'gte', count: rules }], countedFields: [] };
  const { value } = entry ?? need(map, 'condition', line);
  if (value.kind !== 'map')
    throw new RuleError(
      value.line,
      'The condition of a correlation is a map such as “gte: 10”; others are not supported.',
    );
  const counts = value.entries
    .filter(({ key }) => key !== 'field')
    .map(({ key, value: count, line: at }): CountTest => {
      const op = comparisons.find((one) => one === key);
      if (!op) throw new RuleError(at, `The condition of a correlation has no “${key}”.`);
      if (count.kind !== 'scalar' || typeof count.value !== 'number' || !Number.isInteger(count.value))
        throw new RuleError(at, `“${key}” needs a whole number.`);
      return { op, count: count.value };
    });
  if (counts.length === 0) throw new RuleError(value.line, 'The condition of the correlation says no number.');
  const field = entryOf(value, 'field');
  if (type === 'value_count' && !field)
    throw new RuleError(value.line, 'A value_count needs a field whose values it counts.');
  if (type !== 'value_count' && field)
    throw new RuleError(field.line, `A field is counted by value_count, not by ${type}.`);
  return { counts, countedFields: field ? itemsOf(field.value).map(readText) : [] };
}

function readAliases(map: PlainMap, refs: string[]): CorrelationRule['aliases'] {
  const entry = entryOf(map, 'aliases');
  if (!entry) return {};
  if (entry.value.kind !== 'map') throw new RuleError(entry.line, 'The aliases are no map of aliases.');
  return Object.fromEntries(
    entry.value.entries.map(({ key, value, line }) => {
      if (value.kind !== 'map') throw new RuleError(line, `The alias “${key}” is no map of rules to fields.`);
      const stranger = value.entries.find((one) => !refs.includes(one.key));
      if (stranger)
        throw new RuleError(
          stranger.line,
          `The alias “${key}” names “${stranger.key}”, which the correlation does not refer to.`,
        );
      return [key, Object.fromEntries(value.entries.map((one) => [one.key, readText(one.value)]))];
    }),
  );
}

function readFlag(entry: PlainEntry | undefined): boolean {
  if (!entry) return false;
  if (entry.value.kind !== 'scalar' || typeof entry.value.value !== 'boolean')
    throw new RuleError(entry.line, '“generate” is true or false.');
  return entry.value.value;
}
