// Both palettes must be readable: every text colour on every ground that it is used on, at WCAG AA (4.5:1).
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync('src-renderer/ui/theme/theme.css', 'utf8');
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

/** `92% 0.055` of each scheme. */
const [lightTint, darkTint] = [...css.matchAll(/--pm-tint: ([\d.]+)% ([\d.]+);/g)].map(
  ([, lightness, chroma]) => [Number(lightness) / 100, Number(chroma)] as const,
);
const tints: Record<string, readonly [number, number]> = { light: lightTint!, dark: darkTint! };

/** OKLCH as sRGB hex (https://bottosson.github.io/posts/oklab/); what is out of gamut is clipped. */
function tintOf([lightness, chroma]: readonly [number, number], hue: number): string {
  const [a, b] = [chroma * Math.cos((hue * Math.PI) / 180), chroma * Math.sin((hue * Math.PI) / 180)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return toHex(linear.map((value) => 255 * (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055)));
}

const toHex = (channels: number[]) =>
  `#${channels
    .map((value) =>
      Math.round(Math.max(0, Math.min(255, value)))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
const channelsOf = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
const mix = (over: string, under: string, part: number) =>
  toHex(channelsOf(over).map((value, at) => value * part + channelsOf(under)[at]! * (1 - part)));

describe.each([
  ['light', light!],
  ['dark', dark!],
])('%s', (scheme, palette) => {
  const grounds = ['bg', 'surface', 'raised', 'hover', 'accent-soft'];
  test.each(['text', 'dim', 'accent', 'danger', 'warn', 'ok'])('%s is readable everywhere', (text) => {
    for (const ground of grounds) expect(contrast(palette[text]!, palette[ground]!), ground).toBeGreaterThan(4.5);
  });
  test('text is readable on a tint of any hue, under the pointer too', () => {
    for (let hue = 0; hue < 360; hue += 5) {
      const ground = tintOf(tints[scheme]!, hue);
      expect(contrast(palette.text!, ground), `hue ${hue}`).toBeGreaterThan(7);
      expect(contrast(palette.text!, mix(palette.text!, ground, 0.08)), `hue ${hue}, hovered`).toBeGreaterThan(4.5);
    }
  });
  test('text on the accent is readable', () => {
    expect(contrast(palette['on-accent']!, palette.accent!)).toBeGreaterThan(4.5);
  });
});
