import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWheelStepper, stretchRatio, wheelPixels } from '../../../src-renderer/features/grid/table/wheel.ts';

describe('stretchRatio', () => {
  it('is 1 while all rows fit the longest element', () => {
    expect(stretchRatio(24_000, 24_000, 600)).toBe(1);
    expect(stretchRatio(240, 600, 600)).toBe(1);
    expect(stretchRatio(0, 0, 0)).toBe(1);
  });
  it('is what 10 million rows are squeezed by', () => {
    expect(stretchRatio(240_000_000, 16_000_000, 600)).toBeCloseTo(15, 2);
  });
});

describe('wheel steps', () => {
  it('reads lines and pages', () => {
    expect(wheelPixels(3, 1, 24, 600)).toBe(72);
    expect(wheelPixels(-1, 2, 24, 600)).toBe(-600);
    expect(wheelPixels(100, 0, 24, 600)).toBe(100);
  });
  it('lose nothing over many fine turns: the sum is right to one pixel', () => {
    const turns = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(turns, fc.double({ min: 1, max: 40, noNaN: true }), fc.constantFrom(1, -1), (pixels, ratio, sign) => {
        const stepper = createWheelStepper();
        const moved = pixels.reduce((sum, p) => sum + stepper(sign * p, ratio), 0);
        const wanted = (sign * pixels.reduce((sum, p) => sum + p, 0)) / ratio;
        expect(Math.abs(moved - wanted)).toBeLessThan(1 + 1e-6);
      }),
    );
  });
  it('turning back forgets the remainder', () => {
    const stepper = createWheelStepper();
    expect(stepper(14, 15)).toBe(0);
    expect(stepper(-14, 15)).toBeCloseTo(0);
    expect(stepper(-2, 15)).toBe(-1);
  });
});
