// Colours from values: the same text has the same colour in every column, table and case, and on every machine. Which
// lightness a hue has is the palette's affair (ui/theme/theme.css), so that text on it stays readable, dark and light.

/** Hues that can be told apart in a tint; a second one, for the edge, tells most of the others. */
const steps = 18;

/** FNV-1a over UTF-16 units, with its bits mixed once more: similar texts (`user-1`, `user-2`) get unlike numbers. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Two hues in degrees of OKLCH: of the ground, and of the edge at its left. */
export type Hues = { ground: number; edge: number };

export function huesOf(text: string): Hues {
  const hash = hashText(text);
  return { ground: ((hash % steps) * 360) / steps, edge: (((hash >>> 16) % steps) * 360) / steps };
}

export const groundColour = (hue: number): string => `oklch(var(--pm-tint) ${hue})`;
export const edgeColour = (hue: number): string => `oklch(var(--pm-tint-edge) ${hue})`;
