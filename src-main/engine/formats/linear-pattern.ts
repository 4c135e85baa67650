// Patterns that users write, matched by RE2's algorithm: whatever the pattern and the line, the time is linear in the line. They
// never run on Node's own engine, which can take for ever.
import { RE2JS } from 're2js';
import type { LinearPattern } from '../../../shared/formats/format.ts';
import { EngineError, messageOf } from '../engine-error.ts';

/** Steps of a compiled pattern; each may be looked at for each character. */
const mostSteps = 20_000;
/** A longer line matches nothing: a line of 1 MiB can take a second. */
const mostCharacters = 1024 * 1024;

export type CompiledPattern = LinearPattern & {
  /** Whether the line begins with a match. */
  begins(line: string): boolean;
};

/** INVALID when it is not a pattern of RE2. */
export function compilePattern(source: string): CompiledPattern {
  const compiled = compile(source);
  if (compiled.programSize() > mostSteps)
    throw new EngineError('INVALID', 'The pattern is too large.', { hint: 'Repeat less: {1,1000} inside of another.' });
  const names = Object.entries(compiled.namedGroups())
    .toSorted(([, a], [, b]) => a - b)
    .map(([name]) => name);
  return {
    names,
    exec(line) {
      if (line.length > mostCharacters) return null;
      const matcher = compiled.matcher(line);
      if (!matcher.matches()) return null;
      return { groups: Object.fromEntries(names.map((name) => [name, matcher.group(name) ?? undefined])) };
    },
    begins: (line) => line.length <= mostCharacters && compiled.matcher(line).lookingAt(),
  };
}

function compile(source: string): RE2JS {
  try {
    return RE2JS.compile(source);
  } catch (error) {
    const reason = messageOf(error).replace(/^error parsing regexp: /, '');
    throw new EngineError(
      'INVALID',
      `This is no pattern: ${reason}.`,
      { hint: 'It follows RE2: (?<name>…) for groups, no look-around and no back-references.' },
      { cause: error },
    );
  }
}
