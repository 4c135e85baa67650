// A popup that stands beside a place of the grid: at a cell, a header, the pointer.
import { Popover } from '@mantine/core';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { usePaneStore } from './pane-context.ts';
import type { Anchor } from './pane-store.ts';

type Props = { anchor: Anchor; label: string; width?: number | undefined; children: ReactNode };

/** Closing gives the keyboard back to the grid. */
export function Floating({ anchor, label, width, children }: Props) {
  const close = useClosePopup();
  const { left, top, height } = anchor;
  return (
    <Popover
      opened
      onChange={(opened) => !opened && close()}
      position="bottom-start"
      offset={2}
      trapFocus
      // The place it stands at is no button that opens it.
      withRoles={false}
      returnFocus={false}
      {...(width ? { width } : {})}
    >
      <Popover.Target>
        <div style={{ position: 'fixed', left, top, width: anchor.width, height, pointerEvents: 'none' }} />
      </Popover.Target>
      <Popover.Dropdown p={8} role="dialog" aria-label={label}>
        <FocusFirst>{children}</FocusFirst>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Takes the keyboard at once, so that what is typed right after a shortcut lands in the popup. */
function FocusFirst({ children }: { children: ReactNode }) {
  const host = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => host.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus(), []);
  return <div ref={host}>{children}</div>;
}

export function useClosePopup(): () => void {
  const store = usePaneStore();
  return () => {
    store.getState().show(null);
    requestAnimationFrame(() => {
      // Whoever clicked into another field meant it.
      if (document.activeElement === document.body) store.getState().handle?.refocus();
    });
  };
}
