// Which part of a scrolled element is on screen, so that only what is there is drawn.
import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';

export type Window = { top: number; left: number; width: number; height: number };

export function useWindow(scroller: RefObject<HTMLElement | null>): Window {
  const [seen, setSeen] = useState<Window>({ top: 0, left: 0, width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element) setSeen(measure(element));
  }, [scroller]);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = () => setSeen(measure(element));
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      sizes.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [scroller]);
  return seen;
}

const measure = ({ scrollTop, scrollLeft, clientWidth, clientHeight }: HTMLElement): Window => ({
  top: scrollTop,
  left: scrollLeft,
  width: clientWidth,
  height: clientHeight,
});
