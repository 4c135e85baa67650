// What a column's value can be turned into before it is compared, grouped or shown: a day, an hour of the day, a network, the
// part of a text before a separator. A derived column is a column like any other.
import { z } from 'zod';

export const TimeUnit = z.enum(['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year']);
export type TimeUnit = z.infer<typeof TimeUnit>;

export const TimePart = z.enum(['hourOfDay', 'weekday', 'dayOfMonth', 'monthOfYear']);
export type TimePart = z.infer<typeof TimePart>;

/** IANA zone on whose clock days begin and hours are counted. */
const zone = z.string().min(1).default('UTC');

/**
 * - `bucket`: the instant at which the value's second … year begins; weeks begin on Monday.
 * - `part`: a whole number. `hourOfDay` 0–23, `weekday` 1 (Monday) – 7, `dayOfMonth` 1–31, `monthOfYear` 1–12.
 * - `network`: an IP address's network in CIDR notation, of so many bits; text that is no address stays as it is.
 * - `split`: text before or after the first or last `separator`; text without one is wholly before it, and has nothing after.
 */
export const Derivation = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('bucket'), unit: TimeUnit, zone }),
  z.object({ kind: z.literal('part'), part: TimePart, zone }),
  z.object({
    kind: z.literal('network'),
    ipv4: z.number().int().min(0).max(32).default(24),
    ipv6: z.number().int().min(0).max(128).default(48),
  }),
  z.object({
    kind: z.literal('split'),
    side: z.enum(['before', 'after']),
    at: z.enum(['first', 'last']).default('first'),
    separator: z.string().min(1),
  }),
]);
export type Derivation = z.infer<typeof Derivation>;

/** The text that follows `@` in a column's name: `day`, `hourOfDay(Europe/Berlin)`, `network(24,48)`, `before.last("/")`. */
export function derivationKey(by: Derivation): string {
  switch (by.kind) {
    case 'bucket':
      return `${by.unit}${onClock(by.zone)}`;
    case 'part':
      return `${by.part}${onClock(by.zone)}`;
    case 'network':
      return `network(${by.ipv4},${by.ipv6})`;
    case 'split':
      return `${by.side}${by.at === 'last' ? '.last' : ''}(${JSON.stringify(by.separator)})`;
  }
}

const onClock = (name: string) => (name === 'UTC' ? '' : `(${name})`);

const keyForm = /^(\w+)(\.last)?(?:\((.*)\))?$/s;

/** The way back from `derivationKey`; null when the text is no such key. */
export function readDerivationKey(key: string): Derivation | null {
  const [, word = '', last, inner] = keyForm.exec(key) ?? [];
  const read = Derivation.safeParse(partsOf(word, last !== undefined, inner));
  return read.success ? read.data : null;
}

function partsOf(word: string, isLast: boolean, inner: string | undefined): unknown {
  const clock = inner === undefined ? {} : { zone: inner };
  if (TimeUnit.safeParse(word).success) return { kind: 'bucket', unit: word, ...clock };
  if (TimePart.safeParse(word).success) return { kind: 'part', part: word, ...clock };
  if (word === 'network') {
    const [ipv4, ipv6] = (inner ?? '24,48').split(',').map(Number);
    return { kind: 'network', ipv4, ipv6 };
  }
  return { kind: 'split', side: word, at: isLast ? 'last' : 'first', separator: readText(inner) };
}

function readText(quoted: string | undefined): unknown {
  try {
    return JSON.parse(quoted ?? '');
  } catch {
    return null; // Not a key: the schema refuses it.
  }
}

/** In words, as a column's title has it: `day of eventtime`, `sourceipaddress /24`. */
export function describeDerivation(by: Derivation, column: string): string {
  switch (by.kind) {
    case 'bucket':
      return `${by.unit} of ${column}`;
    case 'part':
      return `${partWords[by.part]} of ${column}`;
    case 'network':
      return `${column} /${by.ipv4}`;
    case 'split':
      return `${column} ${by.side} ${by.at === 'last' ? 'last ' : ''}${JSON.stringify(by.separator)}`;
  }
}

const partWords: Record<TimePart, string> = {
  hourOfDay: 'hour of the day',
  weekday: 'weekday',
  dayOfMonth: 'day of the month',
  monthOfYear: 'month of the year',
};
