// The policies of docs/acquire.md, read from there, so that what a client is asked for and what is tested cannot drift apart.
import { readFileSync } from 'node:fs';

export type Statement = { Sid?: string; Effect: string; Action: string | string[]; [more: string]: unknown };
export type Policy = { Version: string; Statement: Statement[] };

/** By the name in the comment before each. `names` fill in what stands in capitals, as in `{ BUCKET: 'trail' }`. */
export function documentedPolicies(names: Record<string, string> = {}): Record<string, Policy> {
  const page = readFileSync('docs/acquire.md', 'utf8');
  const blocks = [...page.matchAll(/<!-- policy: ([\w-]+) -->\n```json\n(.*?)\n```/gs)];
  return Object.fromEntries(
    blocks.map(([, name = '', json = '']) => {
      const filled = json.replaceAll(/[A-Z][A-Z-]{3,}/g, (word) => names[word] ?? word);
      return [name, JSON.parse(filled) as Policy];
    }),
  );
}

export const actionsOf = ({ Statement }: Policy): string[] => Statement.flatMap(({ Action }) => Action);

/** Several policies as one, as attaching all of them is. */
export const together = (...policies: Policy[]): Policy => ({
  Version: '2012-10-17',
  Statement: policies.flatMap((policy) => policy.Statement),
});

/** Without one action; a statement that allowed nothing else goes. */
export function without({ Version, Statement }: Policy, action: string): Policy {
  const rest = Statement.map((one) => ({ ...one, Action: [one.Action].flat().filter((name) => name !== action) }));
  return { Version, Statement: rest.filter(({ Action }) => Action.length > 0) };
}
