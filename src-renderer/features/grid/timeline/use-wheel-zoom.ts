// The wheel over the timeline: turns are gathered and shown, and become one range when the wheel rests.
import { useCallback, useEffect, useRef, useState } from 'react';
import { type Span, zoomSpan } from './zoom.ts';

const restMs = 250;
const factorPerTurn = 0.8;

export type WheelZoom = {
  /** The element that the wheel is heard on. */
  listen: (element: HTMLElement | null) => (() => void) | undefined;
  /** The range it will be; null when the wheel rests. */
  preview: Span | null;
};

/** @param instantAt the time at so many pixels from the left */
export function useWheelZoom(
  span: Span | null,
  instantAt: (x: number) => number,
  onSpan: (span: Span) => void,
): WheelZoom {
  const [preview, setPreview] = useState<Span | null>(null);
  const latest = useRef({ span, instantAt, onSpan, preview });
  latest.current = { span, instantAt, onSpan, preview: latest.current.preview };
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => () => clearTimeout(timer.current), []);

  // React listens to wheels passively, which leaves the page to scroll.
  const listen = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined;
    const show = (next: Span | null) => {
      latest.current.preview = next;
      setPreview(next);
    };
    const onWheel = (event: WheelEvent) => {
      const { span: whole, preview: before, instantAt: at } = latest.current;
      if (!whole || event.deltaY === 0 || event.ctrlKey) return;
      event.preventDefault();
      const x = event.clientX - element.getBoundingClientRect().left;
      show(zoomSpan(before ?? whole, event.deltaY < 0 ? factorPerTurn : 1 / factorPerTurn, at(x)));
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        const { preview: chosen, onSpan: tell } = latest.current;
        show(null);
        if (chosen) tell(chosen);
      }, restMs);
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, []);
  return { listen, preview };
}
