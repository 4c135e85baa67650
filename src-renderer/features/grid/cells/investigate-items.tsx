// The part of a cell's menu that leads on: the page of what the cell names, and what happened around its row.
import { Menu } from '@mantine/core';
import { IconClockHour4, IconFingerprint } from '@tabler/icons-react';
import { detectEntity, entityWords } from '../../../../shared/query/entity.ts';
import { usePane } from '../pane-context.ts';
import type { CellPlace } from '../pane-store.ts';
import { useCellActions } from './cell-actions.ts';
import type { Same } from './investigate.ts';
import { Key } from './point-menu.tsx';

const spans = [1, 5, 30, 120];
const sames: [Same, string][] = [
  ['actor', 'The same actor'],
  ['ip', 'The same address'],
  ['everything', 'Everything'],
];

export function InvestigateItems({ place, value }: { place: CellPlace; value: string | null }) {
  const { openEntity, openAround } = useCellActions();
  const table = usePane((state) => state.table);
  const entity = value === null ? null : detectEntity(value, place.column);
  const hasActors = table.name === 'cloudtrail' || table.name === 'timeline';
  const icon = { size: 14 };
  return (
    <>
      {entity && (
        <Menu.Item
          leftSection={<IconFingerprint {...icon} />}
          rightSection={<Key>e</Key>}
          onClick={() => openEntity(place)}
        >
          Open page of this {entityWords[entity.kind].toLowerCase()}
        </Menu.Item>
      )}
      {table.timeColumn !== null && (
        <Menu.Sub>
          <Menu.Sub.Target>
            <Menu.Sub.Item leftSection={<IconClockHour4 {...icon} />}>Around this event</Menu.Sub.Item>
          </Menu.Sub.Target>
          <Menu.Sub.Dropdown>
            {sames
              .filter(([same]) => hasActors || same === 'everything')
              .map(([same, words]) =>
                spans.map((minutes) => (
                  <Menu.Item key={`${same} ${minutes}`} onClick={() => openAround(place.index, same, minutes)}>
                    {words}, ± {minutes} min
                  </Menu.Item>
                )),
              )}
          </Menu.Sub.Dropdown>
        </Menu.Sub>
      )}
    </>
  );
}
