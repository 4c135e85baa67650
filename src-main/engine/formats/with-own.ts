// The log types of a process: those that Pugmark comes with, and the user's own. Both the engine's thread and its workers put them
// together here, so that a record means the same to both.
import type { Format } from '../../../shared/formats/format.ts';
import type { Definition } from '../../../shared/formats/own/definition.ts';
import { builtInFormats } from '../../../shared/formats/registry.ts';
import { addLayout } from './add-layout.ts';
import { makeFormat } from './make-format.ts';
import { parseDefinition } from './parse-definition.ts';

/** Own ones come first: whoever describes a log knows it better, and a definition that takes records of others is refused. */
export function withOwn(definitions: readonly Definition[]): Format[] {
  const own = definitions.flatMap((one) => (one.kind === 'format' ? [makeFormat(one)] : []));
  const layouts = definitions.flatMap((one) => (one.kind === 'layout' ? [one] : []));
  const known = builtInFormats.map((format) =>
    layouts.filter(({ layoutOf }) => layoutOf === format.name).reduce(addLayout, format),
  );
  return [...own, ...known];
}

/** @param texts of definitions that were sound when the case took them in */
export const withOwnTexts = (texts: readonly string[]): Format[] =>
  withOwn(texts.flatMap((text) => parseDefinition(text).definition ?? []));
