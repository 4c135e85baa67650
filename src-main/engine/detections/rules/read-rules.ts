// Reads Sigma rules from files, folders and zips.
import type { Placeholders } from '../../../../shared/sigma/placeholders.ts';
import { createRuleSet, type RuleSet } from './rule-set.ts';
import { walkRuleFiles } from './walk-rule-files.ts';

type Options = { signal?: AbortSignal; placeholders?: Placeholders };

export async function readRules(paths: string[], { signal, placeholders }: Options = {}): Promise<RuleSet> {
  const set = createRuleSet(placeholders);
  await walkRuleFiles(paths, set, signal);
  return set.finish();
}
