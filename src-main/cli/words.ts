// The words of a command line, checked one by one.
import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { CommandName } from './help.ts';
import { UsageError } from './usage-error.ts';

export const text = { type: 'string' } as const;
export const flag = { type: 'boolean', default: false } as const;

export function readWords<T extends NonNullable<ParseArgsConfig['options']>>(
  of: CommandName,
  args: string[],
  options: T,
  allowPositionals: boolean,
) {
  try {
    return parseArgs({ args, options, allowPositionals, strict: true });
  } catch (error) {
    // Node's message is good, its advice on `--` is not about us.
    throw new UsageError((error as Error).message.split('. To specify')[0]!, of);
  }
}

export function need(of: CommandName, what: string, value: string | undefined): string {
  if (value === undefined || value === '') throw new UsageError(`${what} is needed.`, of);
  return value;
}

export function oneOf<T extends string>(of: CommandName, what: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw new UsageError(`${what} is one of ${allowed.join(' ')}, not “${value}”.`, of);
  return found;
}

export function whole(of: CommandName, what: string, value: string, min: number, max: number): number {
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= min && number <= max))
    throw new UsageError(`${what} is a whole number from ${min} to ${max}, not “${value}”.`, of);
  return number;
}
