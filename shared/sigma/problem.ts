// What is wrong with a rule, and on which line: the only thing that reading one throws.

/** `line` counts from 1 in the file that the rule stands in. */
export type RuleProblem = { line: number; reason: string };

/** Stops reading a rule. */
export class RuleError extends Error {
  override name = 'RuleError';
  readonly line: number;

  constructor(line: number, reason: string) {
    super(reason);
    this.line = line;
  }
}

export const toProblem = ({ line, message }: RuleError): RuleProblem => ({ line, reason: message });
