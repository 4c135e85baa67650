// One moving line on standard error, where that is a terminal; nothing elsewhere.

export type ProgressLine = {
  /** Whether anybody sees it. */
  isShown: boolean;
  show(text: string): void;
  clear(): void;
};

export function createProgressLine(stream = process.stderr): ProgressLine {
  if (!stream.isTTY) return { isShown: false, show: () => undefined, clear: () => undefined };
  let shown = false;
  return {
    isShown: true,
    show(text) {
      stream.write(`\r\u001b[K${text.slice(0, Math.max(20, (stream.columns || 80) - 1))}`);
      shown = true;
    },
    clear() {
      if (shown) stream.write('\r\u001b[K');
      shown = false;
    },
  };
}

/** `12,345`. */
export const grouped = (value: number): string => Math.round(value).toLocaleString('en-US');

/** `1.5 GB`, in powers of 1000. */
export function bytesText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let at = 0;
  for (; bytes >= 1000 && at < units.length - 1; at++) bytes /= 1000;
  return `${at === 0 || bytes >= 100 ? Math.round(bytes) : bytes.toFixed(1)} ${units[at]}`;
}

/** `4.2 s`, `3 min 20 s`. */
export function durationText(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
