// What is wrong with a command line.
import type { CommandName } from './help.ts';

export class UsageError extends Error {
  /** The command whose help would answer. */
  readonly of: CommandName | null;

  constructor(message: string, of: CommandName | null) {
    super(message);
    this.of = of;
  }
}
