// The lower edge of the timeline, which changes its height by dragging or with the arrow keys.
import type { KeyboardEvent, PointerEvent } from 'react';
import styles from './timeline.module.css';

const [lowest, highest, stepPx] = [32, 320, 8];

export function HeightEdge({ height, onHeight }: { height: number; onHeight: (height: number) => void }) {
  const set = (to: number) => onHeight(Math.round(Math.max(lowest, Math.min(highest, to))));
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    const edge = event.currentTarget;
    const start = event.clientY;
    edge.setPointerCapture(event.pointerId);
    const onMove = (move: globalThis.PointerEvent) => set(height + move.clientY - start);
    edge.addEventListener('pointermove', onMove);
    edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', onMove), { once: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? stepPx : event.key === 'ArrowUp' ? -stepPx : 0;
    if (step === 0) return;
    event.preventDefault();
    set(height + step);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a splitter, which <hr> is not
    <div
      className={styles.edge}
      role="separator"
      aria-orientation="horizontal"
      aria-label="Height of the timeline"
      aria-valuenow={height}
      aria-valuemin={lowest}
      aria-valuemax={highest}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
    />
  );
}
