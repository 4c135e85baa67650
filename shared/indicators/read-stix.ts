// STIX 2.1 bundles (2.0 ones too): the patterns of indicators, and observed objects themselves.
import type { Entry, IndicatorKind, ListProblem } from './indicator.ts';
import { shorten } from './indicator.ts';
import { type Comparison, PatternProblem, readPattern } from './stix-pattern.ts';

type StixObject = Record<string, unknown>;
const isObject = (value: unknown): value is StixObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/** Kinds of objects that say something about others and hold no values themselves. */
const context = new Set(
  (
    'attack-pattern campaign course-of-action grouping identity incident infrastructure intrusion-set location malware ' +
    'malware-analysis note opinion report threat-actor tool vulnerability relationship sighting marking-definition ' +
    'language-content extension-definition'
  ).split(' '),
);

export const isStix = (json: unknown): boolean =>
  (isObject(json) && (json.type === 'bundle' || json.type === 'indicator' || json.type === 'observed-data')) ||
  (Array.isArray(json) &&
    json.length > 0 &&
    json.every((one) => isObject(one) && typeof one.type === 'string' && typeof one.id === 'string'));

export function* readStix(json: unknown, others: Map<string, number>): Generator<Entry | ListProblem> {
  const isBundle = isObject(json) && json.type === 'bundle';
  const objects = isBundle
    ? Array.isArray(json.objects)
      ? (json.objects as unknown[])
      : []
    : Array.isArray(json)
      ? (json as unknown[])
      : [json];
  for (const [i, object] of objects.entries()) {
    if (!isObject(object) || typeof object.type !== 'string') {
      yield {
        place: `object ${i + 1}`,
        text: shorten(textOf(object)),
        reason: 'It is no STIX object: it has no type.',
      };
      continue;
    }
    const place = `object ${i + 1}${typeof object.id === 'string' ? ` (${shorten(object.id, 80)})` : ''}`;
    if (object.type === 'indicator') yield* readIndicator(object, place);
    else if (object.type === 'observed-data' && isObject(object.objects))
      for (const [name, one] of Object.entries(object.objects)) yield* readObserved(one, `${place}, object ${name}`);
    else if (context.has(object.type) || object.type === 'observed-data')
      others.set(object.type, (others.get(object.type) ?? 0) + 1);
    else yield* readObserved(object, place);
  }
}

function* readIndicator(object: StixObject, place: string): Generator<Entry | ListProblem> {
  const { pattern, pattern_type: type, name, revoked, valid_until: until } = object;
  const shown = shorten(textOf(pattern ?? name));
  if (revoked === true) return yield { place, text: shown, reason: 'The indicator was revoked by who made it.' };
  if (type !== undefined && type !== 'stix')
    return yield { place, text: shown, reason: `Its pattern is of the kind “${textOf(type)}”, not STIX.` };
  if (typeof pattern !== 'string') return yield { place, text: shown, reason: 'The indicator has no pattern.' };
  const about = [
    typeof name === 'string' ? shorten(name, 300) : '',
    typeof until === 'string' ? `valid until ${until}` : '',
  ].filter((part) => part !== '');
  try {
    for (const comparison of readPattern(pattern)) {
      const notes = [...about, ...(comparison.isPart ? ['part of a pattern that asks for more'] : [])];
      yield* readComparison(comparison, place, notes.length === 0 ? null : notes.join('; '));
    }
  } catch (error) {
    if (!(error instanceof PatternProblem)) throw error;
    yield { place, text: shown, reason: error.message };
  }
}

function* readComparison(
  { path, operator, negated, values }: Comparison,
  place: string,
  note: string | null,
): Generator<Entry | ListProblem> {
  const text = `${path} ${operator} ${values.join(', ')}`;
  const kind = kindOfPath(path);
  if ('reason' in kind) return yield { place, text: shorten(text), reason: kind.reason };
  const isTaken =
    !negated && (operator === '=' || operator === 'IN' || (operator === 'ISSUBSET' && kind.kind === 'ip'));
  if (!isTaken)
    return yield {
      place,
      text: shorten(text),
      reason: `The comparison ${negated ? 'NOT ' : ''}${operator} names no value that could be looked for.`,
    };
  for (const value of values) yield { place, text: value, kind: kind.kind, note };
}

type PathKind = { kind: IndicatorKind | null } | { reason: string };

function kindOfPath(path: string): PathKind {
  const type = path.slice(0, path.indexOf(':'));
  const property = path.slice(type.length + 1);
  if (type === 'ipv4-addr' || type === 'ipv6-addr') return property === 'value' ? { kind: 'ip' } : notSought(path);
  if (type === 'domain-name' || type === 'url') return property === 'value' ? { kind: 'domain' } : notSought(path);
  if (/^(?:file|artifact|x509-certificate)$/.test(type) && property.startsWith('hashes.')) return { kind: 'hash' };
  if (type === 'user-account' && /^(?:user_id|account_login|display_name)$/.test(property)) return { kind: null };
  if (type === 'network-traffic' && /^(?:src_ref|dst_ref)\.value$/.test(property)) return { kind: null };
  if (/(?:^|\.)'?user[-_]agent'?$/i.test(property)) return { kind: 'agent' };
  return notSought(path);
}

const notSought = (path: string): PathKind => ({
  reason: path.startsWith('x-')
    ? `“${path}” is not understood: it is no object of the standard.`
    : `“${path}” is not looked for.`,
});

/** The object itself, as it was observed. */
function* readObserved(object: unknown, place: string): Generator<Entry | ListProblem> {
  if (!isObject(object) || typeof object.type !== 'string')
    return yield { place, text: shorten(textOf(object)), reason: 'It is no STIX object: it has no type.' };
  const { type, value, hashes } = object;
  if (/^(?:ipv4-addr|ipv6-addr|domain-name|url)$/.test(type))
    return yield typeof value === 'string'
      ? { place, text: value, kind: type.startsWith('ip') ? 'ip' : 'domain', note: null }
      : { place, text: type, reason: 'The object has no value.' };
  if (/^(?:file|artifact|x509-certificate)$/.test(type) && isObject(hashes) && Object.keys(hashes).length > 0) {
    const note = typeof object.name === 'string' ? shorten(object.name, 300) : null;
    for (const [name, hash] of Object.entries(hashes))
      yield { place: `${place}, ${name}`, text: textOf(hash), kind: 'hash', note };
    return;
  }
  if (type === 'user-account') {
    const names = [object.user_id, object.account_login].filter((name) => typeof name === 'string');
    if (names.length > 0)
      return yield* [...new Set(names)].map((text): Entry => ({ place, text, kind: null, note: null }));
  }
  const reason = type.startsWith('x-')
    ? `Objects of the kind “${type}” are not understood: it is none of the standard.`
    : `Objects of the kind “${type}” hold nothing that is looked for.`;
  yield { place, text: shorten(textOf(value ?? object.name ?? type)), reason };
}
