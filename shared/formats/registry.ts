// Every log type, found by looking at this folder: a new file here is a new format, with no list to keep.
import type { Format } from './format.ts';

const modules = import.meta.glob<{ default: Format }>(['./*.ts', '!./format.ts', '!./registry.ts'], { eager: true });

export const formats: Format[] = Object.values(modules)
  .map((module) => module.default)
  .sort((a, b) => a.name.localeCompare(b.name));

export function findFormat(name: string): Format | undefined {
  return formats.find((format) => format.name === name);
}
