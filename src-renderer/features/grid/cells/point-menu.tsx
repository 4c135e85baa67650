// A menu that opens at a point or beside an element: Mantine's, with its keyboard, hung on an invisible target.
import { Menu } from '@mantine/core';
import type { ReactNode, Ref } from 'react';
import { useClosePopup } from '../floating.tsx';
import type { Anchor } from '../pane-store.ts';
import styles from './menu.module.css';

export function PointMenu({ anchor, label, children }: { anchor: Anchor; label: string; children: ReactNode }) {
  const close = useClosePopup();
  const { left, top, width, height } = anchor;
  return (
    <Menu opened onClose={close} position="bottom-start" offset={2} width={280} returnFocus={false} classNames={styles}>
      <Menu.Target>
        <Spot place={{ left, top, width, height }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={label} onContextMenu={(event) => event.preventDefault()}>
        {children}
      </Menu.Dropdown>
    </Menu>
  );
}

type SpotProps = { place: Pick<Anchor, 'left' | 'top' | 'width' | 'height'>; ref?: Ref<HTMLDivElement> };

/** What the menu hangs on: a place, and no button, whatever Mantine would have it say of itself. */
const Spot = ({ place, ref }: SpotProps) => (
  <div ref={ref} style={{ position: 'fixed', pointerEvents: 'none', ...place }} />
);

/** A key's name at the right of a menu item. */
export const Key = ({ children }: { children: string }) => (
  <kbd className="pm-dim" style={{ font: '11px var(--pm-font)' }}>
    {children}
  </kbd>
);
