// The files of the rule pack as they lie on the disk, for the tests of their form.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path/posix';
import { parse } from 'yaml';

export const packFolder = 'assets/rules';
export const eventsFolder = 'test/rules/events';

export type PackRule = {
  title: string;
  id: string;
  name?: string;
  status: string;
  description: string;
  references: string[];
  author: string;
  date: string;
  tags: string[];
  logsource?: { product: string; service: string };
  detection?: Record<string, unknown>;
  correlation?: {
    type: string;
    rules: string[];
    'group-by': string[];
    timespan: string;
    condition?: Record<string, unknown>;
    aliases?: Record<string, Record<string, string>>;
    generate?: boolean;
  };
  falsepositives: string[];
  level: string;
  pugmark: { next: string[]; part?: boolean };
};

/** `folder`: below the pack's own, such as `impact` or `correlation/parts`. `slug`: the file's name without `.yml`. */
export type PackFile = { path: string; folder: string; slug: string; text: string; rule: PackRule };

export function readPack(): PackFile[] {
  return readdirSync(packFolder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.ya?ml$/.test(path))
    .toSorted()
    .map((path) => {
      const text = readFileSync(join(packFolder, path), 'utf8');
      return { path, folder: dirname(path), slug: basename(path, '.yml'), text, rule: parse(text) as PackRule };
    });
}

/** Every field that a detection names, without its modifiers. */
export function fieldsOf(detection: Record<string, unknown>): string[] {
  const inside = (node: unknown): string[] => {
    if (Array.isArray(node)) return node.flatMap(inside);
    if (typeof node !== 'object' || node === null) return [];
    return Object.entries(node).flatMap(([key, value]) => {
      const [field = '', ...modifiers] = key.split('|');
      return modifiers.includes('fieldref') ? [field, String(value)] : [field];
    });
  };
  return Object.entries(detection).flatMap(([name, search]) => (name === 'condition' ? [] : inside(search)));
}
