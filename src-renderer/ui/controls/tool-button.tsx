// A small button with a sign, as toolbars have them; its keys and what more there is to say stand in the tooltip.
import { ActionIcon, Tooltip } from '@mantine/core';
import type { ReactNode, Ref } from 'react';

type Props = {
  /** Its name; then, for the tooltip alone, its keys in brackets or more after a colon: `Undo (Ctrl+Z)`. */
  label: string;
  /** Whether what it switches is on; absent: it switches nothing. */
  on?: boolean;
  /** Whether it is lit although it is no switch. */
  isLit?: boolean;
  ref?: Ref<HTMLButtonElement>;
  /** Null: not possible now. */
  onClick: (() => void) | null;
  children: ReactNode;
};

export function ToolButton({ label, on, isLit = on ?? false, ref, onClick, children }: Props) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        {...(ref ? { ref } : {})}
        aria-label={nameOf(label)}
        {...(on === undefined ? {} : { 'aria-pressed': on })}
        variant={isLit ? 'light' : 'subtle'}
        {...(isLit ? { color: 'tracker' } : {})}
        disabled={onClick === null}
        onClick={() => onClick?.()}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

const nameOf = (label: string) => label.replace(/:.*$| \([^()]*\)$/, '');
