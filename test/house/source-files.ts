// Reads the project's source as the house rules see it: files by room, their imports, and their syntax trees.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { parseSync } from 'vite';

export type Import = {
  /** Module as written, or the project's own file it resolves to (`src-main/engine/app.ts`). */
  from: string;
  isOwn: boolean;
  /** Names taken as values; `*` for all, empty for a type-only or side-effect import. */
  values: string[];
};
export type Node = { type: string; start: number; end: number; [key: string]: unknown };
export type SourceFile = { path: string; text: string; lines: number; imports: Import[]; nodes: Node[] };

/** Every file of the working tree that git tracks or would track. */
export function listFiles(): string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  const all = execFileSync('git', args, { encoding: 'utf8' }).split('\0').filter(Boolean);
  return [...new Set(all)].filter((path) => {
    try {
      readFileSync(path);
      return true;
    } catch {
      return false; // Deleted, but not yet from git's index.
    }
  });
}

export function readSources(paths: string[]): SourceFile[] {
  return paths.filter((path) => /\.(ts|tsx)$/.test(path)).map(readSource);
}

function readSource(path: string): SourceFile {
  const text = readFileSync(path, 'utf8');
  const { program, module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]!.message}`);
  const found: Import[] = [];
  const add = (from: string, values: string[]) => {
    const isOwn = from.startsWith('.');
    found.push({ from: isOwn ? join(dirname(path), from.replace(/\?.*$/, '')) : from, isOwn, values });
  };
  for (const { moduleRequest, entries } of module.staticImports)
    add(
      moduleRequest.value,
      entries.filter(({ isType }) => !isType).map(({ importName }) => importName.name ?? '*'),
    );
  for (const { entries } of module.staticExports)
    for (const { moduleRequest, isType } of entries) if (moduleRequest) add(moduleRequest.value, isType ? [] : ['*']);
  for (const { moduleRequest } of module.dynamicImports) {
    const written = text.slice(moduleRequest.start, moduleRequest.end);
    const literal = /^['"]([^'"]+)['"]$/.exec(written)?.[1];
    add(literal ?? `computed: ${written}`, ['*']);
  }
  return { path, text, lines: text.split('\n').length - 1, imports: found, nodes: flatten(program as unknown as Node) };
}

function flatten(root: Node): Node[] {
  const all: Node[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) walk(one);
    else if (value !== null && typeof value === 'object') {
      if (typeof (value as Node).type === 'string') all.push(value as Node);
      for (const child of Object.values(value)) walk(child);
    }
  };
  walk(root);
  return all;
}
