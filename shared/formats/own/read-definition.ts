// From parsed JSON to a definition, or to all that is wrong with it.

import type { z } from 'zod';
import { timelineParts } from '../format.ts';
import { checkFormat } from './check-format.ts';
import { type Definition, type DefinitionProblem, OwnColumn, OwnFormat, OwnLayout, OwnSample } from './definition.ts';
import { explainIssues, type KnownKeys } from './explain-issues.ts';

export type Read = { definition: Definition; problems: [] } | { definition: null; problems: DefinitionProblem[] };

const keysOf = (schema: z.ZodObject) => Object.keys(schema.shape);
const inner = (key: 'json' | 'lines' | 'table') => keysOf(OwnFormat.shape[key].unwrap());

const formatKeys: KnownKeys = {
  '': keysOf(OwnFormat),
  columns: keysOf(OwnColumn),
  samples: keysOf(OwnSample),
  json: inner('json'),
  lines: inner('lines'),
  table: inner('table'),
  timeline: [...timelineParts],
};
const layoutKeys: KnownKeys = { '': keysOf(OwnLayout), samples: keysOf(OwnSample) };

export function readDefinition(value: unknown): Read {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return {
      definition: null,
      problems: [{ path: [], reason: 'A definition is one object {…}.', hint: 'Begin with the example.' }],
    };
  const isLayout = 'layoutOf' in value;
  const parsed = isLayout ? OwnLayout.safeParse(value) : OwnFormat.safeParse(value);
  if (!parsed.success)
    return { definition: null, problems: explainIssues(parsed.error, value, isLayout ? layoutKeys : formatKeys) };
  const definition = (isLayout ? { kind: 'layout', ...parsed.data } : { kind: 'format', ...parsed.data }) as Definition;
  const problems = [
    ...(definition.kind === 'format' ? checkFormat(definition) : []),
    ...definition.samples.flatMap(({ expect, reject }, i): DefinitionProblem[] =>
      (expect === undefined) === (reject === undefined)
        ? [
            {
              path: ['samples', i],
              reason: 'A sample has either “expect” or “reject”.',
              hint: 'Write "expect": { "column": "value" } for a record, "reject": "…" for a line that is none.',
            },
          ]
        : [],
    ),
    ...(definition.samples.every(({ expect }) => expect === undefined)
      ? [{ path: ['samples'], reason: 'No sample has “expect”.', hint: 'Give at least one record with its values.' }]
      : []),
  ];
  return problems.length > 0 ? { definition: null, problems } : { definition, problems: [] };
}
