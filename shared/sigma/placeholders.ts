// Sigma's placeholders: `%Administrators%` under the modifier `expand` stands for values that only the reader of the logs knows.
import { type Pattern, readSigmaText } from './pattern.ts';
import { RuleError } from './problem.ts';

/** Name without the percent signs → texts, which may have wildcards. */
export type Placeholders = Record<string, string[]>;

const form = /(?<!\\)%(\w+)%/g;

/** One pattern for each way to fill the placeholders in; a `%` behind a backslash is just that. */
export function fillPlaceholders(pattern: Pattern, context: { line: number; placeholders: Placeholders }): Pattern[] {
  return pattern.reduce<Pattern[]>(
    (filled, part) => {
      const ways = 'text' in part ? fillText(part.text, context) : [[part]];
      return filled.flatMap((before) => ways.map((way) => [...before, ...way]));
    },
    [[]],
  );
}

function fillText(text: string, { line, placeholders }: { line: number; placeholders: Placeholders }): Pattern[] {
  let ways: Pattern[] = [[]];
  let at = 0;
  const add = (more: Pattern[]) => {
    ways = ways.flatMap((before) => more.map((one) => [...before, ...one]));
  };
  const plain = (piece: string): Pattern[] => [piece === '' ? [] : [{ text: piece.replaceAll('\\%', '%') }]];
  for (const found of text.matchAll(form)) {
    const values = placeholders[found[1]!];
    if (!values?.length)
      throw new RuleError(line, `The placeholder ${found[0]} has no values; the rule needs some to stand for it.`);
    add(plain(text.slice(at, found.index)));
    add(values.map(readSigmaText));
    at = found.index + found[0].length;
  }
  add(plain(text.slice(at)));
  return ways;
}
