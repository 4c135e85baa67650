// What is done with a grid now and then, by name and with its keys: the window's commands, as the palette has them.
import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowLeft,
  IconArrowMoveDown,
  IconArrowRight,
  IconArrowsDiff,
  IconBookmark,
  IconBookmarks,
  IconDots,
  IconFilterOff,
  IconHistory,
  IconLayoutColumns,
  IconPaint,
  IconRefresh,
  IconSql,
} from '@tabler/icons-react';
import { Fragment, type RefObject, useState } from 'react';
import { type CommandId, commandTitles, keysOf, listCommands, runCommand } from '../../ui/window/commands.ts';
import { Key } from './cells/point-menu.tsx';

const groups: [CommandId, typeof IconDots][][] = [
  [
    ['grid-back', IconArrowLeft],
    ['grid-forward', IconArrowRight],
    ['grid-history', IconHistory],
  ],
  [
    ['grid-save-view', IconBookmark],
    ['saved-views', IconBookmarks],
  ],
  [
    ['grid-go-to', IconArrowMoveDown],
    ['grid-clear-filters', IconFilterOff],
    ['grid-compare', IconArrowsDiff],
    ['grid-read-again', IconRefresh],
  ],
  [
    ['grid-layouts', IconLayoutColumns],
    ['grid-colours', IconPaint],
  ],
  [['grid-open-as-sql', IconSql]],
];

export function MoreMenu({ button }: { button: RefObject<HTMLButtonElement | null> }) {
  const [opened, setOpened] = useState(false);
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-end" width={290}>
      <Menu.Target>
        <ActionIcon ref={button} aria-label="More" title="More">
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown aria-label="More">{opened && <Items />}</Menu.Dropdown>
    </Menu>
  );
}

function Items() {
  const possible = new Set(listCommands());
  const first = groups.flat().find(([id]) => possible.has(id))?.[0];
  return groups.map((group, i) => (
    <Fragment key={group[0]![0]}>
      {i > 0 && <Menu.Divider />}
      {group.map(([id, Icon]) => (
        <Menu.Item
          key={id}
          leftSection={<Icon size={14} />}
          rightSection={keysOf(id) && <Key>{keysOf(id)!}</Key>}
          disabled={!possible.has(id)}
          {...(id === first ? { 'data-autofocus': true } : {})}
          // The menu goes first: what the command opens takes the keyboard after it.
          onClick={() => setTimeout(() => runCommand(id))}
        >
          {commandTitles[id]}
        </Menu.Item>
      ))}
    </Fragment>
  ));
}
