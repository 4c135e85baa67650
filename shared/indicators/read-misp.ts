// MISP's JSON: the attributes of events and of their objects, as far as they are meant for detection (`to_ids`).
// https://www.misp-standard.org/rfc/misp-standard-core.html (read 2026-11-27)
import type { Entry, IndicatorKind, ListProblem } from './indicator.ts';
import { shorten } from './indicator.ts';

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/** The parts of an attribute's value, which `|` separates; null: not looked for. */
const types: Record<string, (IndicatorKind | null)[]> = {
  'ip-src': ['ip'],
  'ip-dst': ['ip'],
  'ip-src|port': ['ip', null],
  'ip-dst|port': ['ip', null],
  domain: ['domain'],
  hostname: ['domain'],
  'hostname|port': ['domain', null],
  'domain|ip': ['domain', 'ip'],
  url: ['domain'],
  link: ['domain'],
  'user-agent': ['agent'],
  'http-user-agent': ['agent'],
};
const hash = /^(?:filename\|)?(?:md5|sha1|sha224|sha256|sha384|sha512)$/;

function partsOf(type: string): (IndicatorKind | null)[] | null {
  if (Object.hasOwn(types, type)) return types[type]!;
  if (hash.test(type)) return type.startsWith('filename|') ? [null, 'hash'] : ['hash'];
  return null;
}

const hasAttributes = (value: unknown): boolean =>
  isObject(value) && (Array.isArray(value.Attribute) || Array.isArray(value.Object));
export const isMisp = (json: unknown): boolean =>
  isObject(json)
    ? isObject(json.Event) || hasAttributes(json) || Array.isArray(json.response) || hasAttributes(json.response)
    : Array.isArray(json) && json.some((one) => isObject(one) && isObject(one.Event));

export function* readMisp(json: unknown): Generator<Entry | ListProblem> {
  const answers = isObject(json) && json.response !== undefined ? json.response : json;
  for (const [i, one] of (Array.isArray(answers) ? answers : [answers]).entries()) {
    const event = isObject(one) && isObject(one.Event) ? one.Event : one;
    const name = isObject(event) && event.info !== undefined ? textOf(event.info) : '';
    if (!hasAttributes(event)) {
      yield { place: `event ${i + 1}`, text: shorten(name), reason: 'The event has no attributes.' };
      continue;
    }
    yield* readAttributes((event as Json).Attribute, `event ${i + 1}`, name);
    for (const [j, object] of listOf((event as Json).Object).entries()) {
      const place = `event ${i + 1}, object ${j + 1}`;
      if (!isObject(object)) yield { place, text: shorten(textOf(object)), reason: 'It is no object.' };
      else if (object.deleted === true)
        yield { place, text: shorten(textOf(object.name)), reason: 'The object was deleted.' };
      else yield* readAttributes(object.Attribute, place, `${name} (${textOf(object.name ?? 'object')})`);
    }
  }
}

function* readAttributes(list: unknown, where: string, about: string): Generator<Entry | ListProblem> {
  for (const [i, attribute] of listOf(list).entries()) {
    const place = `${where}, attribute ${i + 1}`;
    if (!isObject(attribute) || typeof attribute.type !== 'string') {
      yield { place, text: shorten(textOf(attribute)), reason: 'The attribute has no type.' };
      continue;
    }
    const { type, to_ids: toIds, deleted, comment } = attribute;
    const value = textOf(attribute.value);
    const problem = (reason: string): ListProblem => ({ place, text: shorten(`${type}: ${value}`), reason });
    const kinds = partsOf(type);
    if (deleted === true || deleted === '1') yield problem('The attribute was deleted.');
    else if (toIds === false || toIds === '0' || toIds === 0)
      yield problem('It is not meant for detection (to_ids is false).');
    else if (kinds === null && type === 'text') yield { place, text: value, kind: null, note: noteOf(about, comment) };
    else if (kinds === null) yield problem(`Attributes of the type “${type}” are not looked for.`);
    else {
      // The name of a file may hold the sign itself; its hash is what follows the last one.
      const parts = kinds.length === 1 ? [value] : splitAtLast(value);
      for (const [j, kind] of kinds.entries())
        if (kind !== null) yield { place, text: parts[j] ?? '', kind, note: noteOf(about, comment) };
    }
  }
}

function splitAtLast(value: string): string[] {
  const at = value.lastIndexOf('|');
  return at < 0 ? [value] : [value.slice(0, at), value.slice(at + 1)];
}

function noteOf(about: string, comment: unknown): string | null {
  const parts = [about, typeof comment === 'string' ? comment : ''].filter((part) => part.trim() !== '');
  return parts.length === 0 ? null : shorten(parts.join(': '), 500);
}
