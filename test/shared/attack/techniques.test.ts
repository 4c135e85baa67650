// Names of techniques, and where they stand.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAttackTags, tactics } from '../../../shared/attack/tactics.ts';
import { describeTechnique, nameTechnique, tacticsOfTechnique } from '../../../shared/attack/techniques.ts';

const tagsOf = (path: string) =>
  [...readFileSync(path, 'utf8').matchAll(/^\s*- (attack\.\S+)$/gm)].map(([, tag]) => tag!);

describe('techniques', () => {
  it('those that Pugmark’s rules name have names and tactics of ATT&CK', () => {
    const files = readdirSync('assets/rules', { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.yml'))
      .map((path) => join('assets/rules', path));
    const named = new Set(files.flatMap((path) => readAttackTags(tagsOf(path)).techniques));
    expect(named.size).toBeGreaterThan(40);
    expect([...named].filter((id) => nameTechnique(id) === id)).toEqual([]);
    const known = tactics.map(({ tag }) => tag);
    for (const id of named) {
      const own = tacticsOfTechnique(id, known);
      expect(own.length, id).toBeLessThan(known.length);
    }
  });

  it('say what they are under; unknown ones are their ids', () => {
    expect(describeTechnique('T1098.001')).toBe('T1098.001 Account Manipulation: Additional Cloud Credentials');
    expect(describeTechnique('T1485')).toBe('T1485 Data Destruction');
    expect(describeTechnique('T9999')).toBe('T9999');
    expect(describeTechnique('T1485.999')).toBe('T1485.999');
  });

  it('stand under those tactics of a rule that are theirs, else under all of them', () => {
    expect(tacticsOfTechnique('T1078.004', ['impact', 'persistence', 'stealth'])).toEqual(['persistence', 'stealth']);
    expect(tacticsOfTechnique('T1485', ['discovery'])).toEqual(['discovery']);
    expect(tacticsOfTechnique('T9999', ['discovery', 'impact'])).toEqual(['discovery', 'impact']);
    expect(tacticsOfTechnique('T1685', ['defense-impairment', 'persistence'])).toEqual(['defense-impairment']);
  });
});
