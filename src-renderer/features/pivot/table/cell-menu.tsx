// The menu of a cell, a name or a header.
import { Menu } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconCopy,
  IconFilter,
  IconFilterMinus,
  IconTable,
  IconTablePlus,
} from '@tabler/icons-react';
import type { Cursor } from './keys.ts';
import { useCellActions } from './use-cell-actions.ts';
import type { Shown } from './use-shown.ts';

export type MenuPlace = { at: Cursor; x: number; y: number };

export function CellMenu({ place, shown, onClose }: { place: MenuPlace; shown: Shown; onClose: () => void }) {
  const { at, x, y } = place;
  const actions = useCellActions(shown);
  const { row, column } = actions.placeOf(at);
  const icon = { size: 14 };
  const key = (text: string) => <kbd className="pm-dim">{text}</kbd>;
  return (
    <Menu opened onClose={onClose} position="bottom-start" offset={2} width={270} returnFocus={false}>
      <Menu.Target>
        <div style={{ position: 'fixed', left: x, top: y, width: 1, height: 1, pointerEvents: 'none' }} />
      </Menu.Target>
      <Menu.Dropdown aria-label="Actions for this place" onContextMenu={(event) => event.preventDefault()}>
        <Menu.Label>
          <bdi>{actions.titleOf(at)}</bdi>
        </Menu.Label>
        <Menu.Item
          leftSection={<IconTable {...icon} />}
          rightSection={at.row >= 0 ? key('Enter') : null}
          onClick={() => actions.openRows(at)}
        >
          Show the rows
        </Menu.Item>
        <Menu.Item leftSection={<IconTablePlus {...icon} />} onClick={() => actions.pivotInside(at)}>
          Pivot of these rows alone
        </Menu.Item>
        {(['rows', 'columns'] as const).map((axis) => {
          const keys = axis === 'rows' ? row : column;
          if (keys.length === 0) return null;
          const what = axis === 'rows' ? 'row' : 'column';
          return [
            <Menu.Item
              key={`${axis} in`}
              leftSection={<IconFilter {...icon} />}
              onClick={() => actions.filterTo(axis, keys)}
            >
              Only this {what}
            </Menu.Item>,
            <Menu.Item
              key={`${axis} out`}
              leftSection={<IconFilterMinus {...icon} />}
              onClick={() => actions.filterAway(axis, keys)}
            >
              Without this {what}
            </Menu.Item>,
          ];
        })}
        <Menu.Divider />
        {[true, false].map((descending) => (
          <Menu.Item
            key={String(descending)}
            leftSection={descending ? <IconArrowDown {...icon} /> : <IconArrowUp {...icon} />}
            onClick={() => (at.column < 0 ? actions.sort(at) : actions.sort(at, descending))}
          >
            {at.column < 0
              ? descending
                ? 'By name, last first'
                : 'By name'
              : descending
                ? 'Largest first'
                : 'Smallest first'}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconCopy {...icon} />}
          rightSection={key('Ctrl+C')}
          onClick={() => actions.copyCell(at)}
        >
          Copy
        </Menu.Item>
        <Menu.Item leftSection={<IconCopy {...icon} />} onClick={actions.copyTable}>
          Copy the table
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
