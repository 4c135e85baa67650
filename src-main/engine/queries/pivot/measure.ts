// A measure of a pivot in SQL, in two steps: what is kept of each small group of rows, and how groups are put together to larger
// ones. So that totals, subtotals and “others” come from one scan of the rows, and are as right as if they were counted anew.
import { listLimit, type Measure, nameMeasure } from '../../../../shared/query/pivot.ts';
import { EngineError } from '../../engine-error.ts';
import { type ColumnType, kindOf } from '../compile/column-type.ts';
import type { CompileSource } from '../compile/compile.ts';
import { findPlace, jsonText, type Place } from '../compile/place.ts';
import { textOf } from '../compile/value-text.ts';

export type MeasureSql = {
  name: string;
  /** Over the small groups; `n` is their count of rows. */
  final: string;
  /** Of `final`. */
  type: ColumnType;
  /** From a finished figure, a number or time to rank by, and the cell's text. */
  rank: (figure: string) => string;
  text: (figure: string) => string;
};

/** What the measures need of the rows: items of the first select, further keys and aggregates of the small groups. */
export type Needs = { items: string[]; keys: string[]; partials: string[] };

const scalar = (name: string): ColumnType => ({ base: 'scalar', text: name, name });
const [bigint, double, varchar] = ['BIGINT', 'DOUBLE', 'VARCHAR'].map(scalar) as [ColumnType, ColumnType, ColumnType];

/** INVALID when a column's values are not what the measure takes. Adds to `needs`. */
export function compileMeasure(source: CompileSource, measure: Measure, needs: Needs): MeasureSql {
  const whole = compileWhole(source, measure, needs);
  const isShare = 'of' in measure && measure.of !== undefined;
  return isShare ? { ...whole, text: (figure) => textOf({ sql: figure, type: double }) } : whole;
}

function compileWhole(source: CompileSource, measure: Measure, needs: Needs): MeasureSql {
  const name = nameMeasure(measure);
  const plain = (final: string, type: ColumnType, isJson = false): MeasureSql => ({
    name,
    final,
    type,
    rank: (figure) => (isJson ? `CASE WHEN ${figure} IS NOT NULL THEN ${jsonOrder(figure)} END` : figure),
    text: (figure) => textOf({ sql: figure, type }),
  });
  if (measure.kind === 'count') return plain('CAST(sum(n) AS BIGINT)', bigint);
  const place = findPlace(source, measure.column);
  const key = keyPlace(place);
  const item = (sql: string) => addItem(needs, sql);
  switch (measure.kind) {
    case 'distinct':
      return plain(`count(DISTINCT ${addKey(needs, item(key.sql))})`, bigint);
    case 'list': {
      const x = addKey(needs, item(key.sql));
      const final = `list_sort(list(DISTINCT ${x}) FILTER (${x} IS NOT NULL))`;
      return { name, final, ...listText(key.type) };
    }
    case 'min':
    case 'max':
      if (place.type === jsonText) {
        const x = item(jsonOrder(place.sql));
        const part = addPartial(needs, `${measure.kind}(${x}) FILTER (${x}.v IS NOT NULL)`);
        return plain(`struct_extract(${measure.kind}(${part}), 'v')`, varchar, true);
      }
      return plain(`${measure.kind}(${addPartial(needs, `${measure.kind}(${item(key.sql)})`)})`, key.type);
    case 'any':
      return plain(`any_value(${addPartial(needs, `any_value(${item(key.sql)})`)})`, key.type, key.type === jsonText);
    case 'first':
    case 'last': {
      if (source.timeColumn === null)
        throw new EngineError('INVALID', `${source.name} has no time column, so nothing is first or last in it.`);
      const time = item(findPlace(source, { column: source.timeColumn, path: [] }).sql);
      const x = item(key.sql);
      const pick = measure.kind === 'first' ? 'min' : 'max';
      const part = addPartial(
        needs,
        `${pick}(struct_pack(t := ${time}, v := ${x})) FILTER (${time} IS NOT NULL AND ${x} IS NOT NULL)`,
      );
      return plain(`struct_extract(${pick}(${part}), 'v')`, key.type, key.type === jsonText);
    }
    case 'sum': {
      const x = item(numberOf(place).sql);
      return plain(`sum(${addPartial(needs, `sum(${x})`)})`, double);
    }
    case 'average': {
      const x = item(numberOf(place).sql);
      const [sum, count] = [addPartial(needs, `sum(${x})`), addPartial(needs, `count(${x})`)];
      return plain(`CAST(sum(${sum}) AS DOUBLE) / nullif(sum(${count}), 0)`, double);
    }
    case 'percentile': {
      const isTime = kindOf(place.type) === 'time';
      const number = isTime ? place : numberOf(place);
      const x = item(number.sql);
      const part = addPartial(needs, `list(${x}) FILTER (${x} IS NOT NULL)`);
      return plain(`list_aggregate(flatten(list(${part})), 'quantile_disc', ${measure.at / 100})`, number.type);
    }
  }
}

/** Orders JSON values as a grid does: by number where they are one, before text. */
const jsonOrder = (text: string) =>
  `struct_pack(n := CASE WHEN ${text} < ':' THEN TRY_CAST(${text} AS DOUBLE) END, v := ${text})`;

/**
 * What values are grouped by, and what an `in` filter on them compares: the value itself where it is a number, a time or a truth
 * value, else its text.
 */
export function keyPlace(place: Place): Place {
  const isItself = ['number', 'time', 'boolean'].includes(kindOf(place.type)) || place.type.text === 'VARCHAR';
  return isItself || place.type === jsonText ? place : { ...place, sql: textOf(place), type: varchar };
}

function numberOf(place: Place): Place {
  const kind = kindOf(place.type);
  if (kind === 'number') return place;
  if (place.type === jsonText || place.type.text === 'VARCHAR')
    return { ...place, sql: `TRY_CAST(${place.sql} AS DOUBLE)`, type: double };
  throw new EngineError('INVALID', `${place.label} holds no numbers.`, {
    at: place.label,
    hint: 'Count its values, or take the smallest, largest, first or last one.',
  });
}

function listText(type: ColumnType): Pick<MeasureSql, 'type' | 'rank' | 'text'> {
  const values = (figure: string) =>
    `list_transform(${figure}[:${listLimit}], lambda v: ${textOf({ sql: 'v', type })})`;
  return {
    type: { base: 'list', element: type, text: `${type.text}[]` },
    rank: (figure) => `len(${figure})`,
    text: (figure) =>
      `CASE WHEN ${figure} IS NOT NULL THEN CAST(to_json(struct_pack(count := len(${figure}), "values" := ${values(figure)})) AS VARCHAR) END`,
  };
}

const addItem = (needs: Needs, sql: string) => addTo(needs.items, 'x', sql);
const addPartial = (needs: Needs, sql: string) => addTo(needs.partials, 'p', sql);

/** `sql AS x3`; the same expression has one name. */
function addTo(list: string[], letter: string, sql: string): string {
  const known = list.findIndex((one) => one.slice(0, one.lastIndexOf(' AS ')) === sql);
  if (known >= 0) return `${letter}${known + 1}`;
  list.push(`${sql} AS ${letter}${list.length + 1}`);
  return `${letter}${list.length}`;
}

function addKey(needs: Needs, alias: string): string {
  if (!needs.keys.includes(alias)) needs.keys.push(alias);
  return alias;
}
