// From a column reference of the query model to a typed SQL expression. One form serves execution and the SQL that is
// shown, so what is shown is what ran.
import { type ColumnRef, columnKey } from '../../../../shared/query/view.ts';
import { nameIdentifier, quoteLiteral } from '../../duckdb/quote.ts';
import { EngineError } from '../../engine-error.ts';
import { type ColumnType, kindOf } from './column-type.ts';
import { derivePlace } from './derive.ts';

/**
 * `sql`: how its value is computed, for a column that the source does not store; see virtual-columns.ts. `mark`, `doc`, `has`:
 * which mark it is, what it means, and the condition that its list has one of some texts (null: any); see marks/mark-columns.ts.
 */
export type SourceColumn = {
  name: string;
  type: ColumnType;
  sql?: string;
  mark?: 'tags' | 'star' | 'note';
  doc?: string;
  has?: (texts: string[] | null, ignoreCase: boolean) => string;
};

export type Columns = {
  /** For messages: `cloudtrail`, `this result`. */
  name: string;
  columns: SourceColumn[];
};

/** A value in a row: the expression, its type, and its name for messages. */
export type Place = { sql: string; type: ColumnType; label: string; has?: SourceColumn['has'] };

const json: ColumnType = { base: 'scalar', text: 'JSON', name: 'JSON' };
/** What `->>` answers: text of any JSON value. Its type text tells it from a column that holds JSON. */
export const jsonText: ColumnType = { base: 'scalar', text: 'JSON text', name: 'JSON text' };

/** INVALID when the source has no such column or field. */
export function findPlace(source: Columns, ref: ColumnRef): Place {
  const column = findNamed(source.columns, ref.column);
  if (!column)
    throw new EngineError('INVALID', `There is no column “${ref.column}” in ${source.name}.`, { at: columnKey(ref) });
  // `resources.arn` would be looked for in a table called resources first.
  const dotted = ![source.name.split('.').at(-1)!.toLowerCase(), ...schemas].includes(column.name.toLowerCase());
  const start: Step = { sql: column.sql ?? nameIdentifier(column.name), type: column.type, dotted };
  const end = ref.path.length === 0 ? start : walk(start, ref.path, ref);
  const place: Place = { sql: end.sql, type: end.type, label: columnKey(ref) };
  if (column.has && ref.path.length === 0 && !ref.by) return { ...place, has: column.has };
  return ref.by === undefined ? place : derivePlace(place, ref.by);
}

const findNamed = <T extends { name: string }>(all: T[], name: string): T | undefined =>
  all.find((one) => one.name === name) ?? all.find((one) => one.name.toLowerCase() === name.toLowerCase());

const schemas = ['logs', 'scratch', 'work', 'main', 'pugmark', 'pugmark_rows'];

type Step = { sql: string; type: ColumnType; dotted: boolean };

function walk(step: Step, path: string[], ref: ColumnRef): Step {
  const [key, ...rest] = path;
  if (key === undefined) return step;
  const { type, sql } = step;
  if (type.base === 'struct') {
    const field = findNamed(type.fields, key);
    if (!field)
      throw new EngineError('INVALID', `There is no field “${key}” in ${ref.column}.`, { at: columnKey(ref) });
    const next = step.dotted
      ? `${sql}.${nameIdentifier(field.name)}`
      : `struct_extract(${sql}, ${quoteLiteral(field.name)})`;
    return walk({ sql: next, type: field.type, dotted: step.dotted }, rest, ref);
  }
  if (type.base === 'list') {
    if (/^\d{1,9}$/.test(key))
      return walk({ sql: `list_extract(${sql}, ${Number(key) + 1})`, type: type.element, dotted: false }, rest, ref);
    if (type.element.base === 'struct') {
      const one = walk({ sql: 'element', type: type.element, dotted: false }, path, ref);
      const all = `list_transform(${sql}, lambda element: ${one.sql})`;
      return { sql: all, type: { base: 'list', element: one.type, text: `${one.type.text}[]` }, dotted: false };
    }
    throw new EngineError('INVALID', `“${key}” is no place in the list ${ref.column}.`, { at: columnKey(ref) });
  }
  if (type.base === 'map') return { sql: extract(`to_json(${sql})`, path), type: jsonText, dotted: false };
  if (kindOf(type) === 'json') return { sql: extract(sql, path), type: jsonText, dotted: false };
  if (type.name === 'VARCHAR')
    // Malformed JSON would fail the whole query.
    return { sql: `CASE WHEN json_valid(${sql}) THEN ${extract(sql, path)} END`, type: jsonText, dotted: false };
  throw new EngineError('INVALID', `${ref.column} has nothing inside it.`, { at: columnKey(ref) });
}

/** A JSON pointer, unlike a `$` path, can name every key; `$` is kept for plain keys because people read it more easily. */
function extract(sql: string, path: string[]): string {
  const plain = path.every((key) => /^[A-Za-z_]\w*$/.test(key));
  const place = plain
    ? `$.${path.join('.')}`
    : path.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  // Without parentheses `a->>'x' = 'y'` binds as `a->>('x' = 'y')`.
  return `(${sql}->>${quoteLiteral(place)})`;
}

export { json as jsonType };
