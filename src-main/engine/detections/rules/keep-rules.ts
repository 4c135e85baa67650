// What a case keeps of a folder of rules: the text of every file that has a rule for its logs, or a document that is none. So
// findings can be explained, and made again, where the folder is not.
import { z } from 'zod';
import { nameSource } from '../../../../shared/sigma/log-sources.ts';
import { parseRule } from '../../../../shared/sigma/parse-rule.ts';
import { readYaml } from './read-yaml.ts';
import type { createRuleSet } from './rule-set.ts';
import { walkRuleFiles } from './walk-rule-files.ts';

export const KeptRules = z.object({
  files: z.array(z.object({ file: z.string(), text: z.string() })),
  failures: z.array(z.object({ file: z.string(), reason: z.string() })),
  /** Rules of the other files, all of them for other logs: how many, and their ids and names. */
  others: z.array(z.object({ source: z.string(), count: z.number().int() })),
  otherRefs: z.array(z.string()),
});
export type KeptRules = z.infer<typeof KeptRules>;

export async function keepRules(path: string, signal?: AbortSignal): Promise<KeptRules> {
  const kept: KeptRules = { files: [], failures: [], others: [], otherRefs: [] };
  const counts = new Map<string, number>();
  const add = (file: string, text: string) => {
    const parsed = readYaml(text).map((one) => (one.kind === 'document' ? parseRule(one.node) : one));
    const others = parsed.flatMap((one) => (one.kind === 'other' ? [one] : []));
    if (parsed.length === 0 || others.length < parsed.length) {
      kept.files.push({ file, text });
      return;
    }
    for (const { source, id, name } of others) {
      counts.set(nameSource(source), (counts.get(nameSource(source)) ?? 0) + 1);
      kept.otherRefs.push(...[id, name].filter((ref) => ref !== null));
    }
  };
  await walkRuleFiles([path], { add, fail: (file, reason) => kept.failures.push({ file, reason }) }, signal);
  kept.others = [...counts].map(([source, count]) => ({ source, count }));
  return kept;
}

export function addKept(set: ReturnType<typeof createRuleSet>, kept: KeptRules): void {
  for (const { file, text } of kept.files) set.add(file, text);
  for (const { file, reason } of kept.failures) set.fail(file, reason);
  set.addOthers(kept.others, kept.otherRefs);
}
