// The archives that benchmarks load, generated once and kept under .bench/ (which git ignores).
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { writeArchive } from '../generate/archive.ts';
import type { Shape } from '../generate/plan.ts';
import { cutTruth, type Truth } from '../generate/truth.ts';

/** Raised when the generator's output changes, so that old archives are not used. */
const version = 1;

export type Archive = { name: string; dir: string; truth: Truth };
type Recipe = { events: number; shape: Shape; days: number };

const recipes = {
  small: { events: 500_000, shape: { files: 5_000 }, days: 30 },
  large: { events: 500_000, shape: { files: 50 }, days: 30 },
  objects: { events: 500_000, shape: { files: 10_000 }, days: 30 },
  trail200k: { events: 200_000, shape: { perFile: 50 }, days: 9 },
  trail: { events: 2_000_000, shape: { perFile: 50, biggest: 14_000 }, days: 90 },
} satisfies Record<string, Recipe>;
export type ArchiveName = keyof typeof recipes;

/** `scale` 0.1 makes a tenth of it: fewer files and days, of the same size each. */
export async function findArchive(root: string, name: ArchiveName, scale: number): Promise<Archive> {
  const recipe: Recipe = recipes[name];
  const dir = path.join(root, 'archives', `${name}-${scale}-v${version}`);
  const truthFile = path.join(dir, 'truth.json');
  if (!existsSync(truthFile)) {
    console.error(`Generating the archive ${name} (${Math.round(recipe.events * scale)} events) …`);
    const making = `${dir}.part`;
    await rm(making, { recursive: true, force: true });
    await mkdir(making, { recursive: true });
    const truth = await writeArchive({
      dir: path.join(making, 'logs'),
      seed: name,
      events: Math.round(recipe.events * scale),
      days: Math.max(2, Math.round(recipe.days * scale)),
      shape: 'files' in recipe.shape ? { files: Math.max(2, Math.round(recipe.shape.files * scale)) } : recipe.shape,
      duplicates: 0.001,
    });
    await writeFile(path.join(making, 'truth.json'), JSON.stringify(cutTruth(truth, 25), null, 1));
    await rm(dir, { recursive: true, force: true });
    await rename(making, dir);
  }
  return { name, dir: path.join(dir, 'logs'), truth: JSON.parse(await readFile(truthFile, 'utf8')) as Truth };
}
