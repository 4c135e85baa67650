// Puts DuckDB's complaint at its place in the user's text, and adds what to do about it where that is known.
import { EngineError } from '../engine-error.ts';
import { toSqlError } from './connection.ts';
import { hintFor } from './hints.ts';

/**
 * An error of a statement as the user sees it: its message without DuckDB's `LINE 1: … ^` picture, with the offset that
 * the picture pointed at. `prefix`: characters put before the statement when it ran; `from`: where it stands in the whole text.
 */
export function locateError(
  error: unknown,
  ran: string,
  place: { prefix: number; from: number; sql: string },
): EngineError {
  const known = toSqlError(error);
  if (known.code !== 'SQL') {
    if (known.detail.offset !== undefined || known.code === 'CANCELLED') return known;
    return new EngineError(known.code, known.message, { ...known.detail, offset: place.from }, { cause: error });
  }
  const within = offsetInMessage(known.message, ran);
  const offset = within === null ? null : within - place.prefix;
  const inside = offset !== null && offset >= 0 && offset <= place.sql.length;
  const message = known.message
    .replace(/^Failed to extract statements: /, '')
    .replace(/\n+LINE \d+: [\s\S]*$/, '')
    .trim();
  const hint = known.detail.hint ?? hintFor(message, place.sql);
  return new EngineError(
    'SQL',
    message,
    { ...(inside ? { offset: place.from + offset } : {}), ...(hint ? { hint } : {}) },
    { cause: error },
  );
}

/** 0-based offset in `ran` that the message's `LINE n: text` and caret point at; long lines are shown cut with `...`. */
export function offsetInMessage(message: string, ran: string): number | null {
  const picture = /\nLINE (\d+): (.*)\n( *)\^/.exec(message);
  if (!picture) return null;
  const [, number, shown, blanks] = picture;
  const lines = ran.split('\n');
  const line = lines[Number(number) - 1];
  if (line === undefined) return null;
  const start = lines.slice(0, Number(number) - 1).reduce((sum, text) => sum + text.length + 1, 0);
  const column = blanks!.length - `LINE ${number}: `.length;
  if (column < 0) return null;
  if (!shown!.startsWith('...')) return start + column;
  const snippet = shown!.slice(3).replace(/\.\.\.$/, '');
  const at = line.indexOf(snippet);
  return at < 0 ? null : start + at + column - 3;
}
