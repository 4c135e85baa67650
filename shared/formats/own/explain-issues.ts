// What zod finds wrong with a definition, in the words of whoever writes one.
import type { z } from 'zod';
import { nearestNames } from '../../query/query-text/nearest.ts';
import type { DefinitionProblem } from './definition.ts';

/** @param known the keys that there are at a place, by the place's pattern, see `KnownKeys` */
export function explainIssues(error: z.ZodError, value: unknown, known: KnownKeys): DefinitionProblem[] {
  const problems = error.issues.flatMap((issue) => explain(issue, value, known));
  // What is mistyped is missing as well, and that need not be said.
  const meant = new Set(problems.map(({ path, hint }) => `${path.slice(0, -1).join('/')} ${hint}`));
  return problems.filter(
    ({ path, reason }) => !meant.has(`${path.join('/')} Did you mean ${/^(“.*”) is missing/.exec(reason)?.[1]}?`),
  );
}

/** Keys by place: `''` is the top, `columns` and `samples` each of their entries, `json`, `lines`, … these. */
export type KnownKeys = Record<string, string[]>;

type Issue = z.core.$ZodIssue;

function explain(issue: Issue, value: unknown, known: KnownKeys): DefinitionProblem[] {
  const path = issue.path.filter((step) => typeof step !== 'symbol');
  const found = valueAt(value, path);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => unknownKey(key, path, known[keysAt(path)] ?? []));
  if (found === undefined && path.length > 0)
    return [
      { path: path.slice(0, -1), reason: `“${path.at(-1)}” is missing.`, hint: missing[String(path.at(-1))] ?? null },
    ];
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    const [near] = typeof found === 'string' ? nearestNames(found, values) : [];
    const hint = near ? `Did you mean “${near}”?` : `Write one of ${values.join(', ')}.`;
    return [{ path, reason: `${shown(found)} is not one of ${values.join(', ')}.`, hint }];
  }
  if (issue.code === 'invalid_type')
    return [
      { path, reason: `This is to be ${kinds[issue.expected] ?? issue.expected}, not ${kindOf(found)}.`, hint: null },
    ];
  if (issue.code === 'invalid_union')
    return [{ path, reason: `This cannot be ${kindOf(found)}.`, hint: unions[String(path.at(-1))] ?? null }];
  if (issue.code === 'too_small')
    return [{ path, reason: `There is to be at least ${issue.minimum} here.`, hint: null }];
  if (issue.code === 'too_big') return [{ path, reason: `There may be at most ${issue.maximum} here.`, hint: null }];
  return [{ path, reason: `${shown(found)}: ${issue.message}.`, hint: null }];
}

function unknownKey(key: string, path: (string | number)[], known: string[]): DefinitionProblem {
  const [near] = nearestNames(key, known);
  return {
    path: [...path, key],
    reason: `There is no “${key}” here.`,
    hint: near ? `Did you mean “${near}”?` : `What there may be: ${known.join(', ')}.`,
  };
}

const keysAt = (path: (string | number)[]) => path.filter((step) => typeof step === 'string').join('.');

function valueAt(value: unknown, path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (at, step) => (typeof at === 'object' && at !== null ? (at as Record<string | number, unknown>)[step] : undefined),
    value,
  );
}

const kinds: Record<string, string> = {
  string: 'a text',
  array: 'a list',
  object: 'an object {…}',
  record: 'an object {…}',
  boolean: 'true or false',
  number: 'a number',
};

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return kinds[Array.isArray(value) ? 'array' : typeof value] ?? typeof value;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

const missing: Record<string, string> = {
  name: 'Give the table a name: "name": "myapp".',
  title: 'Give it a title that people read: "title": "My application".',
  columns: 'List the columns: "columns": [{ "name": "time", "type": "TIMESTAMP" }, …].',
  type: 'Say what the column holds: "type": "VARCHAR" is text.',
  time: 'Name the TIMESTAMP column that says when: "time": "time".',
  samples: 'Give a record and what it says: "samples": [{ "record": "…", "expect": { "column": "value" } }].',
  record: 'Write the record as it stands in the file: "record": "…".',
  fields: 'List the fields in their order: "fields": ["srcaddr", "dstaddr", …].',
  has: 'List the keys that each record has: "has": ["eventName", "user"].',
};

const unions: Record<string, string> = {
  record: 'Write a text, or of a JSON log the object itself.',
  written: 'Write a text as "%d/%b/%Y:%H:%M:%S %z", or a list of them.',
};
