// What stands beside a list: as wide as it was left.
import type { CSSProperties, ReactNode } from 'react';
import { ResizeEdge } from '../../../ui/controls/resize-edge.tsx';
import { useRememberedNumber } from '../../../ui/remembered.ts';
import { useSideName } from '../../../ui/window/keyboard-side.ts';
import style from './panel.module.css';

export function SidePanel({ children }: { children: ReactNode }) {
  const side = useSideName();
  const [width, setWidth] = useRememberedNumber('findings-panel', 350);
  return (
    <>
      <div className={style.edge}>
        <ResizeEdge
          label={`Width of the details${side}`}
          width={width}
          min={260}
          max={900}
          ofRight
          onWidth={setWidth}
        />
      </div>
      <section
        className={style.panel}
        style={{ '--width': `${width}px` } as CSSProperties}
        aria-label={`Details${side}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys
        tabIndex={0}
      >
        {children}
      </section>
    </>
  );
}
