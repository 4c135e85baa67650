// A small button with a sign; its keys stand in the tooltip.
import { ActionIcon, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';

type Props = { label: string; disabled?: boolean; onClick: () => void; children: ReactNode };

export function ToolButton({ label, disabled = false, onClick, children }: Props) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label.replace(/ \(.*\)$/, '')} disabled={disabled} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
