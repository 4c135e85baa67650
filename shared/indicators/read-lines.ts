// Plain text: one indicator per line, with comments.
import type { Entry, ListProblem } from './indicator.ts';
import { shorten } from './indicator.ts';
import { longestValue } from './recognise.ts';

export type Line = { number: number; text: string };

export const isComment = (line: string): boolean => /^\s*(?:#|;|\/\/)/.test(line);

/** Lines that hold something, with their number from 1. */
export function* linesOf(text: string): Generator<Line> {
  const breaks = /\r\n|\n|\r/g;
  let number = 1;
  let from = 0;
  for (;;) {
    const found = breaks.exec(text);
    const line = text.slice(from, found?.index ?? text.length);
    if (line.trim() !== '') yield { number, text: line };
    if (!found) return;
    from = breaks.lastIndex;
    number++;
  }
}

/** What stands after the value on its line: `1.2.3.0/24 ; SBL123`, `evil.example # seen in May`. */
const after = /\s+(?:#|;|\/\/)\s*(.*)$/;
/** A line of a hosts file. */
const hosts = /^(?:0\.0\.0\.0|127\.0\.0\.1|::1?)\s+(\S+)$/;
/** A line of Tor's list of exit addresses. */
const torExit = /^ExitAddress\s+(\S+)\s+(.+)$/;
const torOther = /^(?:ExitNode|Published|LastStatus)\s/;

export function* readLines(text: string): Generator<Entry | ListProblem> {
  for (const { number, text: line } of linesOf(text)) {
    if (isComment(line) || torOther.test(line)) continue;
    const place = `line ${number}`;
    if (line.length > longestValue * 2) {
      yield { place, text: shorten(line), reason: `The line is longer than ${longestValue * 2} characters.` };
      continue;
    }
    const exit = torExit.exec(line.trim());
    if (exit) {
      yield { place, text: exit[1]!, kind: null, note: exit[2]! };
      continue;
    }
    const value = line.replace(after, '').trim();
    const note = after.exec(line)?.[1]?.trim() ?? '';
    yield { place, text: hosts.exec(value)?.[1] ?? value, kind: null, note: note === '' ? null : note };
  }
}
