// Opens the looks of the table, from the toolbar and by its command.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconPalette } from '@tabler/icons-react';
import { useRef } from 'react';
import { useCommand } from '../../../ui/commands.ts';
import { usePane } from '../pane-context.ts';
import { useColouring } from './use-colouring.ts';

export function LooksButton() {
  const button = useRef<HTMLButtonElement>(null);
  const show = usePane((state) => state.show);
  const { colouring, toggle } = useColouring();
  const open = () => button.current && show({ kind: 'looks', anchor: button.current.getBoundingClientRect() });
  useCommand('grid-looks', open);
  useCommand('grid-colours', toggle);
  return (
    <Tooltip label="Looks: density, lines, times, colours">
      <ActionIcon
        ref={button}
        aria-label="Looks"
        variant={colouring.on ? 'light' : 'subtle'}
        {...(colouring.on ? { color: 'tracker' } : {})}
        onClick={open}
      >
        <IconPalette size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
