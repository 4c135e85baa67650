// The menu of a cell, a name or a header.
import { Menu } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconCopy,
  IconFilter,
  IconFilterMinus,
  IconFold,
  IconFoldDown,
  IconTable,
  IconTablePlus,
} from '@tabler/icons-react';
import type { Axis } from '../../../../shared/query/pivot.ts';
import { visibleText } from '../../../ui/visible-text.ts';
import type { Cursor } from './keys.ts';
import { placeOf } from './place.ts';
import { useCellActions } from './use-cell-actions.ts';
import type { Shown } from './use-shown.ts';

export type MenuPlace = { at: Cursor; x: number; y: number };

export function CellMenu({ place, shown, onClose }: { place: MenuPlace; shown: Shown; onClose: () => void }) {
  const { at, x, y } = place;
  const actions = useCellActions(shown);
  const { row, column } = placeOf(shown, at);
  const folding = actions.foldable(at);
  const orders = ordersAt(at, shown);
  const icon = { size: 14 };
  const key = (text: string) => <kbd className="pm-dim">{text}</kbd>;
  return (
    <Menu opened onClose={onClose} position="right-start" offset={2} width={270} returnFocus={false}>
      <Menu.Target>
        <div style={{ position: 'fixed', left: x, top: y, width: 1, height: 1, pointerEvents: 'none' }} />
      </Menu.Target>
      <Menu.Dropdown aria-label="Actions for this place" onContextMenu={(event) => event.preventDefault()}>
        <Menu.Label style={{ overflowWrap: 'anywhere' }}>
          <bdi>{visibleText(actions.titleOf(at))}</bdi>
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
        {folding && (
          <Menu.Item
            leftSection={folding.isOpen ? <IconFold {...icon} /> : <IconFoldDown {...icon} />}
            rightSection={key('*')}
            onClick={() => actions.foldLevel(at)}
          >
            {folding.isOpen ? 'Fold up all of this level' : 'Open all of this level'}
          </Menu.Item>
        )}
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
        {orders.map(({ axis, title, labels }) => [
          <Menu.Label key={axis}>{title}</Menu.Label>,
          ...labels.map((label, i) => (
            <Menu.Item
              key={`${axis} ${label}`}
              leftSection={i === 0 ? <IconArrowDown {...icon} /> : <IconArrowUp {...icon} />}
              rightSection={i === 0 ? key(axis === 'rows' ? 's' : 'S') : null}
              onClick={() => actions.sort(at, i === 0, axis)}
            >
              {label}
            </Menu.Item>
          )),
        ])}
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

const bySize = ['Largest first', 'Smallest first'];
const byName = ['Last first', 'First first'];

/** What can be put in order from a place: the rows by its column, the columns by its row, either by its names. */
function ordersAt({ row, column }: Cursor, { pivot }: Shown): { axis: Axis; title: string; labels: string[] }[] {
  const rows =
    column < 0
      ? { axis: 'rows' as const, title: 'Rows by name', labels: byName }
      : { axis: 'rows' as const, title: 'Rows by this column', labels: bySize };
  const columns =
    row < 0
      ? { axis: 'columns' as const, title: 'Columns by name', labels: byName }
      : { axis: 'columns' as const, title: 'Columns by this row', labels: bySize };
  return [
    ...(pivot.rows.length > 0 && row >= -1 ? [rows] : []),
    ...(pivot.columns.length > 0 && row !== -1 ? [columns] : []),
  ];
}
