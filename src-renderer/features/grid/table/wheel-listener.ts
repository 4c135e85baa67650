// Hangs the wheel maths on the grid's viewport. Only acts while rows are stretched; else the browser scrolls by itself.
import { createWheelStepper, stretchRatio, wheelPixels } from './wheel.ts';

/** `rowsHeight`: pixels that all rows would need. Gives a function that stops listening. */
export function attachWheel(viewport: HTMLElement, rowsHeight: () => number, rowHeight: () => number): () => void {
  const step = createWheelStepper();
  const onWheel = (event: WheelEvent) => {
    if (event.ctrlKey || event.shiftKey || event.deltaY === 0) return;
    const ratio = stretchRatio(rowsHeight(), viewport.scrollHeight, viewport.clientHeight);
    if (ratio === 1) return;
    event.preventDefault();
    viewport.scrollTop += step(wheelPixels(event.deltaY, event.deltaMode, rowHeight(), viewport.clientHeight), ratio);
    if (event.deltaX !== 0) viewport.scrollLeft += event.deltaX;
  };
  viewport.addEventListener('wheel', onWheel, { passive: false, capture: true });
  return () => viewport.removeEventListener('wheel', onWheel, { capture: true });
}
