// Both palettes must be readable: every text colour on every ground that it is used on, at WCAG AA (4.5:1).
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync('src-renderer/ui/theme.css', 'utf8');
const [light, dark] = [...css.matchAll(/:root(?:\[[^\]]+\])? \{([^}]+)\}/g)].map((block) =>
  Object.fromEntries([...block[1]!.matchAll(/--pm-([\w-]+): (#[0-9a-f]{6})/g)].map((pair) => [pair[1]!, pair[2]!])),
);

/** Relative luminance (https://www.w3.org/TR/WCAG21/#dfn-relative-luminance). */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: string, b: string): number {
  const [darker, lighter] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter! + 0.05) / (darker! + 0.05);
}

describe.each([
  ['light', light!],
  ['dark', dark!],
])('%s', (_, palette) => {
  const grounds = ['bg', 'surface', 'raised', 'hover', 'accent-soft'];
  test.each(['text', 'dim', 'accent', 'danger', 'warn', 'ok'])('%s is readable everywhere', (text) => {
    for (const ground of grounds) expect(contrast(palette[text]!, palette[ground]!), ground).toBeGreaterThan(4.5);
  });
  test('text on the accent is readable', () => {
    expect(contrast(palette['on-accent']!, palette.accent!)).toBeGreaterThan(4.5);
  });
});
