// Two areas, one above the other, with a bar between them that mouse and arrow keys move. The place is remembered.
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react';
import { useRememberedNumber } from '../../ui/remembered.ts';
import style from './console.module.css';

const least = 12;
const most = 88;

const clamp = (percent: number) => Math.min(most, Math.max(least, percent));

export function Split({ top, bottom }: { top: ReactNode; bottom: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const [kept, keep] = useRememberedNumber('console-split', 42);
  const percent = clamp(kept);
  const move = (to: number) => keep(Math.round(clamp(to) * 10) / 10);
  const onPointerMove = (event: PointerEvent) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const { top: start, height } = box.current!.getBoundingClientRect();
    move(((event.clientY - start) / height) * 100);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowUp: -4, ArrowDown: 4, Home: -100, End: 100 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    move(percent + step);
  };
  return (
    <div
      ref={box}
      className={style.split}
      style={{ gridTemplateRows: `minmax(60px, ${percent}fr) 5px minmax(60px, ${100 - percent}fr)` }}
    >
      <div className={style.area}>{top}</div>
      <hr
        className={style.handle}
        aria-orientation="horizontal"
        aria-label="Height of the editor"
        aria-valuenow={Math.round(percent)}
        aria-valuemin={least}
        aria-valuemax={most}
        tabIndex={0}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={onPointerMove}
        onDoubleClick={() => move(42)}
        onKeyDown={onKeyDown}
      />
      <div className={style.area}>{bottom}</div>
    </div>
  );
}
