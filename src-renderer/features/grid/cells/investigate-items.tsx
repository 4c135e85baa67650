// The part of a cell's menu that leads on: the page of what the cell names, and what happened around its row.
import { Menu } from '@mantine/core';
import { IconClockHour4, IconFingerprint } from '@tabler/icons-react';
import { detectEntity, entityWords } from '../../../../shared/query/entity.ts';
import { useTables } from '../../../ui/tables.ts';
import { resolveColumn } from '../columns/resolve.ts';
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
  const entity = value === null ? null : detectEntity(value, place.column, resolveColumn(table, place.column).entity);
  const isTimeline = table.name === 'timeline';
  const hasActors = table.name === 'cloudtrail' || isTimeline;
  const others = useTables((state) => state.tables.filter(({ isOnTimeline }) => isOnTimeline).length > 1);
  const isOfMany = table.isOnTimeline === true && (others || !hasActors);
  return (
    <>
      {entity && (
        <Menu.Item
          leftSection={<IconFingerprint size={14} />}
          rightSection={<Key>e</Key>}
          onClick={() => openEntity(place)}
        >
          Open page of this {entityWords[entity.kind].toLowerCase()}
        </Menu.Item>
      )}
      {table.timeColumn !== null && (
        <Menu.Sub>
          <Menu.Sub.Target>
            <Menu.Sub.Item leftSection={<IconClockHour4 size={14} />}>Around this event</Menu.Sub.Item>
          </Menu.Sub.Target>
          <Menu.Sub.Dropdown mah="80vh" style={{ overflowY: 'auto' }}>
            <Around
              where=""
              sames={sames.filter(([same]) => hasActors || same === 'everything')}
              onChoose={(same, minutes) => openAround(place.index, same, minutes, isTimeline)}
            />
            {isOfMany && (
              <>
                <Menu.Divider />
                <Around
                  where=" in all logs"
                  sames={sames}
                  onChoose={(same, minutes) => openAround(place.index, same, minutes, true)}
                />
              </>
            )}
          </Menu.Sub.Dropdown>
        </Menu.Sub>
      )}
    </>
  );
}

type AroundProps = {
  /** Said after what is the same. */
  where: string;
  sames: [Same, string][];
  onChoose: (same: Same, minutes: number) => void;
};

function Around({ where, sames: listed, onChoose }: AroundProps) {
  return listed.map(([same, words]) =>
    spans.map((minutes) => (
      <Menu.Item key={`${same} ${minutes}`} onClick={() => onChoose(same, minutes)}>
        {words}
        {where}, ± {minutes} min
      </Menu.Item>
    )),
  );
}
