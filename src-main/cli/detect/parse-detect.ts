// `pugmark detect` and its options.

import type { Level } from '../../../shared/contract/detections.ts';
import { levels } from '../../../shared/sigma/rule.ts';
import { flag, need, oneOf, readWords, text } from '../words.ts';

export const detectFormats = ['table', 'json', 'csv', 'sarif'] as const;

export type DetectCommand = {
  name: 'detect';
  caseDir: string;
  /** Folders, files or zips of rules; the case keeps them. */
  rules: string[];
  format: (typeof detectFormats)[number];
  /** Only findings of this level or a graver one. */
  level: Level;
  /** Dismissed ones too. */
  all: boolean;
};

export function parseDetect(args: string[]): DetectCommand {
  const paths = { type: 'string', multiple: true } as const;
  const options = { case: text, rules: paths, format: text, level: text, all: flag, json: flag };
  const { values } = readWords('detect', args, options, false);
  return {
    name: 'detect',
    caseDir: need('detect', '--case DIR', values.case),
    rules: values.rules ?? [],
    format: values.json ? 'json' : oneOf('detect', '--format', values.format ?? 'table', detectFormats),
    level: oneOf('detect', '--level', values.level ?? 'informational', levels),
    all: values.all,
  };
}
