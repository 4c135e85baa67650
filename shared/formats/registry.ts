// Every log type: those of this folder, found by looking at it (a new file here is a new format, with no list to keep), and those
// of the user's own that the open case knows.
import type { Format } from './format.ts';

const modules = import.meta.glob<{ default: Format }>(['./*.ts', '!./format.ts', '!./registry.ts'], { eager: true });

/** Those that Pugmark comes with. */
export const builtInFormats: readonly Format[] = Object.values(modules)
  .map((module) => module.default)
  .sort((a, b) => a.name.localeCompare(b.name));

/** Those that this process knows now; the list changes in place when a case with own ones opens. */
export const formats: Format[] = [...builtInFormats];

export function findFormat(name: string): Format | undefined {
  return formats.find((format) => format.name === name);
}

/** @param all as `withOwn` of engine/formats puts them together */
export function replaceFormats(all: readonly Format[]): void {
  formats.splice(0, formats.length, ...all);
}
