// Rules of many files together: every document ends as a rule, as set aside (it is for other logs), or as a problem with file and
// line; the sums add up.
import { nameSource } from '../../../../shared/sigma/log-sources.ts';
import { parseRule } from '../../../../shared/sigma/parse-rule.ts';
import type { Placeholders } from '../../../../shared/sigma/placeholders.ts';
import type { RuleProblem } from '../../../../shared/sigma/problem.ts';
import type { SigmaRule } from '../../../../shared/sigma/rule.ts';
import { readYaml } from './read-yaml.ts';

/** `file`: its path, or `archive.zip›member.yml`. `text`: the document as it stands there. */
export type ReadRule = { file: string; rule: SigmaRule; notes: RuleProblem[]; text: string };
/** `title` and `id`: those of the rule, as far as there are any. `line` 0: the file as a whole. */
export type FileProblem = RuleProblem & { file: string; title: string | null; id: string | null };

export type RuleSet = {
  rules: ReadRule[];
  problems: FileProblem[];
  /** Rules for logs that there is no table for, counted by log source, most frequent first. */
  others: { source: string; count: number }[];
  /** YAML files read, members of archives included. */
  files: number;
  /** Documents in them: each is in `rules`, counted in `others`, or a problem with a line. */
  documents: number;
};

export function createRuleSet(placeholders: Placeholders = {}) {
  const rules: ReadRule[] = [];
  const problems: FileProblem[] = [];
  const others = new Map<string, number>();
  /** Ids and names of rules for other logs: what refers to them is for those logs too. */
  const otherRefs = new Set<string>();
  let files = 0;
  let documents = 0;

  const fail = (file: string, reason: string, line = 0) => {
    problems.push({ file, line, reason, title: null, id: null });
  };

  const setAside = (source: string, count = 1) => void others.set(source, (others.get(source) ?? 0) + count);

  /** Rules that were set aside before, and what refers to them. */
  function addOthers(counts: { source: string; count: number }[], refs: string[]): void {
    for (const { source, count } of counts) setAside(source, count);
    for (const ref of refs) otherRefs.add(ref);
  }

  function add(file: string, text: string): void {
    files++;
    const read = readYaml(text);
    if (read.length === 0) fail(file, 'There is no rule in this file.');
    for (const document of read) {
      documents++;
      if (document.kind === 'problem') {
        fail(file, document.problem.reason, document.problem.line);
        continue;
      }
      const parsed = parseRule(document.node, placeholders);
      if (parsed.kind === 'problem') problems.push({ file, ...parsed.problem, title: parsed.title, id: parsed.id });
      else if (parsed.kind === 'rule')
        rules.push({ file, rule: parsed.rule, notes: parsed.notes, text: document.text });
      else {
        setAside(nameSource(parsed.source));
        for (const ref of [parsed.id, parsed.name]) if (ref !== null) otherRefs.add(ref);
      }
    }
  }

  function finish(): RuleSet {
    const kept = dropDoubles(rules, problems);
    const sound = dropStrangers(kept, otherRefs, problems, setAside);
    return {
      rules: sound,
      problems,
      others: [...others].map(([source, count]) => ({ source, count })).toSorted((a, b) => b.count - a.count),
      files,
      documents,
    };
  }

  return { add, addOthers, fail, finish };
}

/** The first rule of an id or name stays. */
function dropDoubles(rules: ReadRule[], problems: FileProblem[]): ReadRule[] {
  const seen = new Map<string, ReadRule>();
  return rules.filter((one) => {
    const { id, name, title, line } = one.rule;
    for (const ref of [id, name]) {
      const first = ref === null ? undefined : seen.get(ref);
      if (!first) continue;
      const place = `${first.file}:${first.rule.line}`;
      problems.push({ file: one.file, line, reason: `There is a rule “${ref}” already, in ${place}.`, title, id });
      return false;
    }
    for (const ref of [id, name]) if (ref !== null) seen.set(ref, one);
    return true;
  });
}

/** Correlations whose rules are not there; again and again, since correlations refer to correlations. */
function dropStrangers(
  rules: ReadRule[],
  otherRefs: Set<string>,
  problems: FileProblem[],
  setAside: (source: string) => void,
): ReadRule[] {
  let kept = rules;
  for (;;) {
    const refs = new Set(kept.flatMap(({ rule }) => [rule.id, rule.name]));
    const sound = kept.filter(({ file, rule }) => {
      if (rule.kind === 'detection') return true;
      const stranger = rule.rules.find(({ ref }) => !refs.has(ref));
      if (!stranger) return true;
      const { id, name, title } = rule;
      if (otherRefs.has(stranger.ref)) {
        setAside('correlations of the others');
        for (const ref of [id, name]) if (ref !== null) otherRefs.add(ref);
      } else {
        const reason = `The correlation refers to “${stranger.ref}”, and there is no such rule that can be used.`;
        problems.push({ file, line: stranger.line, reason, title, id });
      }
      return false;
    });
    if (sound.length === kept.length) return sound;
    kept = sound;
  }
}
