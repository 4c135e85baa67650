// AG Grid shows more rows than a browser's longest element by stretching: one pixel of scrolling stands for several pixels
// of rows. Its own wheel then skips whole screens (10 million rows: 62 rows a notch). Here a notch moves as far as it looks.

/** Row pixels that one pixel of scrolling stands for; 1 when nothing is stretched. */
export function stretchRatio(rowsHeight: number, scrollHeight: number, viewportHeight: number): number {
  const scrollable = scrollHeight - viewportHeight;
  const needed = rowsHeight - viewportHeight;
  return scrollable > 0 && needed > scrollable ? needed / scrollable : 1;
}

/** Wheel units in pixels: `WheelEvent.deltaMode` 0 is pixels, 1 lines, 2 pages. */
export function wheelPixels(delta: number, mode: number, rowHeight: number, viewportHeight: number): number {
  return mode === 1 ? delta * rowHeight : mode === 2 ? delta * viewportHeight : delta;
}

/**
 * Turns wheel pixels into whole pixels of scrolling and keeps the remainder: browsers round `scrollTop`, so at a ratio of
 * 15 a fine wheel would otherwise never move.
 */
export function createWheelStepper(): (pixels: number, ratio: number) => number {
  let rest = 0;
  return (pixels, ratio) => {
    if (rest !== 0 && Math.sign(pixels) !== Math.sign(rest)) rest = 0;
    rest += pixels / ratio;
    const whole = Math.trunc(rest);
    rest -= whole;
    return whole;
  };
}
