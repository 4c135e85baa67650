// Where the window was, so that it comes back there; unless that screen has gone.
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const WindowState = z.object({
  x: z.number().int().optional(),
  y: z.number().int().optional(),
  width: z.number().int().min(640),
  height: z.number().int().min(480),
  maximized: z.boolean(),
});
export type WindowState = { x?: number; y?: number; width: number; height: number; maximized: boolean };
type Area = { x: number; y: number; width: number; height: number };

const fresh: WindowState = { width: 1280, height: 800, maximized: false };
/** Pixels of the title bar that must be on a screen for the user to get hold of the window. */
const grip = 80;

/** The state kept in `file`, or a fresh one when there is none or it cannot be used on these screens. */
export function readWindowState(file: string, screens: Area[]): WindowState {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return fresh; // First start.
  }
  const found = WindowState.safeParse(parse(text));
  if (!found.success) return fresh;
  const { x, y, ...size } = found.data;
  const isReachable =
    x !== undefined &&
    y !== undefined &&
    screens.some(
      (screen) =>
        x + size.width - grip > screen.x &&
        x + grip < screen.x + screen.width &&
        y >= screen.y &&
        y + grip < screen.y + screen.height,
    );
  return isReachable ? { x, y, ...size } : size;
}

export function writeWindowState(file: string, bounds: Area, maximized: boolean): void {
  writeFileSync(file, JSON.stringify({ ...bounds, maximized } satisfies WindowState));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // Cut off by a crash: worth no more than a fresh start.
  }
}
