// The text of a definition: read, checked in itself, and each problem placed in the text.
import { createHash } from 'node:crypto';
import { isNode, LineCounter, parseDocument } from 'yaml';
import type { FormatProblem } from '../../../shared/contract/formats.ts';
import type { Definition, DefinitionProblem, OwnFormat } from '../../../shared/formats/own/definition.ts';
import { readDefinition } from '../../../shared/formats/own/read-definition.ts';
import { builtInFormats } from '../../../shared/formats/registry.ts';
import { nearestNames } from '../../../shared/query/query-text/nearest.ts';
import { EngineError, messageOf } from '../engine-error.ts';
import { accountTables } from '../queries/catalog/account-tables.ts';
import { checkLayout } from './add-layout.ts';
import { testOf } from './field-tests.ts';
import { compilePattern } from './linear-pattern.ts';
import { makeFormat } from './make-format.ts';

export type Parsed = { definition: Definition | null; problems: FormatProblem[] };

/** What a definition is known by: the table's name; an order of fields gets one of its own. */
export function nameOf(definition: Definition): string {
  if (definition.kind === 'format') return definition.name;
  const hash = createHash('sha256').update(JSON.stringify(definition.fields)).digest('hex');
  return `${definition.layoutOf}-${hash.slice(0, 6)}`;
}

export function parseDefinition(text: string): Parsed {
  const value = parseJson(text);
  if ('problem' in value) return { definition: null, problems: [value.problem] };
  const { definition, problems } = readDefinition(value.value);
  const all = definition ? checkMeaning(definition) : problems;
  const place = createPlacer(text);
  return { definition: all.length === 0 ? definition : null, problems: all.map(place) };
}

function parseJson(text: string): { value: unknown } | { problem: FormatProblem } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    const reason = messageOf(error);
    const offset = Number(/at position (\d+)/.exec(reason)?.[1] ?? text.length);
    const before = text.slice(0, offset).split('\n');
    const column = before.at(-1)!.length + 1;
    return {
      problem: {
        place: `line ${before.length}, column ${column}`,
        line: before.length,
        reason: `This is not JSON: ${reason.replace(/ in JSON at position.*$/s, '')}.`,
        hint: 'Keys and texts stand in double quotes, a backslash is written twice, and no comma comes after the last.',
      },
    };
  }
}

/** JSON Pointer and line; JSON is YAML, of which the lines are known. */
function createPlacer(text: string): (problem: DefinitionProblem) => FormatProblem {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const lineOf = (path: (string | number)[]): number | null => {
    const node = path.length === 0 ? document.contents : document.getIn(path, true);
    if (isNode(node) && node.range) return counter.linePos(node.range[0]).line;
    return path.length === 0 ? null : lineOf(path.slice(0, -1));
  };
  return ({ path, reason, hint }) => {
    const line = lineOf(path);
    const pointer = path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
    const where = pointer === '' ? 'the whole' : pointer;
    return { place: line === null ? where : `${where} (line ${line})`, line, reason, hint };
  };
}

function checkMeaning(definition: Definition): DefinitionProblem[] {
  if (definition.kind === 'layout') return checkLayout(definition, builtInFormats);
  return [...checkName(definition), ...checkPatterns(definition), ...checkTelling(definition)];
}

function checkName({ name }: OwnFormat): DefinitionProblem[] {
  const isTaken = name in accountTables || builtInFormats.some((format) => format.name === name);
  if (!isTaken && !['timeline', 'imported', 'json', 'csv', 'parquet'].includes(name)) return [];
  return [{ path: ['name'], reason: `The name “${name}” is taken.`, hint: `Call it my_${name}, for instance.` }];
}

function checkPatterns({ lines, columns }: OwnFormat): DefinitionProblem[] {
  return (['pattern', 'begins'] as const).flatMap((key): DefinitionProblem[] => {
    const source = lines?.[key];
    if (source === undefined) return [];
    try {
      const { names } = compilePattern(source);
      return key === 'pattern' ? checkGroups(columns, names) : [];
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      return [{ path: ['lines', key], reason: error.message, hint: error.detail.hint ?? null }];
    }
  });
}

function checkGroups(columns: OwnFormat['columns'], names: string[]): DefinitionProblem[] {
  if (names.length === 0)
    return [{ path: ['lines', 'pattern'], reason: 'The pattern has no named groups.', hint: 'Write (?<time>\\S+).' }];
  return columns.flatMap(({ key, name, joined }, i) => {
    const wanted = key ?? name;
    if (joined !== undefined || names.includes(wanted)) return [];
    const [near] = nearestNames(wanted, names);
    const hint = near ? `Write "key": "${near}"?` : `The groups are ${names.join(', ')}.`;
    return [{ path: ['columns', i], reason: `The pattern has no group (?<${wanted}>…).`, hint }];
  });
}

/** Lines of nothing but texts could be lines of any log. */
function checkTelling(definition: OwnFormat): DefinitionProblem[] {
  const { lines } = definition;
  if (lines?.separator === undefined || lines.header || lines.begins !== undefined) return [];
  if (makeFormat(definition).columns.some((column) => column.derive === undefined && testOf(column) !== null))
    return [];
  return [
    {
      path: ['lines'],
      reason: 'Nothing tells these lines from those of another log: all fields are texts.',
      hint: 'Give columns their types, or say with "begins" how a line begins.',
    },
  ];
}
