// From a field as it is typed to the column that is meant: any case, aliases, places inside structs and JSON.
import { readColumnKey } from '../column-key.ts';
import { type ColumnRef, columnKey } from '../view.ts';
import { nearestNames } from './nearest.ts';

export type FieldKind = 'text' | 'number' | 'time' | 'boolean' | 'struct' | 'json' | 'list' | 'bytes';

/** A column as far as a query has to know it; `ColumnInfo` of the contract is one. */
export type QueryColumn = {
  name: string;
  kind: FieldKind;
  doc?: string | undefined;
  fields?: QueryColumn[] | undefined;
};

/** What a query is asked of. `aliases`: other names of columns, in lower case, and the column's name (see `columnKey`). */
export type QuerySource = { columns: QueryColumn[]; aliases?: Record<string, string> | undefined };

export type Field = { ref: ColumnRef; kind: FieldKind };
export type UnknownField = { unknown: string; nearest: string[] };

/** The names are the source's own, so that equal fields are equal references. */
export function findField(source: QuerySource, written: string): Field | UnknownField {
  const ref = readColumnKey(written);
  const direct = ref && walk(source, ref);
  if (direct && 'ref' in direct) return direct;
  const aliased = followAlias(source, written, ref);
  if (aliased) return aliased;
  // A known column with an unknown place inside it: only its own places can be meant.
  if (direct && direct.within.length > 0) {
    const { within } = direct;
    const leaves = within.map(({ leaf }) => leaf);
    const nearest = nearestNames(direct.name, leaves).map((leaf) => within[leaves.indexOf(leaf)]!.key);
    return { unknown: direct.message, nearest };
  }
  return {
    unknown: direct?.message ?? `“${written}” is no field's name.`,
    nearest: nearestNames(written, allNames(source)),
  };
}

/** `ip` or `request.bucketName` when `ip` and `request` are aliases; the longest that fits, a derivation after it stays. */
function followAlias(source: QuerySource, written: string, ref: ColumnRef | null): Field | null {
  const aliases = source.aliases ?? {};
  const whole = Object.hasOwn(aliases, written.toLowerCase()) ? readColumnKey(aliases[written.toLowerCase()]!) : null;
  const parts = ref ? [ref.column, ...ref.path] : [];
  const candidates: ColumnRef[] = whole ? [whole] : [];
  for (let length = parts.length; ref && length > 0; length--) {
    const name = parts.slice(0, length).join('.').toLowerCase();
    const target = Object.hasOwn(aliases, name) ? readColumnKey(aliases[name]!) : null;
    if (!target) continue;
    const by = ref.by ?? target.by;
    candidates.push({ column: target.column, path: [...target.path, ...parts.slice(length)], ...(by ? { by } : {}) });
  }
  for (const candidate of candidates) {
    const found = walk(source, candidate);
    if (found && 'ref' in found) return found;
  }
  return null;
}

type Lost = { name: string; message: string; within: { key: string; leaf: string }[] };

const findNamed = <T extends { name: string }>(all: T[], name: string): T | undefined =>
  all.find((one) => one.name === name) ?? all.find((one) => one.name.toLowerCase() === name.toLowerCase());

function walk(source: QuerySource, ref: ColumnRef): Field | Lost {
  const column = findNamed(source.columns, ref.column);
  if (!column) return { name: ref.column, message: `There is no column “${ref.column}” here.`, within: [] };
  const path: string[] = [];
  let { kind, fields } = column;
  for (const name of ref.path) {
    const isElement = kind === 'list' && /^\d{1,9}$/.test(name);
    const inner = isElement ? undefined : findNamed(fields ?? [], name);
    const here = columnKey({ column: column.name, path });
    if (isElement) {
      kind = fields ? 'struct' : 'text';
      path.push(name);
    } else if (inner) {
      // One field of every struct in a list is a list.
      kind = kind === 'list' ? 'list' : inner.kind;
      fields = inner.fields;
      path.push(inner.name);
    } else if (kind === 'json' || kind === 'text') {
      kind = 'text';
      path.push(name);
    } else if (fields) {
      const within = fields.map((one) => ({
        key: columnKey({ column: column.name, path: [...path, one.name] }),
        leaf: one.name,
      }));
      return { name, message: `There is no field “${name}” in ${here}.`, within };
    } else return { name, message: `${here} has nothing inside it.`, within: [] };
  }
  const place = { column: column.name, path };
  if (ref.by === undefined) return { ref: place, kind };
  const isOfTime = ref.by.kind === 'bucket' || ref.by.kind === 'part';
  if (isOfTime && kind !== 'time') return { name: '', message: `${columnKey(place)} holds no times.`, within: [] };
  const derived = ref.by.kind === 'bucket' ? 'time' : ref.by.kind === 'part' ? 'number' : 'text';
  return { ref: { ...place, by: ref.by }, kind: derived };
}

/** Every name a person could mean: columns, the fields of structs, aliases. */
export function allNames(source: QuerySource): string[] {
  const names: string[] = [];
  const visit = (column: string, path: string[], fields: QueryColumn[] | undefined) => {
    names.push(columnKey({ column, path }));
    for (const one of fields ?? []) visit(column, [...path, one.name], one.fields);
  };
  for (const column of source.columns) visit(column.name, [], column.fields);
  return [...names, ...Object.keys(source.aliases ?? {})];
}
