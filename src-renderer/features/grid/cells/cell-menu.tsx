// The menu of a cell: what can be done with its value, its row and its column.
import { Menu } from '@mantine/core';
import {
  IconAnchor,
  IconArrowDown,
  IconArrowUp,
  IconBraces,
  IconClockMinus,
  IconClockPlus,
  IconCopy,
  IconEyeOff,
  IconFilter,
  IconFilterMinus,
  IconLayoutSidebarRight,
  IconSearch,
  IconTable,
  IconTableOptions,
} from '@tabler/icons-react';
import { describeValue } from '../../../../shared/query/describe.ts';
import { hideColumn, setSort } from '../../../../shared/query/edit.ts';
import { pivotOn } from '../../../../shared/query/pivot.ts';
import { columnKey } from '../../../../shared/query/view.ts';
import { useTimeZone } from '../../../ui/case.ts';
import { visibleText } from '../../../ui/visible-text.ts';
import { useWorkspace } from '../../../ui/window/workspace.ts';
import { resolveColumn } from '../columns/resolve.ts';
import { MarkItems } from '../marks/mark-items.tsx';
import { usePane, useView } from '../pane-context.ts';
import type { Popup } from '../pane-store.ts';
import { cellOf } from '../table/grid-row.ts';
import { useCellActions } from './cell-actions.ts';
import { copyText } from './clipboard.ts';
import { InvestigateItems } from './investigate-items.tsx';
import { Key, PointMenu } from './point-menu.tsx';

export function CellMenu({ anchor, place }: Extract<Popup, { kind: 'cell' }>) {
  const actions = useCellActions();
  const view = useView();
  const timeZone = useTimeZone();
  const table = usePane((state) => state.table);
  const edit = usePane((state) => state.edit);
  const handle = usePane((state) => state.handle);
  const selected = usePane((state) => state.selection.length > 0);
  const column = resolveColumn(table, place.column);
  const value = cellOf(handle?.rowAt(place.index), columnKey(place.column)) ?? null;
  const isAnchor = usePane(({ looks }) => looks.times === 'anchor' && looks.anchor === value);
  const words = visibleText(describeValue(value, { timeZone, valueLimit: 32 }));
  const isOrdered = column.kind === 'time' || column.kind === 'number';
  const bounds = column.kind === 'time' ? ['From this time on', 'Before this time'] : ['This and larger', 'Smaller'];
  const icon = { size: 14 };
  return (
    <PointMenu anchor={anchor} label={`Actions for ${column.key}`}>
      <Menu.Label>
        <bdi>
          {column.key}: {words}
        </bdi>
      </Menu.Label>
      <Menu.Item
        leftSection={<IconFilter {...icon} />}
        rightSection={<Key>+</Key>}
        onClick={() => actions.filterIn(place)}
      >
        Filter in
      </Menu.Item>
      <Menu.Item
        leftSection={<IconFilterMinus {...icon} />}
        rightSection={<Key>-</Key>}
        onClick={() => actions.filterOut(place)}
      >
        Filter out
      </Menu.Item>
      {isOrdered && value !== null && (
        <>
          <Menu.Item leftSection={<IconClockPlus {...icon} />} onClick={() => actions.filterFrom(place)}>
            {bounds[0]}
          </Menu.Item>
          <Menu.Item leftSection={<IconClockMinus {...icon} />} onClick={() => actions.filterBefore(place)}>
            {bounds[1]}
          </Menu.Item>
        </>
      )}
      {column.kind === 'time' && value && (
        <Menu.Item
          leftSection={<IconAnchor {...icon} />}
          rightSection={<Key>a</Key>}
          onClick={() => actions.setTimeAnchor(place)}
        >
          {isAnchor ? 'Times absolute again' : 'Set as anchor: times since this one'}
        </Menu.Item>
      )}
      {value && (
        <Menu.Item leftSection={<IconSearch {...icon} />} onClick={() => actions.searchEverywhere(place)}>
          Search for this value everywhere
        </Menu.Item>
      )}
      <Menu.Item
        leftSection={<IconLayoutSidebarRight {...icon} />}
        rightSection={<Key>Enter</Key>}
        onClick={actions.showRecord}
      >
        Show in record
      </Menu.Item>
      <InvestigateItems place={place} value={value} />
      <Menu.Item
        leftSection={<IconTableOptions {...icon} />}
        onClick={() => void useWorkspace.getState().openPivot(pivotOn(view, column.ref))}
      >
        Pivot on this column
      </Menu.Item>
      <MarkItems anchor={anchor} row={place.index} />
      <Menu.Divider />
      <Menu.Item
        leftSection={<IconCopy {...icon} />}
        rightSection={<Key>Ctrl+C</Key>}
        onClick={() => actions.copyCell(place)}
      >
        Copy value
      </Menu.Item>
      <Menu.Item leftSection={<IconTable {...icon} />} onClick={() => actions.copyRow(place.index)}>
        Copy row
      </Menu.Item>
      {selected && (
        <Menu.Item leftSection={<IconTable {...icon} />} onClick={actions.copySelection}>
          Copy selected rows
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconBraces {...icon} />} onClick={() => actions.copyRecord(place.index)}>
        Copy row as JSON
      </Menu.Item>
      <Menu.Item leftSection={<IconCopy {...icon} />} onClick={() => void copyText(column.key, 'the column name')}>
        Copy column name
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item
        leftSection={<IconArrowUp {...icon} />}
        onClick={() => edit((view) => setSort(view, column.ref, false))}
      >
        Sort ascending
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowDown {...icon} />}
        onClick={() => edit((view) => setSort(view, column.ref, true))}
      >
        Sort descending
      </Menu.Item>
      <Menu.Item
        leftSection={<IconEyeOff {...icon} />}
        rightSection={<Key>h</Key>}
        onClick={() => edit((view, shown) => hideColumn(view, shown, column.ref))}
      >
        Hide column
      </Menu.Item>
    </PointMenu>
  );
}
