import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonText, leafValue, listLines } from '../../../src-renderer/features/grid/record/json-lines.ts';
import { type JsonNode, parseJson } from '../../../src-renderer/features/grid/record/json-parse.ts';

const parsed = (text: string): JsonNode => parseJson(text) ?? expect.fail(`not JSON: ${text}`);

describe('parseJson', () => {
  it('agrees with JSON.parse on every JSON text', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(0, 1, 2), (json, indent) => {
        const text = JSON.stringify(JSON.parse(json), null, indent);
        expect(JSON.parse(jsonText(parsed(text), indent))).toEqual(JSON.parse(text));
      }),
    );
  });
  it('refuses what JSON.parse refuses', () => {
    const noise = fc.string({
      unit: fc.constantFrom('{', '}', '[', ']', ',', ':', '"', 'a', '1', '-', '.', ' ', 'null'),
    });
    fc.assert(
      fc.property(noise, (text) => {
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        expect(parseJson(text) !== null, text).toBe(valid);
      }),
      { numRuns: 3000 },
    );
  });
  it('keeps digits, repeated keys and depth', () => {
    const text = '{"n":12345678901234567890,"x":1.10,"e":1E5,"a":1,"a":2}';
    expect(jsonText(parsed(text), 0)).toBe(text);
    const deep = '['.repeat(50_000) + ']'.repeat(50_000);
    expect(parseJson(deep)?.kind).toBe('list');
  });
});

describe('listLines', () => {
  const node = parsed('{"who":{"arn":"x","none":null},"many":[1,{"k":"v"}],"empty":{},"n":null}');
  const ids = (toggled: string[] = [], hideEmpty = false) =>
    listLines(node, new Set(toggled), hideEmpty).map((line) => line.id.replaceAll('\u0000', '/'));
  it('names the column and path of every line', () => {
    const line = listLines(node, new Set(['many\u00001']), false).find((l) => l.key === 'k');
    expect(line).toBeUndefined();
    const open = listLines(node, new Set(), false).find((l) => l.key === 'k');
    expect(open?.column).toEqual({ column: 'many', path: ['1', 'k'] });
    expect(open && leafValue(open.node)).toBe('v');
  });
  it('opens, closes and hides', () => {
    expect(ids()).toEqual(['who', 'who/arn', 'who/none', 'many', 'many/0', 'many/1', 'many/1/k', 'empty', 'n']);
    expect(ids(['who', 'many'])).toEqual(['who', 'many', 'empty', 'n']);
    expect(ids(['many'], true)).toEqual(['who', 'who/arn', 'many', 'empty']);
  });
  it('gives every line its own id, repeated keys included', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const lines = listLines(parsed(json), new Set(), false);
        expect(new Set(lines.map((line) => line.id)).size).toBe(lines.length);
      }),
    );
    const twice = listLines(parsed('{"a":1,"a":{"b":2}}'), new Set(), false);
    expect(new Set(twice.map((line) => line.id)).size).toBe(3);
  });
});
