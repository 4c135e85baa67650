// Where a regular expression stands in a query: who finds it wrong knows the expression alone.
import { tokenise } from './tokens.ts';

/** In UTF-16 units of the text. */
export type TextPlace = { offset: number; length: number };

/**
 * The first place where `pattern` stands between slashes; of it, the part from `from` to `to`. Null where it stands nowhere.
 */
export function findRegex(text: string, pattern: string, from = 0, to = pattern.length): TextPlace | null {
  const token = tokenise(text).find((one) => one.kind === 'regex' && one.pattern === pattern);
  if (!token) return null;
  const start = token.from + 1;
  const places = placesOf(text.slice(start, token.to - 1));
  const [first, end] = [start + places[from]!, start + places[to]!];
  return { offset: first, length: end - first };
}

/** For each unit of the pattern, and for its end, where it is as written: `\/` is one slash, everything else itself. */
function placesOf(written: string): number[] {
  const places: number[] = [];
  let at = 0;
  while (at < written.length) {
    const isPair = written[at] === '\\' && at + 1 < written.length;
    if (isPair && written[at + 1] !== '/') places.push(at, at + 1);
    else places.push(at);
    at += isPair ? 2 : 1;
  }
  return [...places, written.length];
}
