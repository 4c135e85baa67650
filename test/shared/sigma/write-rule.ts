// Rules for tests, written as objects: as plain nodes, whose lines count the parts in the order that YAML would have them.

import { type ParsedRule, parseRule } from '../../../shared/sigma/parse-rule.ts';
import type { Placeholders } from '../../../shared/sigma/placeholders.ts';
import type { PlainNode } from '../../../shared/sigma/plain-node.ts';
import type { DetectionRule } from '../../../shared/sigma/rule.ts';

export function nodeOf(value: unknown, line = 1): PlainNode {
  if (Array.isArray(value)) {
    let at = line;
    return { kind: 'list', line, items: value.map((item) => nodeOf(item, at++)) };
  }
  if (typeof value === 'object' && value !== null) {
    let at = line;
    const entries = Object.entries(value).map(([key, inner]) => {
      const entry = { key, line: at, value: nodeOf(inner, at + 1) };
      at += 1 + (JSON.stringify(inner).match(/[,{[]/g)?.length ?? 0);
      return entry;
    });
    return { kind: 'map', line, entries };
  }
  const plain = value as string | number | boolean | null;
  return { kind: 'scalar', value: plain, text: plain === null ? '' : String(plain), line };
}

export const cloudtrailSource = { product: 'aws', service: 'cloudtrail' };

/** A whole rule from its detection. */
export const parseDetectionRule = (detection: unknown, placeholders: Placeholders = {}): ParsedRule =>
  parseRule(nodeOf({ title: 'Test', logsource: cloudtrailSource, detection }), placeholders);

/** The same, which must be one. */
export function makeRule(detection: unknown, placeholders: Placeholders = {}): DetectionRule {
  const parsed = parseDetectionRule(detection, placeholders);
  if (parsed.kind !== 'rule' || parsed.rule.kind !== 'detection') throw new Error(JSON.stringify(parsed));
  return parsed.rule;
}
