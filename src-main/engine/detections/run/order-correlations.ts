// Correlations may refer to correlations: those that are referred to come first, and none to itself.
import type { RuleProblem } from '../../../../shared/sigma/problem.ts';
import type { CorrelationRule, SigmaRule } from '../../../../shared/sigma/rule.ts';

export type Numbered<Rule extends SigmaRule = SigmaRule> = { number: number; rule: Rule };

/** A correlation with the rules that it refers to, in its order. */
export type Resolved = Numbered<CorrelationRule> & { members: { ref: string; target: Numbered }[] };

/** @returns correlations in the order to run them, and why others cannot be run */
export function orderCorrelations(rules: Numbered[]): {
  ordered: Resolved[];
  problems: { number: number; problem: RuleProblem }[];
} {
  const ordered: Resolved[] = [];
  const problems: { number: number; problem: RuleProblem }[] = [];
  const done = new Set(rules.filter(({ rule }) => rule.kind === 'detection').map(({ number }) => number));
  const find = (ref: string) => rules.find(({ rule }) => rule.id === ref || rule.name === ref);
  let waiting = rules.flatMap(({ number, rule }) => (rule.kind === 'correlation' ? [{ number, rule }] : []));
  for (;;) {
    const ready = waiting.filter(({ rule }) => rule.rules.every(({ ref }) => done.has(find(ref)?.number ?? -1)));
    if (ready.length === 0) break;
    for (const { number, rule } of ready) {
      ordered.push({ number, rule, members: rule.rules.map(({ ref }) => ({ ref, target: find(ref)! })) });
      done.add(number);
    }
    waiting = waiting.filter((one) => !ready.includes(one));
  }
  for (const { number, rule } of waiting) {
    const { ref, line } = rule.rules.find((one) => !done.has(find(one.ref)?.number ?? -1))!;
    const reason = find(ref)
      ? `The correlation waits for “${ref}”, which cannot be run or refers back to it.`
      : `The correlation refers to “${ref}”, and there is no such rule that can be used.`;
    problems.push({ number, problem: { line, reason } });
  }
  return { ordered, problems };
}
