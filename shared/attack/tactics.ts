// The tactics of MITRE ATT&CK for enterprises in the order of its matrix, under the names that tags of rules have. Version 19
// put Stealth and Defense Impairment in place of Defense Evasion; rules have either, and each keeps a column of its own.
// https://attack.mitre.org/tactics/enterprise/, https://github.com/SigmaHQ/sigma-specification (tags), read 2026-11-27

export type Tactic = { tag: string; title: string };

export const tactics: readonly Tactic[] = [
  { tag: 'reconnaissance', title: 'Reconnaissance' },
  { tag: 'resource-development', title: 'Resource Development' },
  { tag: 'initial-access', title: 'Initial Access' },
  { tag: 'execution', title: 'Execution' },
  { tag: 'persistence', title: 'Persistence' },
  { tag: 'privilege-escalation', title: 'Privilege Escalation' },
  { tag: 'defense-evasion', title: 'Defense Evasion' },
  { tag: 'stealth', title: 'Stealth' },
  { tag: 'defense-impairment', title: 'Defense Impairment' },
  { tag: 'credential-access', title: 'Credential Access' },
  { tag: 'discovery', title: 'Discovery' },
  { tag: 'lateral-movement', title: 'Lateral Movement' },
  { tag: 'collection', title: 'Collection' },
  { tag: 'command-and-control', title: 'Command and Control' },
  { tag: 'exfiltration', title: 'Exfiltration' },
  { tag: 'impact', title: 'Impact' },
];

/** Tactics in the order of the matrix, and techniques as `T1098.001`, that the tags of a rule name. */
export function readAttackTags(tags: string[]): { tactics: string[]; techniques: string[] } {
  const named = tags.flatMap((tag) => {
    const [, name] = /^attack\.(.+)$/i.exec(tag.trim()) ?? [];
    return name === undefined ? [] : [name.toLowerCase().replaceAll('_', '-')];
  });
  const techniques = named.filter((name) => /^t\d{4}(\.\d{3})?$/.test(name)).map((name) => name.toUpperCase());
  return {
    tactics: tactics.map(({ tag }) => tag).filter((tag) => named.includes(tag)),
    techniques: [...new Set(techniques)].toSorted(),
  };
}
