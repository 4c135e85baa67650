// What the menu of a cell has for marking its row, or the rows that are selected.
import { Menu } from '@mantine/core';
import { IconNote, IconStar, IconTags } from '@tabler/icons-react';
import { useEngine } from '../../../ui/engine.ts';
import { Key } from '../cells/point-menu.tsx';
import { usePane, usePaneStore } from '../pane-context.ts';
import type { Anchor } from '../pane-store.ts';
import { markRows, presentTarget } from './mark-actions.ts';
import { whyNoMarks } from './mark-places.ts';
import styles from './marks.module.css';

export function MarkItems({ anchor, row }: { anchor: Anchor; row: number }) {
  const store = usePaneStore();
  const engine = useEngine();
  const why = usePane((state) => whyNoMarks(state.table));
  if (why !== null)
    return (
      <>
        <Menu.Divider />
        <Menu.Item disabled title={why} leftSection={<IconTags size={14} />}>
          Tag… <span className={styles.why}>{why}</span>
        </Menu.Item>
      </>
    );
  const { show } = store.getState();
  const target = presentTarget(store) ?? { row };
  const icon = { size: 14 };
  // The menu closes first: what it would close is the popup that it opens.
  const later = (open: () => void) => () => void setTimeout(open);
  return (
    <>
      <Menu.Divider />
      <Menu.Item
        leftSection={<IconTags {...icon} />}
        rightSection={<Key>m</Key>}
        onClick={later(() => show({ kind: 'tags', anchor, target }))}
      >
        Tag…
      </Menu.Item>
      <Menu.Item
        leftSection={<IconStar {...icon} />}
        rightSection={<Key>s</Key>}
        onClick={() => void markRows(store, engine, { kind: 'star' }, target)}
      >
        Star, or no longer
      </Menu.Item>
      <Menu.Item
        leftSection={<IconNote {...icon} />}
        rightSection={<Key>n</Key>}
        onClick={later(() => show({ kind: 'note', anchor, row }))}
      >
        Note…
      </Menu.Item>
    </>
  );
}
