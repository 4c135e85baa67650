// The menu of a column's header.
import { Menu } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowsHorizontal,
  IconArrowUp,
  IconColumns3,
  IconCopy,
  IconEyeOff,
  IconFilter,
  IconPaint,
  IconPalette,
  IconPin,
  IconPinnedOff,
  IconTableOptions,
} from '@tabler/icons-react';
import { hideColumn, setSort, showColumn, sortOf } from '../../../../shared/query/edit.ts';
import { pivotOn } from '../../../../shared/query/pivot.ts';
import { columnKey, sameColumn } from '../../../../shared/query/view.ts';
import { useWorkspace } from '../../../ui/window/workspace.ts';
import { resolveColumn } from '../columns/resolve.ts';
import { useColouring } from '../looks/use-colouring.ts';
import { usePane, useView } from '../pane-context.ts';
import type { Popup } from '../pane-store.ts';
import { copyText } from './clipboard.ts';
import { Key, PointMenu } from './point-menu.tsx';

export function HeaderMenu({ anchor, column }: Extract<Popup, { kind: 'header' }>) {
  const view = useView();
  const table = usePane((state) => state.table);
  const edit = usePane((state) => state.edit);
  const pin = usePane((state) => state.pin);
  const show = usePane((state) => state.show);
  const handle = usePane((state) => state.handle);
  const pins = usePane((state) => state.looks.pins);
  const key = columnKey(column);
  const fields = table.columns.find(({ name }) => name.toLowerCase() === column.column.toLowerCase())?.fields;
  const isSorted = sortOf(view, column) !== undefined;
  const { colouring, toggleValues, colourRowsBy } = useColouring();
  const isColoured = colouring.on && colouring.values.some((one) => sameColumn(one, column));
  const coloursRows = colouring.on && colouring.rows !== null && sameColumn(colouring.rows, column);
  const icon = { size: 14 };
  const sort = (descending: boolean | undefined, keep = false) => edit((now) => setSort(now, column, descending, keep));
  return (
    <PointMenu anchor={anchor} label={`Column ${key}`}>
      <Menu.Label>
        <bdi>{key}</bdi>
        {resolveColumn(table, column).doc && <div>{resolveColumn(table, column).doc}</div>}
      </Menu.Label>
      <Menu.Item leftSection={<IconArrowUp {...icon} />} onClick={() => sort(false)}>
        Sort ascending
      </Menu.Item>
      <Menu.Item leftSection={<IconArrowDown {...icon} />} onClick={() => sort(true)}>
        Sort descending
      </Menu.Item>
      {view.sort.length > 0 && !isSorted && (
        <Menu.Item onClick={() => sort(false, true)}>Then by this column</Menu.Item>
      )}
      {isSorted && <Menu.Item onClick={() => sort(undefined, true)}>Do not sort by it</Menu.Item>}
      <Menu.Divider />
      <Menu.Item
        leftSection={<IconFilter {...icon} />}
        rightSection={<Key>f</Key>}
        closeMenuOnClick={false}
        onClick={() => show({ kind: 'filter', anchor: handle?.headerRect(column) ?? anchor, column })}
      >
        Filter…
      </Menu.Item>
      <Menu.Item leftSection={<IconPalette {...icon} />} onClick={() => toggleValues(column)}>
        {isColoured ? 'No colours for its values' : 'Same value, same colour'}
      </Menu.Item>
      <Menu.Item leftSection={<IconPaint {...icon} />} onClick={() => colourRowsBy(column)}>
        {coloursRows ? 'Do not colour rows by it' : 'Colour rows by its value'}
      </Menu.Item>
      <Menu.Divider />
      {(['left', 'right'] as const)
        .filter((side) => pins[key] !== side)
        .map((side) => (
          <Menu.Item key={side} leftSection={<IconPin {...icon} />} onClick={() => pin(key, side)}>
            Pin {side}
          </Menu.Item>
        ))}
      {pins[key] && (
        <Menu.Item leftSection={<IconPinnedOff {...icon} />} onClick={() => pin(key, null)}>
          Unpin
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconArrowsHorizontal {...icon} />} onClick={() => handle?.autosize([column])}>
        Fit width to content
      </Menu.Item>
      <Menu.Item
        leftSection={<IconEyeOff {...icon} />}
        onClick={() => edit((now, shown) => hideColumn(now, shown, column))}
      >
        Hide
      </Menu.Item>
      <Menu.Item
        leftSection={<IconTableOptions {...icon} />}
        onClick={() => void useWorkspace.getState().openPivot(pivotOn(view, column))}
      >
        Pivot on this column
      </Menu.Item>
      <Menu.Item leftSection={<IconCopy {...icon} />} onClick={() => void copyText(key, 'the column name')}>
        Copy name
      </Menu.Item>
      {fields && column.path.length === 0 && (
        <>
          <Menu.Divider />
          <Menu.Label>Add a field as column</Menu.Label>
          {fields.map(({ name, doc }) => (
            <Menu.Item
              key={name}
              title={doc}
              leftSection={<IconColumns3 {...icon} />}
              onClick={() =>
                edit((now, shown) => showColumn(now, shown, { column: column.column, path: [name] }, column))
              }
            >
              {name}
            </Menu.Item>
          ))}
        </>
      )}
    </PointMenu>
  );
}
