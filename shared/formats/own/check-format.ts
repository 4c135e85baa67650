// What a definition must hold to in itself: names that are there, one way to be read, a time.
import { nearestNames } from '../../query/query-text/nearest.ts';
import type { DefinitionProblem, OwnFormat } from './definition.ts';

/** Columns that every log table has. */
const taken = ['evidence_id', 'record_no', 'record_hash', 'envelope', 'raw', 'extra', 'rowid'];

type Problems = DefinitionProblem[];
type Path = (string | number)[];

export function checkFormat(format: OwnFormat): Problems {
  const names = format.columns.map(({ name }) => name);
  return [
    ...checkWays(format),
    ...checkColumns(format),
    ...checkTime(format, names),
    ...Object.entries(format.timeline ?? {}).flatMap(([part, column]) =>
      column === undefined ? [] : needColumn(['timeline', part], column, names),
    ),
    ...(format.defaultColumns ?? []).flatMap((column, i) => needColumn(['defaultColumns', i], column, names)),
    ...format.samples.flatMap(({ expect = {} }, i) =>
      Object.keys(expect).flatMap((column) =>
        needColumn(['samples', i, 'expect', column], column, [...names, 'extra']),
      ),
    ),
  ];
}

function needColumn(path: Path, column: string, names: string[]): Problems {
  if (names.includes(column)) return [];
  const [near] = nearestNames(column, names);
  const hint = near ? `Did you mean “${near}”?` : `The columns are ${names.join(', ')}.`;
  return [{ path, reason: `There is no column “${column}”.`, hint }];
}

function checkWays({ json, lines, table }: OwnFormat): Problems {
  const ways = [json, lines, table].filter((way) => way !== undefined).length;
  if (ways !== 1)
    return [
      {
        path: [],
        reason: ways === 0 ? 'It does not say how a record is recognised.' : 'It says in several ways how to read it.',
        hint: 'Write one of "json": { "has": ["key"] }, "lines": { "pattern": "…" } and "table": { "columns": ["name"] }.',
      },
    ];
  return lines ? checkLines(lines) : [];
}

function checkLines(lines: NonNullable<OwnFormat['lines']>): Problems {
  const { pattern, separator, fields, header } = lines;
  const at = (key: string, reason: string, hint: string): Problems => [{ path: ['lines', key], reason, hint }];
  if ((pattern === undefined) === (separator === undefined))
    return at('pattern', 'Lines have either a “pattern” or a “separator”.', 'Write the one and leave the other out.');
  if (pattern !== undefined) {
    const others = (['quote', 'brackets', 'escape', 'fields', 'header', 'begins'] as const).filter(
      (key) => lines[key] !== undefined,
    );
    return others.flatMap((key) => at(key, `“${key}” has no meaning beside a pattern.`, 'Leave it out.'));
  }
  const [first] = (['escape', 'brackets'] as const).filter((key) => lines[key] !== undefined);
  if (first && lines.quote === undefined)
    return at(first, `“${first}” needs a “quote”.`, String.raw`Write "quote": "\"" as well.`);
  if (fields === undefined && header === undefined)
    return at('fields', 'Nothing says what the fields are.', 'List them in "fields", or write "header": true.');
  const double = fields?.find((field, i) => fields.indexOf(field) !== i);
  if (double !== undefined) return at('fields', `The field “${double}” is there twice.`, 'Give each another name.');
  return [];
}

function checkColumns(format: OwnFormat): Problems {
  const fields = format.lines?.header === undefined ? format.lines?.fields : undefined;
  const keys = format.columns.map(({ key, name, joined }) => (joined ? null : (key ?? name)));
  return format.columns.flatMap((column, i): Problems => {
    const { name, key = name, type } = column;
    const at = (part: string, reason: string, hint: string) => [{ path: ['columns', i, part], reason, hint }];
    if (format.columns.findIndex((other) => other.name === name) < i)
      return at('name', `There is a column “${name}” already.`, 'Give each column a name of its own.');
    if (taken.includes(name))
      return at('name', `“${name}” is a column that every log has.`, `Call it ${name}_text, with "key": "${key}".`);
    if (column.from !== undefined && !format.json)
      return at('from', '“from” is for JSON.', 'Write "key" with the name of the field.');
    if (column.joined !== undefined) return checkJoined(format, i);
    if (type !== 'TIMESTAMP' && (column.epoch !== undefined || column.written !== undefined))
      return at('type', '“epoch” and “written” are for times.', 'Write "type": "TIMESTAMP", or leave them out.');
    if (column.epoch !== undefined && column.written !== undefined)
      return at('epoch', 'A time is a number (“epoch”) or a text (“written”), not both.', 'Leave one out.');
    if (column.from === undefined && keys.indexOf(key) < i)
      return at(
        'key',
        `The column “${format.columns[keys.indexOf(key)]!.name}” takes “${key}” already.`,
        'Leave one out.',
      );
    if (fields && !fields.includes(key)) {
      const [near] = nearestNames(key, fields);
      const hint = near ? `Write "key": "${near}"?` : `The fields are ${fields.join(', ')}.`;
      return at('key', `No field is called “${key}”.`, hint);
    }
    return [];
  });
}

function checkJoined(format: OwnFormat, at: number): Problems {
  const { key, from, joined = [] } = format.columns[at]!;
  if (key !== undefined || from !== undefined)
    return [
      {
        path: ['columns', at, 'joined'],
        reason: 'It is joined, or found in the record: not both.',
        hint: 'Leave one out.',
      },
    ];
  const others = format.columns.filter((one) => one.joined === undefined);
  return joined.flatMap((name, i): Problems => {
    const path = ['columns', at, 'joined', i];
    const missing = needColumn(
      path,
      name,
      others.map((one) => one.name),
    );
    if (missing.length > 0) return missing;
    const { type } = others.find((one) => one.name === name)!;
    return type === 'VARCHAR'
      ? []
      : [{ path, reason: `The column “${name}” is ${type}, not text.`, hint: 'Give it "type": "VARCHAR".' }];
  });
}

function checkTime({ columns, time }: OwnFormat, names: string[]): Problems {
  const column = columns.find(({ name }) => name === time);
  if (!column) return needColumn(['time'], time, names);
  if (column.type === 'TIMESTAMP') return [];
  return [
    {
      path: ['time'],
      reason: `The column “${time}” is ${column.type}, not a time.`,
      hint: `Give it "type": "TIMESTAMP", with "written" or "epoch" where it is not ISO 8601.`,
    },
  ];
}
