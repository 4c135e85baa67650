// Everything there is to say about the text of a definition. Each text is tried once in a process: its verdict does not change.
import { createHash } from 'node:crypto';
import type { DefinitionCheck } from '../../../shared/contract/formats.ts';
import type { Definition } from '../../../shared/formats/own/definition.ts';
import { findOverlaps } from './find-overlaps.ts';
import { nameOf, parseDefinition } from './parse-definition.ts';
import { trySamples } from './try-samples.ts';

export type Checked = {
  check: DefinitionCheck;
  /** Null: it cannot be used. */
  sound: Definition | null;
  sha256: string;
  text: string;
};

const known = new Map<string, Promise<Checked>>();
const mostKnown = 500;

export const hashOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

export function checkText(text: string): Promise<Checked> {
  const sha256 = hashOf(text);
  const before = known.get(sha256);
  if (before) return before;
  const checked = tryText(text, sha256);
  if (known.size < mostKnown) known.set(sha256, checked);
  // The next to ask tries again.
  checked.catch(() => known.delete(sha256));
  return checked;
}

async function tryText(text: string, sha256: string): Promise<Checked> {
  const { definition, problems } = parseDefinition(text);
  if (!definition) {
    const check = { ...describe(text), problems, samples: [] };
    return { check, sound: null, sha256, text };
  }
  const overlaps = findOverlaps(definition).map(({ format, record }) => ({
    place: definition.kind === 'layout' ? '/fields' : '/name',
    line: null,
    reason: `It also takes records of ${format.title} (${format.name}): ${record.slice(0, 120)}`,
    hint: 'Describe its own records more closely, so that these are not among them.',
  }));
  const samples = await trySamples(definition);
  const isSound = overlaps.length === 0 && samples.every((one) => one.problems.length === 0);
  return {
    check: {
      name: nameOf(definition),
      title: definition.kind === 'format' ? definition.title : null,
      layoutOf: definition.kind === 'layout' ? definition.layoutOf : null,
      problems: overlaps,
      samples,
    },
    sound: isSound ? definition : null,
    sha256,
    text,
  };
}

/** What a definition that is not sound calls itself. */
function describe(text: string): Pick<DefinitionCheck, 'name' | 'title' | 'layoutOf'> {
  const textOf = (key: string) => new RegExp(`"${key}"\\s*:\\s*"([^"\\\\]{1,200})"`).exec(text)?.[1] ?? null;
  return { name: textOf('name'), title: textOf('title'), layoutOf: textOf('layoutOf') };
}
