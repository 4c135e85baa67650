// A thin edge that changes the width of what stands beside it, by dragging or with the arrow keys.
import type { KeyboardEvent, PointerEvent } from 'react';
import style from './resize-edge.module.css';

type Props = {
  label: string;
  width: number;
  min: number;
  max: number;
  /** What it changes stands to its right; absent: to its left. */
  ofRight?: boolean;
  onWidth: (width: number) => void;
};

const stepPx = 16;

export function ResizeEdge({ label, width, min, max, ofRight = false, onWidth }: Props) {
  const sign = ofRight ? -1 : 1;
  const set = (next: number) => onWidth(Math.max(min, Math.min(max, Math.round(next))));
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    const edge = event.currentTarget;
    const from = event.clientX;
    edge.setPointerCapture(event.pointerId);
    const onMove = (move: globalThis.PointerEvent) => set(width + sign * (move.clientX - from));
    edge.addEventListener('pointermove', onMove);
    edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', onMove), { once: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.altKey ? 0 : event.key === 'ArrowLeft' ? -stepPx : event.key === 'ArrowRight' ? stepPx : 0;
    if (step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    set(width + sign * step);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a window splitter is a focusable separator (WAI-ARIA), which <hr> is not
    <div
      className={style.edge}
      role="separator"
      aria-label={label}
      aria-orientation="vertical"
      aria-valuenow={width}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
    />
  );
}
