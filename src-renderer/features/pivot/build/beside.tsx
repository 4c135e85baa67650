// A form at the right of the builder, which has the keyboard while it is there.
import { Popover } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

type BesideProps = { opened: boolean; label: string; onClose: () => void; target: ReactElement; children: ReactNode };

export function Beside({ opened, label, onClose, target, children }: BesideProps) {
  return (
    <Popover
      opened={opened}
      onChange={(now) => !now && onClose()}
      position="right-end"
      width={320}
      trapFocus
      withRoles={false}
      returnFocus={false}
    >
      <Popover.Target>{target}</Popover.Target>
      <Popover.Dropdown p={8} role="dialog" aria-label={label}>
        {children}
      </Popover.Dropdown>
    </Popover>
  );
}
