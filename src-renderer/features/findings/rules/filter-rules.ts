// Which rules are looked at: a choice over a list that is all there.

import { nameTechnique } from '../../../../shared/attack/techniques.ts';
import type { RuleInfo, RuleKind } from '../../../../shared/contract/detections.ts';
import { gravityOf } from '../../../../shared/findings/gravity.ts';

export const ruleStates = ['all', 'on', 'off', 'found'] as const;
/** `found`: with findings. */
export type RuleState = (typeof ruleStates)[number];

/** Null: any. `folder`: a path, or `own` for Pugmark's rules. */
export type RuleFilter = { text: string; state: RuleState; kind: RuleKind | null; folder: string | null };

export const noRuleFilter: RuleFilter = { text: '', state: 'all', kind: null, folder: null };

export const folderOf = ({ folder }: Pick<RuleInfo, 'folder'>): string => folder ?? 'own';

/** The gravest first, among those of one level by name. */
export function selectRules(rules: readonly RuleInfo[], { text, state, kind, folder }: RuleFilter): RuleInfo[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return rules
    .filter(
      (rule) =>
        (state === 'all' || (state === 'found' ? rule.findings > 0 : rule.isOn === (state === 'on'))) &&
        (kind === null || rule.kind === kind) &&
        (folder === null || folderOf(rule) === folder) &&
        (words.length === 0 || holdsWords(rule, words)),
    )
    .toSorted((a, b) => gravityOf(b.level) - gravityOf(a.level) || a.name.localeCompare(b.name, 'en'));
}

function holdsWords({ name, key, file, status, tactics, techniques }: RuleInfo, words: string[]): boolean {
  const all = [name, key, file, status ?? '', ...tactics, ...techniques.flatMap((id) => [id, nameTechnique(id)])]
    .join('\n')
    .toLowerCase();
  return words.every((word) => all.includes(word));
}
