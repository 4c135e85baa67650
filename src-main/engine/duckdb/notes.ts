// Where SQL that runs means something else in DuckDB than in Athena. Such a statement gives an answer, so no error would say so.
import type { Token } from './lexer.ts';
import { isSymbol } from './table-places.ts';

/** Remarks on a statement that ran, each a sentence. */
export function notesFor(tokens: readonly Token[]): string[] {
  const notes = new Set<string>();
  for (const [i, token] of tokens.entries()) {
    if (token.kind !== 'word') continue;
    if (token.value === 'timezone' || token.value === 'at_timezone' || isAtTimeZone(tokens, i))
      notes.add('AT TIME ZONE gives a wall-clock time without its zone; the grid labels every time as UTC.');
    if (!isSymbol(tokens[i + 1], '(')) continue;
    const { end, args } = readCall(tokens, i + 1);
    const after = tokens[end + 1];
    switch (token.value) {
      case 'json_extract': {
        const isCast =
          isSymbol(tokens[i - 1], '(') && /^(try_)?cast$/.test(tokens[i - 2]?.value ?? '') && after?.value === 'as';
        const isCompared =
          after !== undefined &&
          ((after.kind === 'symbol' && '=<>!'.includes(after.value)) ||
            (after.kind === 'word' && ['like', 'in', 'between', 'not'].includes(after.value)) ||
            (isSymbol(after, ':') && isSymbol(tokens[end + 2], ':')));
        if (isCast || isCompared)
          notes.add(
            'json_extract() keeps the quotes of a text ("name"); json_extract_scalar() or ->> gives the text itself.',
          );
        break;
      }
      case 'regexp_replace':
        if (args === 3) notes.add("regexp_replace() replaces the first match only; add 'g' for all, as in Athena.");
        break;
      case 'regexp_extract':
        if (after?.value === 'is') notes.add("regexp_extract() gives '' where nothing matches, not NULL as in Athena.");
        break;
      case 'date_diff':
        notes.add(
          'date_diff() counts the boundaries between two times; date_sub() counts whole units, as Athena does.',
        );
        break;
      default:
    }
  }
  return [...notes];
}

function isAtTimeZone(tokens: readonly Token[], i: number): boolean {
  return tokens[i]?.value === 'at' && tokens[i + 1]?.value === 'time' && tokens[i + 2]?.value === 'zone';
}

/** Where the call that opens at `open` closes, and how many arguments it has. */
function readCall(tokens: readonly Token[], open: number): { end: number; args: number } {
  let depth = 0;
  let args = 1;
  for (let i = open; i < tokens.length; i++) {
    const token = tokens[i]!;
    if (token.kind !== 'symbol') continue;
    if ('([{'.includes(token.value)) depth++;
    if (')]}'.includes(token.value) && --depth === 0) return { end: i, args };
    if (token.value === ',' && depth === 1) args++;
  }
  return { end: tokens.length, args };
}
