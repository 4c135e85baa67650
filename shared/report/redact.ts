// Takes chosen values out of a report, in whatever way they are written in it, and puts a label in their place. The same
// value has the same label everywhere; what the label stands for is not in the report.
import { shortPrincipal } from '../values/arn.ts';
import { type AddressRange, isInRange, parseAddress, parseNetwork } from '../values/ip.ts';
import { visibleLines, visibleText } from '../values/visible-text.ts';
import type { Redactions } from './choices.ts';
import type { ReportDocument } from './document.ts';

export type Redactor = {
  text(this: void, text: string): string;
  /** Text that is Markdown: signs between the letters, which its reader does not see, hide nothing. */
  markdown(this: void, text: string): string;
  /** Whether a text still has one of the values in it, and the label of that. */
  find(this: void, text: string): string | null;
  /** Values that were given, and labels that were used. */
  given: number;
  used(this: void): number;
  /** Whether networks or a pattern are looked for, which a query may name in other words. */
  hasRules: boolean;
};

const shortest = 3;
const label = (n: number) => `[redacted ${n}]`;

/** Why something cannot be redacted, in a sentence; null: it can. */
export function whyNotRedacted({ values, networks, pattern }: Redactions): string | null {
  for (const value of values) {
    if (value.trim().length < shortest || !/[\p{L}\p{N}]/u.test(value))
      return `A value to redact needs ${shortest} characters, a letter or digit among them.`;
    if (label(1).includes(value.toLowerCase())) return 'A part of the word “redacted” cannot be redacted.';
  }
  const wrong = networks.find((network) => parseNetwork(network) === null);
  if (wrong !== undefined) return `“${wrong}” is no network such as 10.0.0.0/8 or 2001:db8::/32.`;
  try {
    if (pattern !== '' && new RegExp(pattern, 'giu').test(''))
      return 'The pattern to redact also finds nothing at all.';
  } catch (error) {
    return `The pattern to redact cannot be read: ${(error as Error).message}`;
  }
  return null;
}

export function createRedactor(redactions: Redactions): Redactor {
  const values = [...new Set(redactions.values)];
  const known = new Map<string, number>();
  const spellings = values.flatMap((value, i) =>
    spell(value).map((spelled): [string, number] => [fold(spelled), i + 1]),
  );
  for (const [spelled, n] of spellings) if (!known.has(spelled)) known.set(spelled, n);
  const byLength = [...known.keys()].toSorted((a, b) => b.length - a.length);
  const exact = byLength.length === 0 ? null : new RegExp(byLength.map(escapeRegExp).join('|'), 'giu');
  const loose = values.map((value) => looseOf(value));
  const ranges = redactions.networks.flatMap((network) => parseNetwork(network) ?? []);
  const pattern = redactions.pattern === '' ? null : new RegExp(redactions.pattern, 'giu');
  const more = new Map<string, number>();
  const used = new Set<number>();

  const use = (n: number) => {
    used.add(n);
    return label(n);
  };
  const numberOf = (found: string) => {
    const folded = fold(found);
    const n = known.get(folded) ?? more.get(folded) ?? values.length + more.size + 1;
    if (!known.has(folded)) more.set(folded, n);
    return n;
  };
  /** What stands between labels that are there already. */
  const between = (text: string, replace: (part: string) => string) =>
    text
      .split(/(\[redacted \d+\])/)
      .map((part, i) => (i % 2 === 1 ? part : replace(part)))
      .join('');
  const byRules = (text: string): string => {
    let out = text;
    if (ranges.length > 0)
      out = between(out, (part) =>
        part.replace(addressLike, (found) => (isIn(found, ranges) ? use(numberOf(found.replaceAll('\\', ''))) : found)),
      );
    if (pattern)
      out = between(out, (part) => part.replace(pattern, (found) => (found === '' ? '' : use(numberOf(found)))));
    return out;
  };
  const text = (given: string) =>
    byRules(
      exact === null
        ? given
        : between(given, (part) => part.replace(exact, (found) => use(known.get(fold(found)) ?? 1))),
    );
  return {
    text,
    markdown(given) {
      let out = text(given);
      loose.forEach((one, i) => {
        out = between(out, (part) => part.replace(one, () => use(i + 1)));
      });
      return out;
    },
    find(given) {
      const bare = given.replaceAll(/\[redacted \d+\]/g, '\u0000');
      const found = exact?.exec(bare);
      if (exact) exact.lastIndex = 0;
      if (found) return label(known.get(fold(found[0])) ?? 1);
      for (const [address] of ranges.length > 0 ? bare.matchAll(addressLike) : [])
        if (isIn(address, ranges)) return 'an address of a network';
      const matched = pattern?.exec(bare);
      if (pattern) pattern.lastIndex = 0;
      return matched ? 'what the pattern finds' : null;
    },
    given: values.length + ranges.length + (pattern ? 1 : 0),
    used: () => used.size,
    hasRules: ranges.length > 0 || pattern !== null,
  };
}

/** Letters compare as the regular expressions here do. */
const fold = (text: string) => text.toLowerCase().replaceAll('ſ', 's').replaceAll('\u212a', 'k');
const escapeRegExp = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);

/** As text stands in SQL, JSON, an address, a pattern, and on paper. */
function spell(value: string): string[] {
  const json = (text: string) => JSON.stringify(text).slice(1, -1);
  const inSql = value.split("'").join("''");
  const address = parseAddress(value);
  const spelled = [
    value,
    inSql,
    json(value),
    json(inSql),
    json(json(value)),
    escapeRegExp(value),
    escapeRegExp(value).replaceAll('\\', '\\\\'),
    value.split('\u0000').join("' || chr(0) || '"),
    value.replaceAll(/[\r\n\t\u2028\u2029]+/g, ' '),
    encodeURIComponent(value.replaceAll(/\p{Cs}/gu, '\ufffd')),
    value.replaceAll(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`),
    ...(address ? [address.number.toString()] : []),
    ...shortForms(value),
  ];
  return [...new Set(spelled.flatMap((one) => [one, visibleText(one), visibleLines(one)]))].filter((one) => one !== '');
}

/** How a report's tables name what has a longer name. */
const shortForms = (value: string): string[] =>
  [shortPrincipal(value), value.replace(/\.amazonaws\.com$/, '')].filter((short) => short.length >= shortest);

/** The letters with signs of Markdown between them. */
function looseOf(value: string): RegExp {
  const letters = Array.from(value.trim()).map((char) => escapeRegExp(char));
  return new RegExp(letters.join('[\\\\*_~`]*'), 'giu');
}

const addressLike = /\d{1,3}(?:\\?\.\d{1,3}){3}|[\da-f]{0,4}(?::[\da-f]{0,4}){2,7}(?:\.\d{1,3}){0,3}/gi;

function isIn(found: string, ranges: AddressRange[]): boolean {
  const address = parseAddress(found.replaceAll('\\', ''));
  return address !== null && ranges.some((range) => isInRange(address, range));
}

/** Says which members of a tree are how something is, not what is told. */
const structure = new Set(['kind', 'tone', 'align', 'color', 'level', 'id', 'zone']);

/** The whole document with every text in it redacted; queries that a rule may not see through are withheld. */
export function redactDocument(document: ReportDocument, redactor: Redactor): ReportDocument {
  const isMarkdown = (node: object) => (node as { kind?: unknown }).kind === 'markdown';
  const walk = (node: unknown): unknown => {
    if (typeof node === 'string') return redactor.text(node);
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node !== 'object' || node === null) return node;
    if (isMarkdown(node)) return { ...node, text: redactor.markdown((node as { text: string }).text) };
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) => [key, structure.has(key) ? value : walk(value)]),
    );
  };
  const queries = document.queries.map((query) =>
    redactor.hasRules && /regexp_matches\(|ip6_number\(/.test(query.sql) ? { ...query, sql: withheld } : query,
  );
  return walk({ ...document, queries }) as ReportDocument;
}

const withheld = '-- Withheld: it looks for a pattern or a network, by which what is redacted could be told.';
