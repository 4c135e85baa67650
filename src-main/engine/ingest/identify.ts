// Decides from the first bytes of the content how it is to be read.

export type Framing =
  | { kind: 'json'; lines: boolean; name: string }
  | { kind: 'lines' }
  | { kind: 'csv' }
  | { kind: 'parquet' }
  | { kind: 'empty' }
  | { kind: 'unknown'; looksLike: string };

/** Bytes looked at. */
export const headBytes = 64 * 1024;

export function identify(head: Buffer): Framing {
  let i = 0;
  while (i < head.length && (head[i]! <= 32 || head[i] === 0x1e) && head[i] !== 0) i++;
  if (i === head.length) return head.length === 0 ? { kind: 'empty' } : { kind: 'unknown', looksLike: 'only blanks' };
  if (head[i] === 0x5b) return { kind: 'json', lines: false, name: 'json-array' };
  if (head[i] === 0x7b) {
    const lines = isOnePerLine(head, i);
    return { kind: 'json', lines, name: lines ? 'json-lines' : 'json' };
  }
  if (head.length >= 4 && head.toString('latin1', 0, 4) === 'PAR1') return { kind: 'parquet' };
  return { kind: 'unknown', looksLike: 'text' };
}

/** A line that opens and closes a bracket, and another that opens one. */
function isOnePerLine(head: Buffer, start: number): boolean {
  const end = head.indexOf(10, start);
  if (end < 0) return false;
  let last = end - 1;
  while (last > start && head[last]! <= 32) last--;
  if (head[last] !== 0x7d) return false;
  let next = end;
  while (next < head.length && head[next]! <= 32) next++;
  return next >= head.length || head[next] === 0x7b;
}
