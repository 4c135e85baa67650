// The format and its options of the last export, remembered on this machine.
import { z } from 'zod';
import { ExportFormat } from '../../../shared/contract/exports.ts';
import type { Choices } from './export-choices.ts';

const key = 'pugmark-export';
const Kept = z
  .object({ format: ExportFormat, delimiter: z.enum([',', ';', '\t', '|']), bom: z.boolean(), lastFolder: z.string() })
  .partial();

export function recall(): Partial<Choices> {
  const kept = Kept.safeParse(readJson(localStorage.getItem(key)));
  // zod gives absent keys as undefined, which would hide the defaults.
  return kept.success ? (JSON.parse(JSON.stringify(kept.data)) as Partial<Choices>) : {};
}

export function remember(choices: Partial<Choices>): void {
  localStorage.setItem(key, JSON.stringify(choices));
}

function readJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '{}');
  } catch {
    return {}; // Not ours, or half written: the defaults do.
  }
}
