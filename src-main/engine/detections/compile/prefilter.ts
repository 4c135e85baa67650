// Which events a rule can match at all, by the few fields that nearly every rule names, so that hundreds of rules share one
// scan. Sound: what it leaves out, the rule cannot match; what it lets through, the rule still decides.
import { plainText } from '../../../../shared/sigma/pattern.ts';
import type { Condition, DetectionRule, FieldTest, Search } from '../../../../shared/sigma/rule.ts';
import { quoteLiteral } from '../../duckdb/quote.ts';
import { isAscii } from '../../queries/compile/text-patterns.ts';
import { isOneOf } from './compile-text.ts';

/** For each key the texts that it may have, in lower case; a key that is not in it may have any. */
export type Box = Record<string, string[]>;
/** The event is in one of the boxes. None: the rule contradicts itself. An empty box: it can match any event. */
export type Prefilter = Box[];

/** `exact`: the rule asks nothing else, and matches every event that its boxes admit. */
export type FoundPrefilter = { boxes: Prefilter; exact: boolean };

/** A rule with more than that is not worth telling apart. */
const mostBoxes = 64;
const anything: FoundPrefilter = { boxes: [{}], exact: false };

/** @param keys fields, as the log source's records spell them */
export function findPrefilter(rule: DetectionRule, keys: string[]): FoundPrefilter {
  const ofCondition = (condition: Condition): FoundPrefilter => {
    if (condition.kind === 'search') return ofSearch(rule.searches[condition.name]!, keys);
    if (condition.kind === 'not') return anything;
    const parts = condition.parts.map(ofCondition);
    return condition.kind === 'and' ? intersect(parts) : unite(parts);
  };
  return unite(rule.conditions.map(({ tree }) => ofCondition(tree)));
}

function ofSearch(search: Search, keys: string[]): FoundPrefilter {
  if (search.kind === 'test') return ofTest(search, keys);
  const parts = search.parts.map((part) => ofSearch(part, keys));
  return search.kind === 'all' ? intersect(parts) : unite(parts);
}

function ofTest({ field, values, link, negated }: FieldTest, keys: string[]): FoundPrefilter {
  const key = keys.find((one) => one.toLowerCase() === field?.toLowerCase());
  if (!key || negated) return anything;
  const found = values.map((alternatives): FoundPrefilter => {
    const plain = alternatives.flatMap((test) =>
      test.kind === 'text' ? [{ text: plainText(test.pattern), cased: test.cased }] : [{ text: null, cased: false }],
    );
    // Letters outside ASCII are lowered by DuckDB in its own way.
    if (plain.some(({ text }) => text === null || !isAscii(text))) return anything;
    const texts = [...new Set(plain.map(({ text }) => text!.toLowerCase()))];
    return { boxes: [{ [key]: texts }], exact: !plain.some(({ cased }) => cased) };
  });
  return link === 'all' ? intersect(found) : unite(found);
}

function unite(parts: FoundPrefilter[]): FoundPrefilter {
  const boxes = parts.flatMap((part) => part.boxes);
  if (boxes.some((box) => Object.keys(box).length === 0)) return anything;
  return merge(
    boxes,
    parts.every(({ exact }) => exact),
  );
}

function intersect(parts: FoundPrefilter[]): FoundPrefilter {
  return parts.reduce((left, right) => {
    const both = left.boxes.flatMap((a) =>
      right.boxes.flatMap((b) => {
        const common = meet(a, b);
        return common ? [common] : [];
      }),
    );
    return both.length > mostBoxes ? { boxes: left.boxes, exact: false } : merge(both, left.exact && right.exact);
  });
}

/** Null when nothing is in both. */
function meet(a: Box, b: Box): Box | null {
  const box: Box = { ...a, ...b };
  for (const key of Object.keys(a)) {
    if (!(key in b)) continue;
    const texts = a[key]!.filter((text) => b[key]!.includes(text));
    if (texts.length === 0) return null;
    box[key] = texts;
  }
  return box;
}

/** Boxes that differ in one key alone become one. */
function merge(boxes: Box[], exact: boolean): FoundPrefilter {
  const merged: Box[] = [];
  for (const box of boxes) {
    const index = merged.findIndex((other) => differing(box, other).length <= 1);
    const other = merged[index];
    if (!other) {
      merged.push(box);
      continue;
    }
    const [key] = differing(box, other);
    if (key === undefined) continue;
    if (key in box && key in other) merged[index] = { ...other, [key]: [...new Set([...other[key]!, ...box[key]!])] };
    else {
      const { [key]: _any, ...rest } = other;
      merged[index] = rest;
    }
  }
  return merged.length > mostBoxes ? anything : { boxes: merged, exact };
}

const differing = (a: Box, b: Box) =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    (key) => String(a[key]?.toSorted()) !== String(b[key]?.toSorted()),
  );

/**
 * The condition that an event is admitted by one of the prefilters.
 * @param column SQL for the text of a key
 */
export function prefilterSql(prefilters: Prefilter[], column: (key: string) => string): string {
  const { boxes } = unite(prefilters.map((prefilter) => ({ boxes: prefilter, exact: true })));
  if (boxes.length === 0) return 'false';
  const conditions = boxes.map((box) =>
    Object.entries(box)
      .map(([key, texts]) => isOneOf(`lower(${column(key)})`, texts.map(quoteLiteral)))
      .join(' AND '),
  );
  return conditions.some((condition) => condition === '') ? 'true' : conditions.map((one) => `(${one})`).join(' OR ');
}

/** The same of an event whose keys are known, in lower case. */
export const admits = (prefilter: Prefilter, event: Record<string, string | null>): boolean =>
  prefilter.some((box) => Object.entries(box).every(([key, texts]) => texts.includes(event[key] ?? '\0')));
