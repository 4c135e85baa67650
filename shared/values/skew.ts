// What a clock was off, as people write it: `-90 s`, `+1:30`, `-01:00:00.5`, `2 h`.

const units = { ms: 1, s: 1000, sec: 1000, min: 60_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Milliseconds; null: it cannot be read. A bare number is seconds, `1:30` minutes and seconds. */
export function parseSkew(text: string): number | null {
  const clean = text.trim().replace('−', '-').replace(',', '.');
  if (clean === '') return 0;
  const sign = clean.startsWith('-') ? -1 : 1;
  const rest = clean.replace(/^[+-]\s*/, '');
  const clock = /^(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2}(?:\.\d{1,3})?)$/.exec(rest);
  if (clock) {
    const [, hours = '0', minutes, seconds] = clock;
    return sign * Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000);
  }
  const plain = /^(\d{1,9}(?:\.\d{1,3})?)\s*(ms|s|sec|min|m|h|d)?$/.exec(rest);
  return plain ? sign * Math.round(Number(plain[1]) * units[(plain[2] ?? 's') as keyof typeof units]) : null;
}

/** `+01:30.5`, `-01:00:00`; empty for none. */
export function formatSkew(ms: number): string {
  if (ms === 0) return '';
  const two = (n: number) => String(n).padStart(2, '0');
  const whole = Math.floor(Math.abs(ms) / 1000);
  const fraction = Math.abs(ms) % 1000;
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const tail = fraction === 0 ? '' : `.${String(fraction).padStart(3, '0').replace(/0+$/, '')}`;
  return `${ms < 0 ? '-' : '+'}${hours > 0 ? `${two(hours)}:` : ''}${two(minutes)}:${two(seconds)}${tail}`;
}
