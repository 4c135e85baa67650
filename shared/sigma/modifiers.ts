// Sigma's value modifiers: from `field|mod|mod` and the values beneath it to what is asked of the event. Modifiers apply from
// left to right, each to what the one before it left.
import { fromUtf8, toBase64, toBase64Offsets, toUtf8, toUtf16, type Utf16, varyDashes } from './encode.ts';
import { openPattern, type Pattern, plainPattern, plainText, readSigmaText } from './pattern.ts';
import { fillPlaceholders, type Placeholders } from './placeholders.ts';
import type { Plain } from './plain-node.ts';
import { RuleError } from './problem.ts';
import type { Comparison, FieldTest, TimePart, ValueTest } from './rule.ts';

export type WrittenValue = { value: Plain; text: string; line: number };

/** A value on its way through the modifiers. */
type Draft =
  | { is: 'written'; value: Plain; text: string }
  | { is: 'pattern'; pattern: Pattern }
  | { is: 'bytes'; bytes: number[] }
  | { is: 'test'; test: ValueTest };

type Step = (draft: Draft, context: Context) => Draft | Draft[];
type Context = { name: string; line: number; placeholders: Placeholders };

const mostAlternatives = 1000;

/** @throws RuleError for a modifier that is unknown, or does not go with the value or those before it */
export function applyModifiers(
  field: string | null,
  modifiers: string[],
  values: WrittenValue[],
  line: number,
  placeholders: Placeholders,
): FieldTest {
  const steps = modifiers.filter((name) => !(name in flags));
  for (const name of steps) if (!(name in table)) throw new RuleError(line, `There is no modifier “${name}”.`);
  const cased = modifiers.includes('cased');
  const groups = values.map((written) => {
    let drafts: Draft[] = [{ is: 'written', value: written.value, text: written.text }];
    for (const name of steps) {
      const context = { name, line: written.line, placeholders };
      drafts = drafts.flatMap((draft) => table[name]!(draft, context));
      if (drafts.length > mostAlternatives) throw tooMany(context);
    }
    const tests = drafts.map((draft) =>
      finish(draft, cased, { name: steps.at(-1) ?? '', line: written.line, placeholders }),
    );
    return field === null ? tests.map((test) => anywhere(test, written.line)) : tests;
  });
  const link = modifiers.includes('all') ? 'all' : 'any';
  return { kind: 'test', field, values: groups, link, negated: modifiers.includes('neq'), line };
}

/** They say something about the whole line rather than change a value. */
const flags: Record<string, true> = { all: true, neq: true, cased: true };

const refuse = ({ name, line }: Context, why: string) => new RuleError(line, `The modifier “${name}” ${why}.`);
const tooMany = (context: Context) => refuse(context, `makes more than ${mostAlternatives} texts of this value`);

const table: Record<string, Step> = {
  contains: (draft, context) => open(draft, context, { start: true, end: true }),
  startswith: (draft, context) => open(draft, context, { start: false, end: true }),
  endswith: (draft, context) => open(draft, context, { start: true, end: false }),
  windash(draft, context) {
    const variants = varyDashes(patternOf(draft, context), mostAlternatives);
    if (!variants) throw tooMany(context);
    return variants.map((pattern) => ({ is: 'pattern', pattern }));
  },
  base64: (draft, context) => patternDraft(toBase64(bytesOf(draft, context))),
  base64offset: (draft, context) => toBase64Offsets(bytesOf(draft, context)).map(patternDraft),
  utf16: wide('utf16'),
  utf16le: wide('utf16le'),
  utf16be: wide('utf16be'),
  wide: wide('utf16le'),
  expand: (draft, context) =>
    fillPlaceholders(patternOf(draft, context), context).map((pattern) => ({ is: 'pattern', pattern })),
  re(draft, context) {
    if (draft.is !== 'written' || draft.value === null) throw refuse(context, 'goes only with a text as it is written');
    const source = typeof draft.value === 'string' ? draft.value : draft.text;
    return { is: 'test', test: { kind: 'regex', source, ignoreCase: false, multiLine: false, dotAll: false } };
  },
  i: flagOf('ignoreCase'),
  ignorecase: flagOf('ignoreCase'),
  m: flagOf('multiLine'),
  multiline: flagOf('multiLine'),
  s: flagOf('dotAll'),
  dotall: flagOf('dotAll'),
  cidr(draft, context) {
    if (draft.is !== 'written' || typeof draft.value !== 'string' || draft.value.includes('-'))
      throw refuse(context, 'needs a network such as 10.0.0.0/8');
    return { is: 'test', test: { kind: 'network', network: draft.value } };
  },
  exists(draft, context) {
    if (draft.is !== 'written' || !/^(true|false|yes|no)$/i.test(String(draft.value)))
      throw refuse(context, 'needs true or false');
    return { is: 'test', test: { kind: 'exists', exists: /^(true|yes)$/i.test(String(draft.value)) } };
  },
  fieldref(draft, context) {
    const { text: field, match } =
      draft.is === 'pattern'
        ? endsOf(draft.pattern)
        : { text: plainText(patternOf(draft, context)), match: 'whole' as const };
    if (field === null || field === '') throw refuse(context, 'needs the name of a field, without wildcards');
    return { is: 'test', test: { kind: 'field', field, match, cased: false } };
  },
  lt: compare('lt'),
  lte: compare('lte'),
  gt: compare('gt'),
  gte: compare('gte'),
  minute: part('minute'),
  hour: part('hour'),
  day: part('day'),
  week: part('week'),
  month: part('month'),
  year: part('year'),
};

const patternDraft = (text: string): Draft => ({ is: 'pattern', pattern: plainPattern(text) });

/** A draft as a text with wildcards. */
function patternOf(draft: Draft, context: Context): Pattern {
  if (draft.is === 'pattern') return draft.pattern;
  if (draft.is === 'test') throw refuse(context, 'does not go with the modifiers before it');
  if (draft.is === 'written') {
    if (draft.value === null) throw refuse(context, 'does not go with null');
    return typeof draft.value === 'string' ? readSigmaText(draft.value) : plainPattern(draft.text);
  }
  const text = fromUtf8(draft.bytes);
  if (text === null) throw refuse(context, 'needs Base64 after it: these bytes are no text');
  return plainPattern(text);
}

function bytesOf(draft: Draft, context: Context): number[] {
  if (draft.is === 'bytes') return draft.bytes;
  const text = plainText(patternOf(draft, context));
  if (text === null) throw refuse(context, 'does not go with wildcards');
  return toUtf8(text);
}

function wide(encoding: Utf16): Step {
  return (draft, context) => {
    const text = plainText(patternOf(draft, context));
    if (text === null) throw refuse(context, 'does not go with wildcards');
    return { is: 'bytes', bytes: toUtf16(text, encoding) };
  };
}

function open(draft: Draft, context: Context, ends: { start: boolean; end: boolean }): Draft {
  if (draft.is !== 'test') return { is: 'pattern', pattern: openPattern(patternOf(draft, context), ends) };
  const { test } = draft;
  if (test.kind === 'field')
    return { is: 'test', test: { ...test, match: ends.start && ends.end ? 'inside' : ends.start ? 'end' : 'start' } };
  if (test.kind !== 'regex') throw refuse(context, 'does not go with the modifiers before it');
  // A regular expression is looked for anywhere already.
  const source = ends.start && ends.end ? test.source : ends.start ? `(?:${test.source})$` : `^(?:${test.source})`;
  return { is: 'test', test: { ...test, source } };
}

/** `startswith|fieldref` means the same as `fieldref|startswith`. */
function endsOf(pattern: Pattern): { text: string | null; match: 'start' | 'end' | 'inside' } {
  const [start, end] = [pattern[0], pattern.at(-1)].map((part) => part !== undefined && 'sign' in part);
  const match = start && end ? 'inside' : start ? 'end' : 'start';
  return { text: plainText(pattern.slice(start ? 1 : 0, end ? -1 : undefined)), match };
}

function flagOf(flag: 'ignoreCase' | 'multiLine' | 'dotAll'): Step {
  return (draft, context) => {
    if (draft.is !== 'test' || draft.test.kind !== 'regex') throw refuse(context, 'goes only after “re”');
    return { is: 'test', test: { ...draft.test, [flag]: true } };
  };
}

const numberOf = (draft: Draft): number | null =>
  draft.is === 'written' && (typeof draft.value === 'number' || /^-?\d+(\.\d+)?$/.test(String(draft.value)))
    ? Number(draft.value)
    : null;

/** `hour|gte` and `gte|hour` mean the same. */
function compare(op: Comparison): Step {
  return (draft, context) => {
    if (draft.is === 'test' && draft.test.kind === 'time') return { is: 'test', test: { ...draft.test, op } };
    const number = numberOf(draft);
    if (number === null) throw refuse(context, 'needs a number');
    return { is: 'test', test: { kind: 'compare', op, number } };
  };
}

function part(name: TimePart): Step {
  return (draft, context) => {
    if (draft.is === 'test' && draft.test.kind === 'compare')
      return { is: 'test', test: { kind: 'time', part: name, op: draft.test.op, number: draft.test.number } };
    const number = numberOf(draft);
    if (number === null) throw refuse(context, 'needs a number');
    return { is: 'test', test: { kind: 'time', part: name, op: 'eq', number } };
  };
}

function finish(draft: Draft, cased: boolean, context: Context): ValueTest {
  if (draft.is === 'test') {
    if (!cased) return draft.test;
    if (draft.test.kind === 'field') return { ...draft.test, cased };
    throw refuse({ ...context, name: 'cased' }, 'goes only with texts and fields');
  }
  if (draft.is === 'written' && draft.value === null) return { kind: 'null' };
  // Digits that a number cannot hold are compared as they are written.
  if (draft.is === 'written' && typeof draft.value === 'number' && Math.abs(draft.value) <= Number.MAX_SAFE_INTEGER)
    return { kind: 'number', number: draft.value, text: draft.text };
  return { kind: 'text', pattern: patternOf(draft, context), cased };
}

/** A value without a field: looked for anywhere in the record. */
function anywhere(test: ValueTest, line: number): ValueTest {
  const ends = { start: true, end: true };
  if (test.kind === 'text') return { ...test, pattern: openPattern(test.pattern, ends) };
  if (test.kind === 'number')
    return { kind: 'text', pattern: openPattern(plainPattern(test.text), ends), cased: false };
  if (test.kind === 'regex') return test;
  throw new RuleError(line, 'A keyword, which has no field, can only be a text, a number or a regular expression.');
}
