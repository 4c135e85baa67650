// What this user's windows remember: theme, widths and heights of panels, and the like. Nothing of a case is kept here. The
// engine has it in the user's folder: a browser would lose it with every restart, because the host's port changes.
import type { z } from 'zod';
import { create } from 'zustand';
import type { EngineClient } from './engine.ts';
import { showProblem } from './problem.ts';
import { trackSave } from './saves.ts';

export type SettingValue = Awaited<ReturnType<EngineClient['settings']['read']>>[string];

const useKept = create<{ kept: Record<string, SettingValue> }>(() => ({ kept: {} }));
const restMs = 400;
const waiting = new Map<string, ReturnType<typeof setTimeout>>();
let engine: EngineClient | null = null;

/** Reads what is remembered, before anything is drawn that depends on it. A failure is told; the usual values do then. */
export async function recallSettings(client: EngineClient): Promise<EngineClient> {
  engine = client;
  // The page may go without another word; the socket still carries what is sent now.
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && flushSettings());
  try {
    const kept = await client.settings.read();
    useKept.setState({ kept: { ...kept, ...useKept.getState().kept } });
  } catch (error) {
    showProblem(error, 'recall how this window was left');
  }
  return client;
}

export const recallSetting = (key: string): SettingValue | undefined => useKept.getState().kept[key];

/** Hears of what changes, what was recalled at the start included. Gives a function that stops listening. */
export const onSettings = (listener: () => void): (() => void) => useKept.subscribe(listener);

/** Takes effect at once, and is written when it has rested for a moment: a width that is dragged changes often. */
export function keepSetting(key: string, value: SettingValue): void {
  if (JSON.stringify(recallSetting(key)) === JSON.stringify(value)) return;
  useKept.setState({ kept: { ...useKept.getState().kept, [key]: value } });
  clearTimeout(waiting.get(key));
  waiting.set(
    key,
    setTimeout(() => writeSetting(key), restMs),
  );
}

function writeSetting(key: string): void {
  clearTimeout(waiting.get(key));
  waiting.delete(key);
  const write = engine?.settings.write({ key, value: recallSetting(key) ?? null });
  if (write) trackSave(write).catch((error: unknown) => showProblem(error, 'remember how this window is'));
}

/** Writes at once what still rests; to be called when the page may go. */
export function flushSettings(): void {
  for (const key of Array.from(waiting.keys())) writeSetting(key);
}

/** A remembered value of any shape; one that `schema` does not know counts as none. */
export function useRemembered<T extends SettingValue>(
  key: string,
  schema: z.ZodType<T>,
  start: T,
): [T, (value: T) => void] {
  const kept = useKept((state) => state.kept[key]);
  const read = schema.safeParse(kept);
  return [read.success ? read.data : start, (value) => keepSetting(key, value)];
}

/** A positive number: a width and the like. */
export function useRememberedNumber(key: string, start: number): [number, (value: number) => void] {
  const kept = useKept((state) => state.kept[key]);
  return [typeof kept === 'number' && kept > 0 ? kept : start, (value) => keepSetting(key, value)];
}
