// Reads what is typed into “Go to”.

/** `row` is 1-based. */
export type Jump = { row: number } | { time: string };

/** Digits (with separators) are a row; anything else is a time if `readTime` understands it. Ten digits could be both: a row wins only below that. */
export function readJump(text: string, readTime: (text: string) => string | null): Jump | null {
  const trimmed = text.trim();
  const digits = trimmed.replaceAll(/[,\s_.](?=\d{3}(\D|$))/g, '');
  if (/^\d{1,9}$/.test(digits) && Number(digits) > 0) return { row: Number(digits) };
  const time = readTime(trimmed);
  return time === null ? null : { time };
}
