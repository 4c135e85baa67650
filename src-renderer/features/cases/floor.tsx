// The floor: tabs and what they show, on one side or on several side by side. All panels hang in one box, so that a tab that
// changes sides is moved, not built anew.
import { type DragEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { ResizeEdge } from '../../ui/controls/resize-edge.tsx';
import { keysOf } from '../../ui/window/commands.ts';
import { KeyboardSide, SideName } from '../../ui/window/keyboard-side.ts';
import { countSides, mostSides, moveEdge, readShares, sideOf } from '../../ui/window/sides.ts';
import { windowPart } from '../../ui/window/window-parts.ts';
import { type Tab, useWorkspace } from '../../ui/window/workspace.ts';
import style from './floor.module.css';
import { dragType, TabStrip } from './tab-strip.tsx';

type Props = {
  /** `shown`: it is in front on its side. */
  renderTab: (tab: Tab, shown: boolean) => ReactNode;
  empty: ReactNode;
};

/** Pixels that a side keeps when its neighbour is widened. */
const narrowest = 320;

export function Floor({ renderTab, empty }: Props) {
  const { tabs, activeId, fronts, shares: kept, resizeSides } = useWorkspace();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const sides = countSides(tabs);
  const shares = readShares(kept, sides);
  const starts = shares.map((_, side) => shares.slice(0, side).reduce((sum, share) => sum + share, 0));
  const place = (side: number) => ({ left: percent(starts[side] ?? 0), width: percent(shares[side] ?? 1) });
  return (
    <main className={style.floor}>
      {tabs.length > 0 && (
        <div className={style.strips}>
          {shares.map((share, side) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a side is its place
            <TabStrip key={side} side={side} sides={sides} width={percent(share)} />
          ))}
        </div>
      )}
      <div ref={box} className={style.content}>
        {tabs.map((tab) => (
          <TabPanel
            key={tab.id}
            id={tab.id}
            shown={fronts.includes(tab.id)}
            hasKeyboard={tab.id === activeId}
            name={sides > 1 ? `, side ${sideOf(tab) + 1}` : ''}
            place={place(sideOf(tab))}
          >
            {(shown) => renderTab(tab, shown)}
          </TabPanel>
        ))}
        {shares.slice(1).map((_, side) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an edge is its place
          <div key={side} className={style.edge} style={{ left: percent(starts[side + 1]!) }}>
            <ResizeEdge
              label={`Width of side ${side + 1}`}
              width={Math.round(shares[side]! * width)}
              min={narrowest}
              max={Math.round(Math.max(narrowest, (shares[side]! + shares[side + 1]!) * width - narrowest))}
              onWidth={(to) => resizeSides(moveEdge(shares, side, to / width - shares[side]!, narrowest / width))}
            />
          </div>
        ))}
        <DropSides sides={sides} place={place} />
        {tabs.length === 0 && empty}
      </div>
    </main>
  );
}

const percent = (share: number) => `${share * 100}%`;

type PanelProps = {
  id: string;
  shown: boolean;
  hasKeyboard: boolean;
  name: string;
  place: { left: string; width: string };
  children: (shown: boolean) => ReactNode;
};

/** A tab is built when it is first looked at, and kept from then on: its scroll place and running queries stay. */
function TabPanel({ id, shown, hasKeyboard, name, place, children }: PanelProps) {
  const [seen, setSeen] = useState(shown);
  if (shown && !seen) setSeen(true);
  const take = () => {
    const { activeId, activate } = useWorkspace.getState();
    if (activeId !== id) activate(id);
  };
  return (
    <section
      className={style.panel}
      role="tabpanel"
      id={`panel-${id}`}
      aria-labelledby={id}
      data-active={shown || undefined}
      data-keyboard={hasKeyboard || undefined}
      inert={!shown}
      style={place}
      {...windowPart}
      onFocusCapture={take}
      onPointerDownCapture={take}
    >
      <SideName value={name}>
        <KeyboardSide value={hasKeyboard}>{seen && children(shown)}</KeyboardSide>
      </SideName>
    </section>
  );
}

/** While a tab is dragged: where it can be dropped to stand beside the others. */
function DropSides({ sides, place }: { sides: number; place: (side: number) => { left: string; width: string } }) {
  const [dragging, setDragging] = useState(false);
  const move = useWorkspace((state) => state.move);
  useEffect(() => {
    const onStart = (event: globalThis.DragEvent) => {
      // A browser gives up a drag whose page changes while it begins.
      if (event.dataTransfer?.types.includes(dragType)) setTimeout(() => setDragging(true));
    };
    const onEnd = () => setDragging(false);
    window.addEventListener('dragstart', onStart);
    window.addEventListener('dragend', onEnd);
    window.addEventListener('drop', onEnd);
    return () => {
      window.removeEventListener('dragstart', onStart);
      window.removeEventListener('dragend', onEnd);
      window.removeEventListener('drop', onEnd);
    };
  }, []);
  if (!dragging) return null;
  const onDrop = (side: number) => (event: DragEvent) => {
    event.preventDefault();
    const id = event.dataTransfer.getData(dragType);
    if (id !== '') move(id, side);
  };
  const allow = (event: DragEvent) => event.preventDefault();
  return (
    <>
      {Array.from({ length: sides }, (_, side) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: for the mouse alone; the keyboard has Alt+M
        <div
          key={place(side).left}
          className={style.drop}
          style={place(side)}
          onDragOver={allow}
          onDrop={onDrop(side)}
        />
      ))}
      {sides < mostSides && (
        // biome-ignore lint/a11y/noStaticElementInteractions: for the mouse alone; the keyboard has Alt+M
        <div className={style.dropNew} onDragOver={allow} onDrop={onDrop(sides)}>
          Beside the others
          <span className="pm-dim">{keysOf('send-aside')}</span>
        </div>
      )}
    </>
  );
}

function useWidth(box: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(1000);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const watch = new ResizeObserver(() => setWidth(Math.max(1, element.clientWidth)));
    watch.observe(element);
    return () => watch.disconnect();
  }, [box]);
  return width;
}
