// `pugmark formats` and its options.
import { UsageError } from '../usage-error.ts';
import { flag, readWords, text } from '../words.ts';

export type FormatsCommand = {
  name: 'formats';
  /** Definitions to be checked; none: the log types are listed. */
  check: string[];
  caseDir: string | undefined;
  json: boolean;
};

export function parseFormats(args: string[]): FormatsCommand {
  const { values, positionals } = readWords('formats', args, { case: text, json: flag }, true);
  const [word, ...files] = positionals;
  if (word !== undefined && word !== 'check')
    throw new UsageError(`There is no “${word}” of formats: list them, or check FILE….`, 'formats');
  if (word === 'check' && files.length === 0) throw new UsageError('Name a definition to check.', 'formats');
  if (word === 'check' && values.case !== undefined)
    throw new UsageError('A check needs no case: leave --case out.', 'formats');
  return { name: 'formats', check: files, caseDir: values.case, json: values.json };
}
